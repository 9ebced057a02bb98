/** A score as a base and the weights of what speaks for it; no weight is below nought. */
export interface Fit {
  readonly base: number;
  readonly weights: readonly number[];
}

const ROUNDS = 300;
/** Keeps the weights of what is seldom met small. */
const RIDGE = 8;

/**
 * Least squares with weights that are not negative, by coordinate descent (Franc, Hlaváč & Navara 2005); examples
 * without a truth are left out.
 */
export function fitWeights(examples: readonly (readonly [readonly number[], number | undefined])[]): Fit {
  const known = examples.flatMap(([input, truth]) => (truth === undefined ? [] : [{ input, left: truth }]));
  const weights = (known[0]?.input ?? []).map(() => 0);
  let base = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const shift = known.reduce((sum, { left }) => sum + left, 0) / known.length;
    base += shift;
    for (const example of known) example.left -= shift;
    for (const [column, weight] of weights.entries()) {
      const [pull, square] = known.reduce(
        ([up, size], { input, left }) => [up + (input[column] ?? 0) * left, size + (input[column] ?? 0) ** 2],
        [0, 0],
      );
      const next = Math.max(0, (pull + square * weight) / (square + RIDGE));
      weights[column] = next;
      for (const example of known) example.left -= (next - weight) * (example.input[column] ?? 0);
    }
  }
  return { base, weights };
}

/**
 * The same fit spread as widely as the truth: least squares draws all towards the mean, and a draft that does all that is
 * asked would never be rated near the top.
 */
export function spread(
  { base, weights }: Fit,
  examples: readonly (readonly [readonly number[], number | undefined])[],
): Fit {
  const known = examples.flatMap(([input, truth]) => (truth === undefined ? [] : [{ input, truth }]));
  const fitted = known.map(({ input }) => input.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), base));
  const truths = known.map(({ truth }) => truth);
  const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const widthOf = (values: readonly number[]): number =>
    Math.sqrt(meanOf(values.map((value) => (value - meanOf(values)) ** 2)));
  const wider = widthOf(truths) / Math.max(1, widthOf(fitted));
  return { base: meanOf(truths) + wider * (base - meanOf(fitted)), weights: weights.map((weight) => weight * wider) };
}

/** Spearman's rank correlation of scores and truth, where there is one; equal values share their rank. */
export function rankCorrelation(scores: readonly number[], truth: readonly (number | undefined)[]): number {
  const pairs = scores.flatMap((score, at) => {
    const right = truth[at];
    return right === undefined ? [] : [[score, right] as const];
  });
  const [a, b] = [ranks(pairs.map(([score]) => score)), ranks(pairs.map(([, told]) => told))];
  const middle = (pairs.length + 1) / 2;
  const product = (x: readonly number[], y: readonly number[]): number =>
    x.reduce((sum, value, at) => sum + (value - middle) * ((y[at] ?? 0) - middle), 0);
  return product(a, b) / Math.sqrt(product(a, a) * product(b, b));
}

function ranks(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  return values.map((value) => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2 + 1);
}
