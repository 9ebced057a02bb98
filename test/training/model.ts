import { hear, inputsOf } from '../../server/src/review/context';
import { besideOf, type Leaning } from '../../server/src/review/likeness';
import { type Model, packFeatures, unitsOf } from '../../server/src/review/model';
import { type Lesson, SIGNALS } from './lessons';
import { connect, type Heard } from './network';
import { type Example, examplesOf, names, type Regression, regress, scoresOf } from './regression';

const FOLDS = 5;
/**
 * Nearly all unseen drafts of ours know more than `full` of the word pairs, most real memos less than `none`; sentences
 * of ours have 14 words on the mean, of real memos 20.
 */
const FAMILIAR = { pairs: { full: 0.22, none: 0.186 }, words: { full: 14.5, none: 16.5 } };
/** From which probability on to speak; chosen by the tables this script and `npm run score` print. */
const SPEAKS = {
  warning: 0.15,
  information: 0.25,
  alone: { excuse: 0.78, overpromise: 0.78, acknowledgement: 0.78 },
  moves: 0.4,
  damage: 0.9,
};

const inFold = (fold: number) => (_: unknown, index: number) => index % FOLDS === fold;
const beside = besideOf(SIGNALS);

/** What the network hears of each sentence of a draft, the words read by a regression. */
function heardBy({ sentences }: Lesson, examples: readonly Example[], by: Regression): number[][] {
  const scores = examples.map((example) => Array.from(scoresOf(example, by)));
  return inputsOf(sentences, scores, beside);
}

/** What the network hears of each draft when the words are read by a regression that has not seen the draft. */
function unseen(
  lessons: readonly Lesson[],
  examples: ReadonlyMap<Lesson, readonly Example[]>,
): Map<Lesson, number[][]> {
  const of = (lesson: Lesson): readonly Example[] => examples.get(lesson) ?? [];
  const heard = Array.from({ length: FOLDS }, (_, fold) => {
    const by = regress(lessons.filter((lesson, index) => !inFold(fold)(lesson, index)).flatMap(of));
    return lessons.filter(inFold(fold)).map((lesson) => [lesson, heardBy(lesson, of(lesson), by)] as const);
  });
  return new Map(heard.flat());
}

/** The sentences with a sure truth, as the network learns from them. */
const toldOf = (heard: ReadonlyMap<Lesson, number[][]>): Heard[] =>
  [...heard].flatMap(([{ truth }, inputs]) =>
    inputs.flatMap((input, index) => {
      const told = truth[index];
      return told ? [{ inputs: input, truth: told }] : [];
    }),
  );

const examplesBy = (lessons: readonly Lesson[]): Map<Lesson, readonly Example[]> =>
  new Map(lessons.map((lesson) => [lesson, examplesOf(lesson)]));

/** The model that these drafts teach. */
export function train(lessons: readonly Lesson[]): Model {
  const examples = examplesBy(lessons);
  const { bias, weights } = regress([...examples.values()].flat());
  // The network must learn from scores of sentences that the regression has not seen, as it will meet them.
  const context = connect(toldOf(unseen(lessons, examples)));
  return { signals: SIGNALS, bias, weights: pack(weights), context, familiar: FAMILIAR, speaks: SPEAKS };
}

/** What a model reads in each draft that was trained on the others, in five folds. */
export function unseenLeanings(lessons: readonly Lesson[]): Map<Lesson, Leaning[]> {
  const heard = unseen(lessons, examplesBy(lessons));
  const told = (fold: number, inside: boolean): Map<Lesson, number[][]> =>
    new Map([...heard].filter((entry, index) => inFold(fold)(entry, index) === inside));
  const leanings = Array.from({ length: FOLDS }, (_, fold) => {
    const context = connect(toldOf(told(fold, false)));
    return [...told(fold, true)].map(
      ([lesson, inputs]) => [lesson, inputs.map((input) => hear(input, context))] as const,
    );
  });
  return new Map(leanings.flat());
}

/** Features by name, without those that weigh nothing in any signal. */
function pack(weights: Float32Array): string {
  const rows = names.map((name, feature) => {
    const row = Array.from(weights.subarray(feature * SIGNALS.length, (feature + 1) * SIGNALS.length));
    return [name, unitsOf(row)] as const;
  });
  return packFeatures(new Map(rows.filter(([, row]) => row.some((units) => units !== 0))));
}
