import assert from 'node:assert/strict';
import { parseDraft } from '../server/src/draft/draft';
import { applyFix } from '../server/src/review/change';
import { clausesOf } from '../server/src/review/clause';
import { factsIn, factsLost } from '../server/src/review/fact';
import { handOf, inHand } from '../server/src/review/hand';
import { createReviewer } from '../server/src/review/reviewer';
import { builtInRules } from '../server/src/rules';

const reviewer = createReviewer(builtInRules);

const clauses = (text: string): string[] => clausesOf(text).map(({ start, end }) => text.slice(start, end));

/** What the first fix of a rule's first finding makes of a draft. */
function fixed(text: string, rule: string, title = /./): string | undefined {
  const finding = reviewer.review(text).findings.find((found) => found.rule === rule);
  const fix = finding?.fixes().find((one) => title.test(one.title));
  return fix && applyFix(text, fix);
}

const BAD_NEWS = 'Hi all,\n\nWe are letting four of you go on Friday. The list is final.\n\n';

describe('clauses', () => {
  it('part where each could stand as a sentence', () => {
    assert.deepEqual(clauses('It was late, and I was tired.'), ['It was late', 'I was tired.']);
    assert.deepEqual(clauses('It was late; nobody told me.'), ['It was late', 'nobody told me.']);
    assert.deepEqual(clauses('Not great, and I apologise for it.'), ['Not great', 'I apologise for it.']);
  });

  it('stay together where one leans on the other, or only nouns are joined', () => {
    for (const text of [
      'If you had come, I would have told you.',
      'You and I know it.',
      'Let us make it the best year for our patients and their loved ones!',
      'Tell me, so I can work tomorrow.',
      'He told me (it was late, and I was tired) last week.',
    ])
      assert.deepEqual(clauses(text), [text]);
  });
});

describe('facts', () => {
  it('are names, numbers and dates', () => {
    assert.deepEqual(factsIn('On 30 November, Mrs. Okafor and HR cut 12 posts by 4%.'), [
      '30 November',
      'Mrs. Okafor',
      'HR',
      '12',
      '4%',
    ]);
    assert.deepEqual(factsIn('I am sorry, and I’m not 100% sure that it was YOUR fault.'), []);
  });

  it('are lost when the new words do not hold them', () =>
    assert.deepEqual(factsLost('We met Ana on Tuesday.', 'We met on Tuesday.'), ['Ana']));
});

describe('an author’s hand', () => {
  const hand = (text: string) => handOf(parseDraft(text));

  it('says we where the draft does', () => {
    const ours = hand('We have decided, and our reasons are below.');
    assert.equal(
      inHand('I am the one who answers to you for my part. I was late, and it was mine.', ours),
      'We are the ones who answer to you for our part. We were late, and it was ours.',
    );
  });

  it('types the quotes the draft does', () => {
    assert.equal(inHand('I don’t know “it”.', hand('I don’t.')), 'I don’t know “it”.');
    assert.equal(inHand('I don’t know “it”.', hand("I don't.")), 'I don\'t know "it".');
  });
});

describe('a rewrite', () => {
  it('leaves the rest of the sentence to stand by itself', () =>
    assert.equal(
      fixed(
        `${BAD_NEWS}The rota is on the board, so please don't panic about it.\n`,
        'acknowledgement/dismisses-feelings',
      ),
      `${BAD_NEWS}The rota is on the board. I understand why you are worried.\n`.replace('I under', 'We under'),
    ));

  it('gives a gap for the facts it would lose, and never drops them first', () => {
    const after = fixed(
      `${BAD_NEWS}I bent over backwards for Marek on the 4 May rota.\n`,
      'acknowledgement/claims-gratitude',
    );
    assert.match(after ?? '', /You owe me nothing here\. \[what they need to know about 4 May and Marek\]/);
  });

  it('is folded as the draft is, with its line endings', () => {
    const text = `${BAD_NEWS}This is a long paragraph that its author folds by hand at some seventy\ncolumns. Nobody on the night shift will lose their job.\n`;
    const after = fixed(text.replaceAll('\n', '\r\n'), 'overpromise/job-security') ?? '';
    assert.ok(after.includes("I don't know yet whether anyone") || after.includes("We don't know yet whether anyone"));
    assert.ok(!/(?<!\r)\n/.test(after));
    for (const line of after.split('\r\n')) assert.ok(line.length <= 75, line);
  });

  it('takes an emptied line, item or paragraph along', () => {
    const without = (text: string) => fixed(`${BAD_NEWS}${text}`, 'acknowledgement/offers-silver-lining', /Take out/);
    const line = 'Every ending is a beginning!';
    assert.equal(without(`The rota is up.\n\n${line}\n\nTom\n`), `${BAD_NEWS}The rota is up.\n\nTom\n`);
    assert.equal(
      without(`- The rota is up.\n- ${line}\n- It starts on Monday.\n`),
      `${BAD_NEWS}- The rota is up.\n- It starts on Monday.\n`,
    );
    assert.equal(without(`The rota is up. ${line} It starts now.\n`), `${BAD_NEWS}The rota is up. It starts now.\n`);
  });

  it('never says that something was done which was not', () => {
    assert.equal(
      fixed(`${BAD_NEWS}You were not told.\n`, 'excuse/harm-by-itself')?.includes('I told you') ?? false,
      false,
    );
  });
});

describe('an insertion', () => {
  const mail = `From: a@b.example\nSubject: We are letting people go\n\n${BAD_NEWS}Regards,\nTom\n`;

  it('stands in the body, not in the subject, before the sign-off', () => {
    const acknowledged = fixed(mail, 'acknowledgement/missing-acknowledgement') ?? '';
    assert.match(acknowledged, /The list is final\. We understand why you feel the way you do\.\n\nRegards/);
    assert.match(fixed(mail, 'omission/no-question') ?? '', /final\.\n\nPlease tell us how you see this\.\n\nRegards/);
  });

  it('stands before the closing question', () => {
    const text = `Hi Ana,\n\nI lost your form, and it was my mistake.\n\nPlease tell me how you see this.\n\nTom\n`;
    assert.match(
      fixed(text, 'omission/no-corrective-step') ?? '',
      /mistake\.\n\nI want to make this right: I will \[what you will do\] by \[date\]\.\n\nPlease tell me/,
    );
  });

  it('stands behind a list, not in it', () => {
    const text =
      'Hi all,\n\nThe list:\n\n- we are letting four of you go on nights\n- two more of you will be let go on days\n\nThe last day is Friday for all of them.\n\nTom\n';
    assert.match(
      fixed(text, 'acknowledgement/missing-acknowledgement') ?? '',
      /for all of them\. We understand why you feel the way you do\.\n\nTom/,
    );
  });
});
