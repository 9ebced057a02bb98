import assert from 'node:assert/strict';
import { createReviewer } from '../server/src/review/reviewer';
import { builtInRules } from '../server/src/rules';
import { readSituation } from '../server/src/settings';
import { bodyOf, SKELETONS, textOf, toSnippet } from '../server/src/skeletons';
import { type Session, startSession } from './session';

const GREETING: Readonly<Record<string, string>> = {
  'their names': 'all',
  'their addresses': 'evening@northfold.example',
  subject: 'Thursday',
  'your name': 'Priya',
};
/** What a step must reach once the gaps are filled. */
const ENOUGH = 70;

describe('the skeletons', () => {
  const reviewer = createReviewer(builtInRules);

  for (const skeleton of SKELETONS) {
    it(`for ${skeleton.situation}: with its gaps filled, nothing is flagged and every step is taken`, () => {
      const filled = textOf(skeleton, 'mail').replace(/\[([^\]]+)\]/g, (gap, name: string) => {
        const words = skeleton.example[name] ?? GREETING[name];
        assert.ok(words, `${gap} has no example`);
        return words;
      });
      const review = reviewer.review(filled, 'mail', readSituation(skeleton.situation));
      assert.deepEqual(
        review.findings.map(({ rule }) => rule),
        [],
      );
      const steps = reviewer.rate(review).steps.map(({ step, score }) => [step, (score ?? 0) >= ENOUGH]);
      assert.deepEqual(
        steps.filter(([, enough]) => !enough),
        [],
      );
    });
  }

  it('make tab stops of their gaps, one named twice the same', () => {
    assert.equal(
      toSnippet('I [what you did]. $5 by [date], {so}: [what you did].'),
      // biome-ignore lint/suspicious/noTemplateCurlyInString: that is how LSP writes a tab stop.
      'I ${1:[what you did]}. \\$5 by ${2:[date]}, {so\\}: ${1:[what you did]}.',
    );
  });
});

describe('starting a draft in any editor', () => {
  let session: Session;
  afterEach(() => session.drop());

  const URI = 'file:///drafts/new.eml';
  const starts = async (text: string) => {
    session = await startSession();
    await session.open(text, URI, 'mail');
    const actions = await session.actions(
      { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } },
      URI,
    );
    return actions.filter(({ title }) => title.startsWith('Start a draft: '));
  };
  const [first] = SKELETONS;
  assert.ok(first);

  for (const [name, text, line, lead] of [
    ['an empty file', '', 0, ''],
    ['an empty file as Neovim sends it', '\n', 0, ''],
    ['headers that mutt wrote', 'From: a@b.example\nSubject: Thursday\n\n', 3, ''],
    ['headers and a signature', 'Subject: Thursday\n\n\n-- \nPriya\n', 2, ''],
    ['headers as Emacs sets them off', 'To: a@b.example\nSubject: Thursday\n--text follows this line--\n', 3, ''],
    ['headers with nothing below', 'To: a@b.example\nSubject: Thursday', 1, '\n\n'],
  ] as const)
    it(`offers the skeletons in ${name}, where the body begins`, async () => {
      const actions = await starts(text);
      assert.equal(actions.length, SKELETONS.length);
      const [edit] = actions[0]?.edit?.changes?.[URI] ?? [];
      assert.equal(edit?.range.start.line, line);
      assert.equal(edit?.newText, lead + bodyOf(first));
    });

  it('offers none once there are words', async () => {
    assert.deepEqual(await starts('Subject: Thursday\n\nHi all,\n\nWe moved the rota.\n'), []);
  });
});
