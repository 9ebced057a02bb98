import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findingReport } from '../server/src/report';
import { createReviewer, type Reviewer } from '../server/src/review/reviewer';
import type { Rule } from '../server/src/review/rule';
import type { RuleFiles } from '../server/src/review/rulebook';
import { builtInRules } from '../server/src/rules';

const flag = {
  title: 'Blames the boss',
  category: 'excuse',
  step: 'acknowledge',
  severity: 'warning',
  article: 'Don’t try to make excuses',
  message: 'This blames the boss.',
  match: ['the boss [what:.{1,3}] it'],
  rewrites: ['I {what} it'],
  flags: [],
  allows: [],
} as const satisfies Rule;

const move = {
  title: 'Owns it',
  category: 'move',
  step: 'acknowledge',
  article: 'own it',
  match: ['(i|we) own'],
  shows: [],
  ignores: [],
} as const;
const hope = {
  title: 'Hope',
  category: 'context',
  article: 'you really hope',
  where: 'before',
  match: ['i hope'],
  shows: [],
  ignores: [],
} as const;
const harm = {
  title: 'Lets go',
  category: 'harm',
  weight: 2,
  article: 'letting a team member go',
  match: ['let go'],
  shows: [],
  ignores: [],
} as const;

/** The phrases flagged in a text by one rule made of `flag` and these changes. */
function flagged(text: string, changes: object = {}): string[] {
  const rules: RuleFiles['rules'] = {
    'excuse/boss': { ...flag, ...changes },
    'moves/own': move,
    'context/hope': hope,
    'harm/let-go': harm,
  };
  const { findings } = createReviewer({ ...builtInRules, rules }).review(text, 'plain');
  return findings.map(({ span }) => text.slice(span.start, span.end));
}

describe('a review', () => {
  it('flags the phrase wherever it stands', () =>
    assert.deepEqual(flagged('🙂 Hi — “well”, the boss wanted it. Sure.\r\n\r\nThe boss\r\nasked for it.'), [
      'the boss wanted it',
      'The boss\r\nasked for it',
    ]));

  it('heeds a guard in the same sentence only', () =>
    assert.deepEqual(flagged('The boss wanted it, and rightly. The boss wanted it.', { unless: ['rightly'] }), [
      'The boss wanted it',
    ]));

  it('heeds a shared context ahead of the phrase, not behind it', () =>
    assert.deepEqual(flagged('I hope the boss wanted it. The boss wanted it, I hope.', { guards: ['hope'] }), [
      'The boss wanted it',
    ]));

  it('heeds a move beside the phrase, within the paragraph', () => {
    const near = { unlessNear: ['own'] };
    assert.deepEqual(flagged('The boss wanted it. I own my part.', near), []);
    assert.deepEqual(flagged('The boss wanted it. The rota is up. I own my part.', near), ['The boss wanted it']);
    assert.deepEqual(flagged('The boss wanted it.\n\nI own my part.', near), ['The boss wanted it']);
  });

  it('speaks only of harm where the rule says so', () => {
    const inHarm = { when: 'harm' };
    assert.deepEqual(flagged('The boss wanted it.', inHarm), []);
    assert.deepEqual(flagged('You are let go. The boss wanted it.', inHarm), ['The boss wanted it']);
  });

  it('leaves alone what somebody else said, quoted in the text or below it', () => {
    assert.deepEqual(flagged('Dan said “the boss wanted it” to me.'), []);
    assert.deepEqual(flagged('No.\n\nOn Fri, 6 Mar 2026 at 17:02, Dan Whitlock wrote:\n> The boss wanted it.\n'), []);
  });

  it('speaks once of a phrase, and once in a sentence by a rule', () =>
    assert.deepEqual(flagged('The boss wanted it, yes, the boss wanted it.').length, 1));

  it('points at what the phrase contradicts', () => {
    const rules: RuleFiles['rules'] = { 'excuse/boss': { ...flag, contradicts: 'own' }, 'moves/own': move };
    const text = 'I own my part.\n\nThe boss wanted it.';
    const [finding] = createReviewer({ ...builtInRules, rules }).review(text).findings;
    assert.deepEqual(finding?.related?.span, { start: 0, end: 14 });
  });

  it('lets a team’s own rule speak as loud as it is written, for the model has learnt nothing of it', () => {
    const text = readFileSync(join(__dirname, 'drafts', 'sample.eml'), 'utf8');
    const rota = { ...flag, match: ['the new rota'] };
    const loudness = (id: string) => {
      const { findings } = createReviewer({ ...builtInRules, rules: { ...builtInRules.rules, [id]: rota } }).review(
        text,
      );
      return findings.find(({ rule }) => rule === id)?.severity;
    };
    assert.deepEqual([loudness('own/rota'), loudness('excuse/rota')], ['warning', 'hint']);
  });

  it('gives the same for the same text, read before or not', () => {
    const reviewer = createReviewer(builtInRules);
    const text = 'Hi,\n\nIt wasn’t my call. It wasn’t my call.\n';
    const told = (by: Reviewer) => {
      const { findings, ...rest } = by.review(text);
      return { ...rest, findings: findings.map(findingReport) };
    };
    assert.deepEqual(told(reviewer), told(reviewer));
    assert.deepEqual(told(createReviewer(builtInRules)), told(reviewer));
  });

  it('finds nothing to flag in the article’s own model message, and rates it high', () => {
    const text =
      'I am sorry that I had to report you to the head of nursing, but patient safety is our number one priority. I hate that you’re having to go through this. Please let me know if there is anything I can do to support you, or if you just want to talk about it.';
    const reviewer = createReviewer(builtInRules);
    const review = reviewer.review(text);
    const rating = reviewer.rate(review);
    const scores = new Map(rating.steps.map(({ step, score }) => [step, score ?? 0]));
    assert.deepEqual(
      review.findings.map(({ rule }) => rule),
      [],
    );
    assert.ok((scores.get('acknowledge') ?? 0) >= 50, `acknowledge ${scores.get('acknowledge')}`);
    assert.ok((scores.get('empathise') ?? 0) >= 75, `empathise ${scores.get('empathise')}`);
  });
});
