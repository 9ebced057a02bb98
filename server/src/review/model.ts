import type { Network } from './context';
import type { Category } from './rulebook';

/**
 * What labelled drafts taught about sentences that no pattern finds (rules/model.json, written by `npm run train`):
 * logistic regressions over the words of a sentence and of its neighbours, one for each signal, and a small network
 * that hears them together with the rest of the draft.
 */
export interface Model {
  /**
   * What the model tells of a sentence: `flagged`, the categories, the moves (`moves/own`), `bad-news`; and, heard in all
   * sentences together, of the draft: `damage`.
   */
  readonly signals: readonly string[];
  /** What a sentence of nothing but unknown words scores, by signal. */
  readonly bias: readonly number[];
  /** The features' weights in little room, see `packFeatures`. */
  readonly weights: string;
  readonly context: Network;
  /** How the model tells prose like what it has learnt from; of other prose it must be surer. */
  readonly familiar: Familiar;
  /** The least probability at which to speak: of what a rule that warns or informs has found, and of what none has. */
  readonly speaks: {
    readonly warning: number;
    readonly information: number;
    readonly alone: Readonly<Record<Category, number>>;
    readonly moves: number;
    /** Of a draft with a mere sign of harm. */
    readonly damage: number;
  };
}

/** Two marks of prose that the model knows, each with a bound from which on it is wholly familiar and one where not at all. */
export interface Familiar {
  /** The share of the draft's word pairs that the model knows. */
  readonly pairs: { readonly full: number; readonly none: number };
  /** The mean number of words in a sentence. */
  readonly words: { readonly full: number; readonly none: number };
}

/** Weights are whole numbers of this unit, from −45 to 45. */
export const WEIGHT_UNIT = 0.5;
const MOST = 45;
/** The letter of weight 0. */
const ZERO = 'P'.charCodeAt(0);
/** How many letters a feature can share with the one before it. */
const SHARED = 36;

/** A feature's weights in whole units. */
export const unitsOf = (weights: readonly number[]): number[] =>
  weights.map((weight) => Math.max(-MOST, Math.min(MOST, Math.round(weight / WEIGHT_UNIT))));

/**
 * A line for each feature, in alphabetical order: how many letters it shares with the one before (in base 36), the rest
 * of it, and its units, one letter for each signal.
 */
export function packFeatures(features: ReadonlyMap<string, readonly number[]>): string {
  let before = '';
  return [...features.keys()]
    .sort()
    .map((name) => {
      const line = behind(before, name) + String.fromCharCode(...(features.get(name) ?? []).map((unit) => ZERO + unit));
      before = name;
      return line;
    })
    .join('\n');
}

function behind(before: string, name: string): string {
  let shared = 0;
  while (shared < SHARED - 1 && shared < before.length && before[shared] === name[shared]) shared++;
  return shared.toString(SHARED) + name.slice(shared);
}

/** The features in their order, each with its units. */
export function* featuresIn({ signals, weights }: Pick<Model, 'signals' | 'weights'>): Generator<[string, number[]]> {
  let name = '';
  for (let from = 0; from < weights.length; ) {
    const line = weights.indexOf('\n', from);
    const to = line < 0 ? weights.length : line;
    const end = to - signals.length;
    name = name.slice(0, Number.parseInt(weights.charAt(from), SHARED)) + weights.slice(from + 1, end);
    yield [name, signals.map((_, at) => weights.charCodeAt(end + at) - ZERO)];
    from = to + 1;
  }
}
