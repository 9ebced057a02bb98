import type { Network } from './context';
import type { Category } from './rule';

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
/** The letter of weight 0; no letter is the mark between two steps. */
const ZERO = 'P'.charCodeAt(0);
const BETWEEN = '!';

/** A feature's weights in whole units. */
export const unitsOf = (weights: readonly number[]): number[] =>
  weights.map((weight) => Math.max(-MOST, Math.min(MOST, Math.round(weight / WEIGHT_UNIT))));

/** By feature its weights in whole units, one for each signal. */
export type Weights = ReadonlyMap<string, readonly number[]>;

/** A step from word to word on the way to features. */
export interface Twig {
  readonly depth: number;
  readonly word: string;
  /** Where its letters begin in the packed text, one for each signal; undefined on the way to longer features only. */
  readonly letters?: number;
}

/**
 * Features as a tree of their words, step by step: how deep it stands, its word, and behind a blank one letter
 * for each signal where a feature ends.
 */
export function packFeatures(features: Weights): string {
  const lines: string[] = [];
  let before: readonly string[] = [];
  for (const name of [...features.keys()].sort(byWords)) {
    const words = name.split(' ');
    const shared = words.findIndex((word, depth) => word !== before[depth]);
    for (const [depth, word] of words.entries()) if (depth >= shared) lines.push(`${depth}${word}`);
    lines.push(`${lines.pop()} ${String.fromCharCode(...(features.get(name) ?? []).map((unit) => ZERO + unit))}`);
    before = words;
  }
  return lines.join(BETWEEN);
}

/** A feature stands before those that go on from it. */
const byWords = (a: string, b: string): number => (a.replaceAll(' ', '\0') < b.replaceAll(' ', '\0') ? -1 : 1);

/** The steps of the tree, each behind the one it goes on from. */
export function* twigsIn(packed: string): Generator<Twig> {
  for (let from = 0; from < packed.length; ) {
    const line = packed.indexOf(BETWEEN, from);
    const to = line < 0 ? packed.length : line;
    const blank = packed.indexOf(' ', from);
    const isEnd = blank >= 0 && blank < to;
    const word = packed.slice(from + 1, isEnd ? blank : to);
    yield { depth: packed.charCodeAt(from) - DIGIT, word, ...(isEnd && { letters: blank + 1 }) };
    from = to + 1;
  }
}

const DIGIT = '0'.charCodeAt(0);

/** The unit that a letter of the packed text stands for. */
export const unitAt = (packed: string, at: number): number => packed.charCodeAt(at) - ZERO;

/** The features as they were packed. */
export function unpackFeatures({ signals, weights }: Pick<Model, 'signals' | 'weights'>): Weights {
  const features = new Map<string, number[]>();
  const words: string[] = [];
  for (const { depth, word, letters } of twigsIn(weights)) {
    words.splice(depth, words.length, word);
    if (letters !== undefined)
      features.set(
        words.join(' '),
        signals.map((_, at) => unitAt(weights, letters + at)),
      );
  }
  return features;
}
