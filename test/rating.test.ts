import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findingReport } from '../server/src/report';
import { applyFix, type Change } from '../server/src/review/change';
import { createReviewer, type Reviewer } from '../server/src/review/reviewer';
import { builtInRules } from '../server/src/rules';

const DRAFTS = join(__dirname, 'drafts');
const draft = (name: string): string => readFileSync(join(DRAFTS, `${name}.eml`), 'utf8');
const reviewer = createReviewer(builtInRules);
const overall = (text: string): number => reviewer.rate(reviewer.review(text)).overall ?? Number.NaN;

describe('the rating', () => {
  it('sets the bad, the middling and the good draft apart', () => {
    const [bad, middling, good] = [overall(draft('sample')), overall(draft('middling')), overall(draft('good'))];
    assert.ok(bad + 20 < middling && middling + 20 < good, `${bad}, ${middling}, ${good}`);
  });

  it('traces every point of a step to sentences of the draft', () => {
    for (const name of ['sample', 'middling', 'good']) {
      const text = draft(name);
      for (const { step, score, counts } of reviewer.rate(reviewer.review(text)).steps) {
        const { base } = builtInRules.rubric.steps[step];
        const total = counts.reduce((sum, { points }) => sum + points, base);
        assert.equal(score, Math.min(100, Math.max(0, total)), `${name}, ${step}`);
        for (const { criterion, why, from } of counts) {
          assert.ok(why, criterion);
          for (const { span } of from) assert.match(text.slice(span.start, span.end), /\p{L}/u);
        }
      }
    }
  });

  it('shows a sentence once in a step, whatever it does for it', () => {
    const { steps } = reviewer.rate(reviewer.review(draft('good')));
    for (const { moves } of steps) assert.equal(new Set(moves.map(({ span }) => span.start)).size, moves.length);
  });

  it('rates nothing in a draft that is not about damaged trust', () => {
    const review = reviewer.review('Hi all,\n\nThe rota for June is on the board.\n\nTom\n');
    const { overall, steps } = reviewer.rate(review);
    assert.equal(overall, null);
    assert.deepEqual([...new Set(steps.map(({ score }) => score))], [null]);
    assert.deepEqual(reviewer.changes(review), []);
  });

  it('takes the writer’s word for the situation, and keeps what the draft reads as', () => {
    const text = draft('sample');
    const byItself = reviewer.rate(reviewer.review(text));
    const told = reviewer.rate(reviewer.review(text, undefined, 'uncertain-future'));
    assert.deepEqual([told.situation, told.recognised], ['uncertain-future', byItself.situation]);
    const rules = reviewer.review(text, undefined, 'uncertain-future').findings.map(({ rule }) => rule);
    assert.ok(rules.includes('omission/no-honest-unknown'));
    assert.ok(!rules.includes('omission/no-corrective-step'));
  });
});

const changesOf = (by: Reviewer, text: string): readonly Change[] => by.changes(by.proven(by.review(text)));

describe('the next best changes', () => {
  const corpus = join(__dirname, 'corpus', 'r1');
  const texts = [
    ...['sample', 'middling', 'good'].map(draft),
    ...readdirSync(corpus).map((name) => readFileSync(join(corpus, name), 'utf8')),
  ];

  it('bring exactly the points they promise', () => {
    let tried = 0;
    for (const text of texts) {
      const review = reviewer.proven(reviewer.review(text));
      const now = reviewer.rate(review).overall ?? 0;
      for (const { fix, points } of reviewer.changes(review)) {
        const then = reviewer.rate(reviewer.review(applyFix(text, fix), review.draft.format)).overall;
        assert.equal(then, now + points, fix.title);
        tried += 1;
      }
    }
    assert.ok(tried > 20, `only ${tried} were tried`);
  });

  it('are three at most, the best first, one for a step', () => {
    for (const text of texts) {
      const changes = changesOf(reviewer, text);
      const points = changes.map((change) => change.points);
      assert.ok(changes.length <= 3 && points.every((each) => each > 0));
      assert.deepEqual(
        points,
        [...points].sort((a, b) => b - a),
      );
      assert.equal(new Set(changes.map(({ step }) => step)).size, changes.length);
    }
  });

  it('are the same on every run', () => {
    const text = draft('sample');
    const anew = createReviewer(builtInRules);
    const told = (by: Reviewer) =>
      changesOf(by, text).map(({ finding, ...change }) => ({ ...change, finding: findingReport(finding) }));
    assert.deepEqual(told(anew), told(reviewer));
  });
});
