// Fits the weights of rules/rubric.json to the labelled drafts of test/corpus: npm run calibrate
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gatherRules } from '../rules/gather.mjs';
import { parseDraft } from '../server/src/draft/draft';
import { createFixer } from '../server/src/review/fixer';
import { type Heard, type Likeness, likenessIn } from '../server/src/review/likeness';
import { createReader } from '../server/src/review/match';
import { evidenceFor, fade, STEPS } from '../server/src/review/rating';
import { type Review, review } from '../server/src/review/review';
import type { Rubric } from '../server/src/review/rubric';
import { compileRules, type RuleFiles } from '../server/src/review/rulebook';
import { formatOf } from '../server/src/settings';
import { OWN, readLabelled, type Sample } from './corpora';
import { fitWeights, rankCorrelation, spread } from './training/fit';
import { SIGNALS, toLesson } from './training/lessons';
import { unseenLeanings } from './training/model';

const FOLDS = 5;
const RUBRIC = join(__dirname, '..', 'rules', 'rubric.json');
const files = gatherRules(join(__dirname, '..', 'rules')) as unknown as RuleFiles;
const book = compileRules(files);
const read = createReader(book);

/** What is heard is known beforehand. */
const NOTHING_HEARD: Heard = { leanings: [], measure: { pairs: 0, known: 0, sentences: 0, words: 0 } };

/** A draft reviewed as one that the model has not learnt from, so that the weights suit drafts yet to be written. */
function reviewUnseen({ labels, text }: Sample, likeness: Likeness): Review {
  const alike = { hear: () => NOTHING_HEARD, together: () => likeness, weighed: () => [] };
  const fix = createFixer(read);
  return review(parseDraft(text, formatOf('plaintext', labels.file)), book, { read, alike, fix });
}

const samples = readLabelled(OWN).filter(({ labels }) => labels.draft.damage);
const lessons = samples.map(toLesson);
const leanings = unseenLeanings(lessons);
const reviews = samples.map((sample, index) => {
  const lesson = lessons[index];
  const unseen = (lesson && leanings.get(lesson)) ?? [];
  return reviewUnseen(sample, likenessIn(unseen, SIGNALS, 1));
});

/** How strongly each criterion of a step is met, the flags as what they take away. */
function measures(criteria: readonly (readonly [string, number])[], { fading }: Rubric): number[][] {
  return reviews.map((one) =>
    criteria.map(
      ([criterion, sign]) => sign * fade(evidenceFor(criterion, one), sign > 0 ? fading.moves : fading.flags),
    ),
  );
}

const { rubric } = files;
const told = (name: string, scale: number): (number | undefined)[] =>
  samples.map(({ labels }) => {
    const value = labels.draft[name];
    return typeof value === 'number' ? scale * value : undefined;
  });

/** What each draft scores by weights fitted on the other folds. */
function unseenScores(inputs: readonly number[][], truth: readonly (number | undefined)[]): number[] {
  const scores = inputs.map(() => 0);
  for (let fold = 0; fold < FOLDS; fold++) {
    const learnt = inputs.map((input, at) => [input, at % FOLDS === fold ? undefined : truth[at]] as const);
    const { base, weights } = fitWeights(learnt);
    for (const [at, input] of inputs.entries())
      if (at % FOLDS === fold)
        scores[at] = Math.min(
          100,
          Math.max(
            0,
            input.reduce((sum, value, column) => sum + value * (weights[column] ?? 0), base),
          ),
        );
  }
  return scores;
}

function report(name: string, scores: readonly number[], truth: readonly (number | undefined)[]): void {
  console.log(`${name.padEnd(12)} Spearman ${rankCorrelation(scores, truth).toFixed(3)} on drafts of the other folds`);
}

const fitted = STEPS.map((step) => {
  const { moves, flags } = rubric.steps[step];
  const criteria = [
    ...Object.keys(moves).map((move) => [move, 1] as const),
    ...Object.keys(flags).map((category) => [category, -1] as const),
  ];
  const inputs = measures(criteria, rubric);
  const truth = told(step, 25);
  const scores = unseenScores(inputs, truth);
  report(step, scores, truth);
  const examples = inputs.map((input, at) => [input, truth[at]] as const);
  const { base, weights } = spread(fitWeights(examples), examples);
  const named = Object.fromEntries(criteria.map(([criterion], at) => [criterion, Math.round(weights[at] ?? 0)]));
  const only = (names: object): Record<string, number> =>
    Object.fromEntries(Object.keys(names).map((name) => [name, named[name] ?? 0]));
  return { step, scores, base: Math.round(base), moves: only(moves), flags: only(flags) };
});

const overall = told('overall', 1);
const steps = samples.map((_, at) => fitted.map(({ scores }) => scores[at] ?? 0));
report('overall', unseenScores(steps, overall), overall);
const { weights } = fitWeights(steps.map((scores, at) => [scores, overall[at]] as const));
const whole = weights.reduce((sum, weight) => sum + weight, 0);

const file = JSON.parse(readFileSync(RUBRIC, 'utf8')) as Rubric;
const next = {
  ...file,
  steps: Object.fromEntries(
    fitted.map(({ step, base, moves, flags }, at) => [
      step,
      { ...file.steps[step], weight: Math.max(5, Math.round((100 * (weights[at] ?? 0)) / whole)), base, moves, flags },
    ]),
  ),
};
writeFileSync(RUBRIC, `${JSON.stringify(next, undefined, 2)}\n`);
