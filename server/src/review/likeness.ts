import { createCache, REMEMBERED } from './cache';
import { toLine } from './line';
import type { Category } from './rulebook';

/**
 * What labelled drafts taught about sentences that no pattern finds: logistic regressions over the words of a sentence,
 * of its neighbours, and what rules found in it (rules/model.json, written by `npm run train`).
 */
export interface Model {
  /** Does the sentence read like one that a coach would stop at? */
  readonly flagged: Weights;
  /** How the sentence's own score and the suspicion of the rest of the draft make the whole: offset, own, rest. */
  readonly draft: readonly [number, number, number];
  /** Of which kind, if so? The heaviest wins. */
  readonly kinds: Readonly<Record<Category, Weights>>;
  /** The least share of word pairs known from the drafts it learnt from; of other prose the model knows too little. */
  readonly familiar: number;
  /** The least probability at which to speak: of what a rule that informs has found, and of what none has. */
  readonly speaks: { readonly information: number; readonly alone: Readonly<Record<Category, number>> };
}

export interface Weights {
  readonly bias: number;
  readonly weights: Readonly<Record<string, number>>;
}

/** A sentence as the model sees it: its text, and the ids of what rules found in it. */
export interface Seen {
  readonly text: string;
  readonly rules: readonly string[];
}

/** Of which kind a sentence reads, and the words that weighed most. */
export interface Likeness {
  readonly category: Category;
  readonly weighed: readonly string[];
}

/** A feature and the share its weight has in the score. */
export type Feature = readonly [name: string, share: number];

/** Word beginnings of this many letters stand for the word's whole family. */
const PREFIX = 5;
/** What a neighbour says counts less than what the sentence says. */
const NEAR = 0.3;
/** Added to the mean suspicion, so that a draft without any has a logarithm. */
const FLOOR = 0.02;
const CATEGORIES: readonly Category[] = ['excuse', 'overpromise', 'acknowledgement'];

export const logistic = (z: number): number => 1 / (1 + Math.exp(-z));

/** The features of a sentence of a draft, their shares evened out so that length alone does not weigh. */
export function featuresOf(sentences: readonly Seen[], index: number): Feature[] {
  const at = (position: number): string => sentences[position]?.text ?? '';
  const own = [...ownFeatures(at(index)), ...placeFeatures(sentences, index)];
  const near = [...nearFeatures(at(index - 1)), ...nearFeatures(at(index + 1))];
  const share = 1 / Math.sqrt(own.length + near.length);
  return [...own.map((name) => [name, share] as const), ...near.map((name) => [name, NEAR * share] as const)];
}

/** The weighted sum of the features. */
export function scoreOf(features: readonly Feature[], { bias, weights }: Weights): number {
  return features.reduce((sum, [name, share]) => sum + share * weightOf(name, weights), bias);
}

function weightOf(name: string, weights: Weights['weights']): number {
  return Object.hasOwn(weights, name) ? (weights[name] ?? 0) : 0;
}

const sumOf = (names: readonly string[], weights: ReadonlyMap<string, number>): number =>
  names.reduce((sum, name) => sum + (weights.get(name) ?? 0), 0);

/** The logarithm of how suspicious the other sentences are on the whole: excuses seldom come alone. */
export function restOf(suspicions: readonly number[]): number[] {
  const total = suspicions.reduce((sum, suspicion) => sum + suspicion, 0);
  return suspicions.map((own) => Math.log((total - own) / Math.max(1, suspicions.length - 1) + FLOOR));
}

/** The probability of each sentence of a draft, the rest of the draft heard. */
export function probabilities(scores: readonly number[], [offset, own, rest]: Model['draft']): number[] {
  const others = restOf(scores.map(logistic));
  return scores.map((score, index) => logistic(offset + own * score + rest * (others[index] ?? 0)));
}

/** Reads how like flagged sentences a draft's sentences are. */
export interface LikenessReader {
  /** From 0 to 1, for each sentence; undefined for prose unlike what it learnt from. Linear in the draft's length. */
  readonly probabilities: (sentences: readonly Seen[]) => readonly number[] | undefined;
  readonly describe: (sentences: readonly Seen[], index: number) => Likeness;
}

/** What a sentence's text brings to its own score and to its neighbours'. */
interface Share {
  readonly own: number;
  readonly ownCount: number;
  readonly near: number;
  readonly nearCount: number;
  /** Word pairs, and those of them that the model knows. */
  readonly pairs: number;
  readonly known: number;
}

