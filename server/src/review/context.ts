import type { Seen } from './features';

/**
 * How a sentence's scores and those around it make the whole: a network with one hidden layer, whose inputs are first
 * brought to mean 0 and deviation 1. Rows are units, columns their inputs; the last column is the unit's bias.
 */
export interface Network {
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
  readonly hidden: readonly (readonly number[])[];
  readonly output: readonly (readonly number[])[];
}

/** Added to a mean suspicion, so that a draft without any has a logarithm. */
const FLOOR = 0.02;
/** What a sentence that is not there scores. */
const ABSENT = -4;

export const logistic = (z: number): number => 1 / (1 + Math.exp(-z));

/**
 * What the network hears of each sentence of a draft: its own scores (one for each signal), those of the rest of the
 * draft (excuses seldom come alone), where it stands, and what its neighbours score in the signals named by `beside`.
 */
export function inputsOf(
  sentences: readonly Seen[],
  scores: readonly (readonly number[])[],
  beside: readonly number[],
): number[][] {
  const rest = restOf(scores);
  return scores.map((own, index) => {
    const inputs = [...own, ...(rest[index] ?? []), ...placeOf(sentences, index)];
    for (const signal of beside)
      inputs.push(scores[index - 1]?.[signal] ?? ABSENT, scores[index + 1]?.[signal] ?? ABSENT);
    return inputs;
  });
}

/** For each sentence and signal, the logarithm of how strong the signal is in the other sentences on the whole. */
function restOf(scores: readonly (readonly number[])[]): number[][] {
  const strengths = scores.map((own) => own.map(logistic));
  const totals = (scores[0] ?? []).map(() => 0);
  for (const own of strengths)
    for (let at = 0; at < totals.length; at++) totals[at] = (totals[at] ?? 0) + (own[at] ?? 0);
  const others = Math.max(1, scores.length - 1);
  return strengths.map((own) => own.map((strength, at) => Math.log(((totals[at] ?? 0) - strength) / others + FLOOR)));
}

function placeOf(sentences: readonly Seen[], index: number): number[] {
  const { text = '', rules = [], opens = false } = sentences[index] ?? {};
  let words = 1;
  for (let at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) words++;
  return [
    index / Math.max(1, sentences.length - 1),
    Math.log(sentences.length),
    Math.log(1 + words),
    rules.filter((rule) => rule.startsWith('harm/')).length,
    opens ? 1 : 0,
  ];
}

/** The probability of each signal, from the inputs of one sentence. */
export function hear(inputs: readonly number[], { mean, deviation, hidden, output }: Network): number[] {
  const even = inputs.map((input, at) => (input - (mean[at] ?? 0)) / (deviation[at] ?? 1));
  const heard = hidden.map((unit) => Math.max(0, unitOf(even, unit)));
  return output.map((unit) => logistic(unitOf(heard, unit)));
}

/** The weighted sum of the inputs, and the unit's bias. */
function unitOf(inputs: readonly number[], unit: readonly number[]): number {
  const { length } = inputs;
  let sum = unit[length] ?? 0;
  for (let at = 0; at < length; at++) sum += (inputs[at] ?? 0) * (unit[at] ?? 0);
  return sum;
}
