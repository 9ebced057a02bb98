import { toLine } from './line';

/** A sentence as the model sees it. */
export interface Seen {
  /** On one line. */
  readonly text: string;
  /** The ids of the moves and signs of harm that rules found in it. */
  readonly rules: readonly string[];
  /** It is the first of its paragraph. */
  readonly opens: boolean;
}

/** A feature and the share its weight has in the score. */
export type Feature = readonly [name: string, share: number];

/** Word beginnings of this many letters stand for the word's whole family. */
export const PREFIX = 5;
/** What a neighbour says counts less than what the sentence says. */
export const NEAR = 0.3;
/** The words that stand for a sentence's ends, for any word between two, and before a mark's own word. */
export const MARKS = { start: '^', end: '$', any: '_', near: '#near', length: '#length', place: '#place' } as const;

/** The features of a sentence of a draft, their shares evened out so that length alone does not weigh. */
export function featuresOf(sentences: readonly Seen[], index: number): Feature[] {
  const wordsAt = (position: number): string[] => wordsOf(sentences[position]?.text ?? '');
  const [before, words, after] = [wordsAt(index - 1), wordsAt(index), wordsAt(index + 1)];
  const place = placeFeatures(sentences, index);
  const own = [...ownFeatures(words), ...place];
  const near = [...nearFeatures(before), ...nearFeatures(after)];
  const share = shareOf(sizeOf(words) + place.length + before.length + after.length);
  return [...own.map((name) => [name, share] as const), ...near.map((name) => [name, NEAR * share] as const)];
}

/** The share of each of so many features. */
export const shareOf = (features: number): number => 1 / Math.sqrt(Math.max(1, features));

/** The words of a sentence as patterns read them. */
export const wordsOf = (text: string): string[] => toLine(text).words.map((word) => word.text);

/** How many features the words of a sentence make, counting those that come twice twice. */
export function sizeOf(words: readonly string[]): number {
  const long = words.filter((word) => word.length > PREFIX).length;
  return 4 * words.length + long + 4;
}

/** The features of a sentence alone, each once: its words, pairs, triples, skipped pairs and word beginnings. */
export function ownFeatures(words: readonly string[]): string[] {
  const all = [MARKS.start, ...words, MARKS.end];
  const features = new Set<string>();
  for (const [index, word] of all.entries()) {
    const [next, third] = [all[index + 1], all[index + 2]];
    features.add(word);
    if (word.length > PREFIX) features.add(beginningOf(word));
    if (next !== undefined) features.add(`${word} ${next}`);
    if (third !== undefined) features.add(`${word} ${next} ${third}`).add(`${word} ${MARKS.any} ${third}`);
  }
  return [...features.add(`${MARKS.length} ${lengthOf(words.length)}`)];
}

/** What stands for the family of a long word. */
export const beginningOf = (word: string): string => `${word.slice(0, PREFIX)}~`;

/** Sentences of so many words are of a kind. */
export const lengthOf = (words: number): number => Math.min(6, Math.floor((words + 2) / 5));

/** The features a sentence lends to the ones beside it. */
export const nearFeatures = (words: readonly string[]): string[] =>
  [...new Set(words)].map((word) => `${MARKS.near} ${word}`);

/** The features of a sentence's place, and of what rules found in it. */
export function placeFeatures(sentences: readonly Seen[], index: number): string[] {
  return [`${MARKS.place} ${Math.floor((4 * index) / sentences.length)}`, ...(sentences[index]?.rules ?? [])];
}