const SILENT: Share = { own: 0, ownCount: 0, near: 0, nearCount: 0, pairs: 0, known: 0 };
/** A reader by this model, which remembers the sentences it has read; linear in the draft's length. */
export function createLikenessReader(model: Model, remembered = REMEMBERED): LikenessReader {
  const shares = createCache<Share>(remembered);
  const likenesses = createCache<Likeness>(remembered);
  let mapped: ReadonlyMap<string, number> | undefined;

  /** The weights as a map, which is far faster to ask for a name that was put together just now. */
  function weightMap(): ReadonlyMap<string, number> {
    mapped ??= new Map(Object.entries(model.flagged.weights));
    return mapped;
  }

  const shareOf = (text: string): Share => shares(text, () => workOutShare(text));

  function workOutShare(text: string): Share {
    const weights = weightMap();
    const own = ownFeatures(text);
    const near = nearFeatures(text);
    const pairs = own.filter(isPair);
    return {
      own: sumOf(own, weights),
      ownCount: own.length,
      near: sumOf(near, weights),
      nearCount: near.length,
      pairs: pairs.length,
      known: pairs.filter((pair) => weights.has(pair)).length,
    };
  }

  function isFamiliar(sentences: readonly Seen[]): boolean {
    const each = sentences.map(({ text }) => shareOf(text));
    const count = (of: 'pairs' | 'known'): number => each.reduce((sum, share) => sum + share[of], 0);
    return count('known') >= model.familiar * count('pairs');
  }

  function scoresOf(sentences: readonly Seen[]): number[] {
    const { bias } = model.flagged;
    const weights = weightMap();
    const each = sentences.map(({ text }) => shareOf(text));
    return sentences.map((_, index) => {
      const [own, before, after] = [each[index] ?? SILENT, each[index - 1] ?? SILENT, each[index + 1] ?? SILENT];
      const place = placeFeatures(sentences, index);
      const count = own.ownCount + place.length + before.nearCount + after.nearCount;
      return bias + (own.own + sumOf(place, weights) + NEAR * (before.near + after.near)) / Math.sqrt(count);
    });
  }

  return {
    probabilities: (sentences) => (isFamiliar(sentences) ? probabilities(scoresOf(sentences), model.draft) : undefined),
    describe: (sentences, index) => {
      const near = sentences.slice(Math.max(0, index - 1), index + 2).map(({ text }) => text);
      const key = [index === 0, ...near, ...placeFeatures(sentences, index)].join('\n');
      return likenesses(key, () => ({
        category: kindOf(featuresOf(sentences, index), model),
        weighed: heaviest(sentences[index]?.text ?? '', model.flagged),
      }));
    },
  };
}

/** A pair or triple of words, as opposed to a word or a skipped pair. */
const isPair = (feature: string): boolean => feature.includes(' ') && !/[_]|^length/.test(feature);

/** The features of a sentence alone: its words, pairs, triples, skipped pairs and word beginnings. */
function ownFeatures(text: string): string[] {
  const words = ['^', ...toLine(text).words.map((word) => word.text), '$'];
  const features = new Set<string>();
  for (const [index, word] of words.entries()) {
    const [next, third] = [words[index + 1], words[index + 2]];
    features.add(word);
    if (word.length > PREFIX) features.add(`${word.slice(0, PREFIX)}~`);
    if (next !== undefined) features.add(`${word} ${next}`);
    if (third !== undefined) features.add(`${word} ${next} ${third}`).add(`${word} _ ${third}`);
  }
  features.add(`length ${Math.min(6, Math.floor(words.length / 5))}`);
  return [...features];
}

/** The features a sentence lends to the ones beside it. */
const nearFeatures = (text: string): string[] =>
  [...new Set(toLine(text).words.map((word) => word.text))].map((word) => `near ${word}`);

/** The category that the features speak for most. */
export function kindOf(features: readonly Feature[], { kinds }: Pick<Model, 'kinds'>): Category {
  const scored = CATEGORIES.map((category) => [category, scoreOf(features, kinds[category])] as const);
  return scored.reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}

/** The features of a sentence's place, of what rules found in it. */
function placeFeatures(sentences: readonly Seen[], index: number): string[] {
  return [`place ${Math.floor((4 * index) / sentences.length)}`, ...(sentences[index]?.rules ?? [])];
}

/** Up to three stretches of the sentence's words that weighed most, none within another. */
function heaviest(text: string, { weights }: Weights): string[] {
  const readable = ownFeatures(text).filter((feature) => !/[_~^$]|length/.test(feature) && feature.includes(' '));
  const kept: string[] = [];
  for (const feature of readable.sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0)).slice(0, 8)) {
    const words = feature.split(' ');
    if (
      (weights[feature] ?? 0) > 0 &&
      kept.length < 3 &&
      !kept.some((other) => words.some((word) => other.split(' ').includes(word)))
    )
      kept.push(feature);
  }
  return kept;
}
