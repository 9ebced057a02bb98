import { logistic } from '../../server/src/review/context';
import { featuresOf } from '../../server/src/review/features';
import { seeded, shuffled } from './chance';
import { type Lesson, SIGNALS } from './lessons';

const EPOCHS = 10;
/** How much a wrong example costs against large weights. */
const COST = 200;
/** A feature met in fewer sentences than this is left out. */
const SEEN = 3;
/** Weights below this are taken for none, and so is a feature that weighs less than the other in every signal. */
const LEAST = 2;
const LIGHT = 3;
const COUNT = SIGNALS.length;

/** A sentence's features as numbers, with the share each has in the scores, and the truth about it. */
export interface Example {
  readonly features: Int32Array;
  readonly shares: Float64Array;
  readonly truth: readonly number[] | undefined;
}

const NONE: Example = { features: new Int32Array(), shares: new Float64Array(), truth: undefined };

/** Weights of all signals, feature by feature. */
export interface Regression {
  readonly bias: readonly number[];
  readonly weights: Float32Array;
}

/** Features by number, in the order they were met. */
export const names: string[] = [];
const numbers = new Map<string, number>();

function numberOf(name: string): number {
  const known = numbers.get(name);
  if (known !== undefined) return known;
  numbers.set(name, names.length);
  return names.push(name) - 1;
}

export function examplesOf({ sentences, truth }: Lesson): Example[] {
  return sentences.map((_, index) => {
    const features = featuresOf(sentences, index);
    return {
      features: Int32Array.from(features, ([name]) => numberOf(name)),
      shares: Float64Array.from(features, ([, share]) => share),
      truth: truth[index],
    };
  });
}

/** The scores of a sentence, one for each signal. */
export function scoresOf({ features, shares }: Example, { bias, weights }: Regression): Float64Array {
  const scores = Float64Array.from(bias);
  for (let at = 0; at < features.length; at++) {
    const [row, share] = [(features[at] ?? 0) * COUNT, shares[at] ?? 0];
    for (let signal = 0; signal < COUNT; signal++)
      scores[signal] = (scores[signal] ?? 0) + share * (weights[row + signal] ?? 0);
  }
  return scores;
}

/**
 * Logistic regressions, one for each signal, by dual coordinate descent (Yu, Huang & Lin 2011): each example in turn is
 * given the pull that suits it best, until the pulls have settled. No step size to choose, the same in every run.
 */
export function regress(examples: readonly Example[]): Regression {
  const known = examples.filter(({ truth }) => truth);
  const often = oftenSeen(known);
  const kept = known.map((example) => withoutRare(example, often));
  const weights = new Float32Array(names.length * COUNT);
  const bias = SIGNALS.map((_, signal) => regressOn(signal, kept, weights));
  return { bias, weights: withoutLight(weights) };
}

function withoutLight(weights: Float32Array): Float32Array {
  const kept = weights.map((weight) => (Math.abs(weight) < LEAST ? 0 : weight));
  for (let row = 0; row < kept.length; row += COUNT) {
    const own = kept.subarray(row, row + COUNT);
    if (own.every((weight) => Math.abs(weight) < LIGHT)) own.fill(0);
  }
  return kept;
}

/** Writes the signal's weights among all, and gives its bias. */
function regressOn(signal: number, examples: readonly Example[], weights: Float32Array): number {
  const pulls = new Float64Array(examples.length);
  const squares = examples.map(({ shares }) => shares.reduce((sum, share) => sum + share * share, 1));
  const order = examples.map((_, index) => index);
  const random = seeded(20_261_125);
  let bias = 0;
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (const index of shuffled(order, random)) {
      const { features, shares, truth } = examples[index] ?? NONE;
      const side = truth?.[signal] ? 1 : -1;
      let score = bias;
      for (let at = 0; at < features.length; at++)
        score += (shares[at] ?? 0) * (weights[(features[at] ?? 0) * COUNT + signal] ?? 0);
      const pull = pullOf(side * score, squares[index] ?? 1, pulls[index] ?? 0);
      const by = side * (pull - (pulls[index] ?? 0));
      pulls[index] = pull;
      bias += by;
      for (let at = 0; at < features.length; at++) {
        const place = (features[at] ?? 0) * COUNT + signal;
        weights[place] = (weights[place] ?? 0) + by * (shares[at] ?? 0);
      }
    }
  }
  return bias;
}

/** The pull, between 0 and COST, at which the example's loss and the weights' size are together least. */
function pullOf(margin: number, square: number, pull: number): number {
  const offset = margin - square * pull;
  let [low, high] = [-offset - square * COST, -offset];
  let t = pull > 0 ? Math.log(pull / (COST - pull)) : -margin;
  for (let round = 0; round < 40; round++) {
    const share = logistic(t);
    const slope = t + square * COST * share + offset;
    if (Math.abs(slope) < 1e-3) break;
    if (slope > 0) high = t;
    else low = t;
    // Newton's step where it stays between the bounds, else the middle.
    const next = t - slope / (1 + square * COST * share * (1 - share));
    t = next > low && next < high ? next : (low + high) / 2;
  }
  return COST * logistic(t);
}

function withoutRare({ features, shares, truth }: Example, often: Uint8Array): Example {
  const isOften = (feature: number | undefined): boolean => often[feature ?? 0] === 1;
  return { features: features.filter(isOften), shares: shares.filter((_, at) => isOften(features[at])), truth };
}

function oftenSeen(examples: readonly Example[]): Uint8Array {
  const seen = new Int32Array(names.length);
  for (const { features } of examples) for (const feature of features) seen[feature] = (seen[feature] ?? 0) + 1;
  return Uint8Array.from(seen, (count) => (count >= SEEN ? 1 : 0));
}
