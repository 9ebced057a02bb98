import { createCache, REMEMBERED } from '../draft/cache';
import { hear, inputsOf, type Network } from './context';
import { isPair, NEAR, nearFeatures, ownFeatures, placeFeatures, type Seen } from './features';
import { toLine } from './line';
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
  /** By feature one letter for each signal: how many units its weight is, see `weightsOf`. */
  readonly weights: Readonly<Record<string, string>>;
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

/** How likely each signal is in a sentence, 0 to 1. */
export type Leaning = Readonly<Record<string, number>>;

/** What the model reads in a draft. */
export interface Likeness {
  readonly leanings: readonly Leaning[];
  /** The mean over the sentences: how likely a signal is that holds for the whole draft. */
  readonly whole: Leaning;
  /** From 0, prose unlike all that the model has learnt from, to 1. */
  readonly familiarity: number;
}

/** Reads how like the labelled sentences a draft's sentences are. */
export interface LikenessReader {
  /** Linear in the draft's length. */
  readonly read: (sentences: readonly Seen[]) => Likeness;
  /** Up to three stretches of the sentence's words that weighed most for the signal. */
  readonly weighed: (text: string, signal: string) => readonly string[];
}

/** The model has learnt from whole drafts; of fewer sentences than this it says nothing by itself. */
export const WHOLE = 6;

/** Weights are whole numbers of this unit, from −45 to 45. */
export const WEIGHT_UNIT = 0.5;
export const WEIGHT_MOST = 45;
/** The letter of weight 0. */
const ZERO = 'P'.charCodeAt(0);

/** A feature's weights as one letter for each signal. */
export const lettersOf = (weights: readonly number[]): string =>
  String.fromCharCode(
    ...weights.map((weight) => ZERO + Math.max(-WEIGHT_MOST, Math.min(WEIGHT_MOST, Math.round(weight / WEIGHT_UNIT)))),
  );

/** The neighbours' scores that the network hears. */
export const besideOf = (signals: readonly string[]): number[] =>
  ['flagged', 'moves/own'].map((signal) => signals.indexOf(signal));

/** What a sentence's text brings to its own scores and to its neighbours'. */
interface Share {
  readonly own: readonly number[];
  readonly ownCount: number;
  readonly near: readonly number[];
  readonly nearCount: number;
  readonly words: number;
  /** Word pairs, and those of them that the model knows. */
  readonly pairs: number;
  readonly known: number;
}

/** A reader by this model, which remembers so many UTF-16 units of the sentences it has read. */
export function createLikenessReader(model: Model, remembered = REMEMBERED): LikenessReader {
  const { signals, bias } = model;
  const cached = createCache<Share>(remembered);
  const beside = besideOf(signals);
  const silent: Share = {
    own: signals.map(() => 0),
    ownCount: 0,
    near: signals.map(() => 0),
    nearCount: 0,
    words: 0,
    pairs: 0,
    known: 0,
  };
  let mapped: ReadonlyMap<string, string> | undefined;

  /** Looked up in a map, which is far faster to ask for a name that was put together just now. */
  function lettersFor(feature: string): string | undefined {
    mapped ??= new Map(Object.entries(model.weights));
    return mapped.get(feature);
  }

  function sumOf(features: readonly string[]): number[] {
    const units = signals.map(() => 0);
    for (const feature of features) {
      const letters = lettersFor(feature);
      if (letters === undefined) continue;
      for (let at = 0; at < units.length; at++) units[at] = (units[at] ?? 0) + letters.charCodeAt(at) - ZERO;
    }
    return units.map((sum) => sum * WEIGHT_UNIT);
  }

  const shareOf = (text: string): Share => cached(text, () => workOutShare(text));

  function workOutShare(text: string): Share {
    const own = ownFeatures(text);
    const near = nearFeatures(text);
    const pairs = own.filter(isPair);
    return {
      own: sumOf(own),
      ownCount: own.length,
      near: sumOf(near),
      nearCount: near.length,
      words: toLine(text).words.length,
      pairs: pairs.length,
      known: pairs.filter((pair) => lettersFor(pair) !== undefined).length,
    };
  }

  function scoresOf(sentences: readonly Seen[], shares: readonly Share[]): number[][] {
    return sentences.map((_, index) => {
      const own = shares[index] ?? silent;
      const before = shares[index - 1] ?? silent;
      const after = shares[index + 1] ?? silent;
      const place = placeFeatures(sentences, index);
      const placed = sumOf(place);
      const share = 1 / Math.sqrt(own.ownCount + place.length + before.nearCount + after.nearCount);
      return own.own.map((sum, at) => {
        const near = (before.near[at] ?? 0) + (after.near[at] ?? 0);
        return (bias[at] ?? 0) + share * (sum + (placed[at] ?? 0) + NEAR * near);
      });
    });
  }

  return {
    read(sentences) {
      const shares = sentences.map(({ text }) => shareOf(text));
      const inputs = inputsOf(sentences, scoresOf(sentences, shares), beside);
      const leanings = inputs.map((heard) => named(hear(heard, model.context), signals));
      return { leanings, whole: meanOf(leanings, signals), familiarity: familiarityOf(shares, model.familiar) };
    },
    weighed: (text, signal) => heaviest(text, signals.indexOf(signal), lettersFor),
  };
}

function named(probabilities: readonly number[], signals: readonly string[]): Leaning {
  const leaning: Record<string, number> = {};
  for (const [at, signal] of signals.entries()) leaning[signal] = probabilities[at] ?? 0;
  return leaning;
}

/** How likely each signal is on the mean. */
export const meanOf = (leanings: readonly Leaning[], signals: readonly string[]): Leaning =>
  Object.fromEntries(
    signals.map((signal) => [
      signal,
      leanings.reduce((sum, leaning) => sum + (leaning[signal] ?? 0), 0) / Math.max(1, leanings.length),
    ]),
  );

/** A draft of a few words says little about its prose: it counts as if it had these many ordinary word pairs more. */
const ORDINARY = { known: 15, pairs: 40 };
/** Headings and greetings are left out of the mean length. */
const SENTENCE = 4;

/** From 0, prose unlike what the model has learnt from, to 1. */
function familiarityOf(shares: readonly Share[], { pairs, words }: Familiar): number {
  const sum = (of: 'pairs' | 'known' | 'words', all = shares): number => all.reduce((total, one) => total + one[of], 0);
  const long = shares.filter((share) => share.words >= SENTENCE);
  const known = (sum('known') + ORDINARY.known) / (sum('pairs') + ORDINARY.pairs);
  return between(known, pairs) * between(sum('words', long) / Math.max(1, long.length), words);
}

/** How far a value is from the bound `none` on its way to the bound `full`, 0 to 1. */
const between = (value: number, { full, none }: Familiar['pairs']): number =>
  Math.min(1, Math.max(0, (value - none) / (full - none)));

/** The stretches that weighed most for a signal, none sharing a word with another. */
function heaviest(text: string, signal: number, lettersFor: (feature: string) => string | undefined): string[] {
  const units = (feature: string): number => (lettersFor(feature)?.charCodeAt(signal) ?? ZERO) - ZERO;
  const readable = ownFeatures(text).filter((feature) => isPair(feature) && !/[$^]/.test(feature));
  const kept: string[] = [];
  for (const feature of readable.sort((a, b) => units(b) - units(a)).slice(0, 8)) {
    const words = feature.split(' ');
    const isNew = !kept.some((other) => words.some((word) => other.split(' ').includes(word)));
    if (units(feature) > 0 && kept.length < 3 && isNew) kept.push(feature);
  }
  return kept;
}
