import assert from 'node:assert/strict';
import { dayReader, daySent } from '../server/src/days';
import { commitmentsIn } from '../server/src/review/commitment';
import { createReviewer } from '../server/src/review/reviewer';
import { builtInRules } from '../server/src/rules';

/** A Monday. */
const REFERENCE = '2026-03-09';
const reviewer = createReviewer(builtInRules);

async function promised(text: string) {
  return commitmentsIn(reviewer.review(text, 'plain'), await dayReader(REFERENCE));
}

/** What is promised in a text, and by when: `[who, what, by, due]`. */
const told = async (text: string) => (await promised(text)).map(({ who, what, by, due }) => [who, what, by, due]);

describe('the commitments of a draft', () => {
  it('are who, what and by when, the day counted from the reference day', async () => {
    assert.deepEqual(await told('I will answer you by Friday.'), [['I', 'answer you', 'by Friday', '2026-03-13']]);
    assert.deepEqual(await told('We’ll write to each of you within two weeks.'), [
      ['we', 'write to each of you', 'within two weeks', '2026-03-23'],
    ]);
  });

  it('are told one by one where a sentence makes several', async () =>
    assert.deepEqual(await told('I will ring each of you on Tuesday, and we’ll publish the figures by 27 March.'), [
      ['I', 'ring each of you', 'on Tuesday', '2026-03-10'],
      ['we', 'publish the figures', 'by 27 March', '2026-03-27'],
    ]));

  it('take a day that stands ahead of “I will”', async () =>
    assert.deepEqual(await told('If it isn’t there on Friday I will chase it.'), [
      ['I', 'chase it', 'on Friday', '2026-03-13'],
    ]));

  it('read “the 14th” as the next one there is', async () => {
    assert.deepEqual((await promised('I will tell you by the 14th.'))[0]?.due, '2026-03-14');
    assert.deepEqual((await promised('I will tell you by the 2nd.'))[0]?.due, '2026-04-02');
  });

  it('name nobody where the sentence names nobody', async () =>
    assert.deepEqual(await told('You will be paid on Tuesday.'), [
      [null, 'You will be paid', 'on Tuesday', '2026-03-10'],
    ]));

  it('leave open what names no day for certain', async () => {
    for (const text of [
      'I will tell you myself.',
      'I will tell you by 3/4.',
      'I will tell you what sat with you.',
      'I will tell you in your two hours.',
    ])
      assert.deepEqual(
        (await promised(text)).map(({ due }) => due),
        [null],
        text,
      );
  });

  it('are not what is denied, done already or said by somebody else', async () => {
    for (const text of [
      'I will not tell you by Friday.',
      'I have written to the board.',
      'Hi,\n\nNo.\n\nOn Fri, 6 Mar 2026 at 17:02, Dan wrote:\n> I will answer you by Friday.\n',
    ])
      assert.deepEqual(await told(text), [], text);
  });

  it('keep the sentence they stand in, exact to the letter', async () => {
    const text = 'Hi 🙂,\r\n\r\nI will answer\r\nyou by Friday.\r\n';
    const [only] = await promised(text);
    assert.ok(only);
    assert.equal(text.slice(only.span.start, only.span.end), 'I will answer\r\nyou by Friday.');
    assert.equal(only.sentence, 'I will answer you by Friday.');
  });
});

describe('the day a mail was sent', () => {
  it('is the one its Date field shows, whatever the clock here', () => {
    assert.equal(daySent('From: a@b.example\nDate: Mon, 09 Mar 2026 23:40:12 -0900\n\nHi'), '2026-03-09');
    assert.equal(daySent('Date: 1 Apr 2026 08:00 +0000\r\n\r\nHi'), '2026-04-01');
  });
  it('is not there without one', () => {
    assert.equal(daySent('Hi,\n\nDate: Mon, 09 Mar 2026'), undefined);
    assert.equal(daySent('Date: soon\n\nHi'), undefined);
  });
});
