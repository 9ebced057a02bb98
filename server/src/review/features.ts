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
const PREFIX = 5;
/** What a neighbour says counts less than what the sentence says. */
export const NEAR = 0.3;

/** The features of a sentence of a draft, their shares evened out so that length alone does not weigh. */
export function featuresOf(sentences: readonly Seen[], index: number): Feature[] {
  const at = (position: number): string => sentences[position]?.text ?? '';
  const own = [...ownFeatures(at(index)), ...placeFeatures(sentences, index)];
  const near = [...nearFeatures(at(index - 1)), ...nearFeatures(at(index + 1))];
  const share = 1 / Math.sqrt(own.length + near.length);
  return [...own.map((name) => [name, share] as const), ...near.map((name) => [name, NEAR * share] as const)];
}

/** The features of a sentence alone: its words, pairs, triples, skipped pairs and word beginnings. */
export function ownFeatures(text: string): string[] {
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
export const nearFeatures = (text: string): string[] =>
  [...new Set(toLine(text).words.map((word) => word.text))].map((word) => `near ${word}`);

/** The features of a sentence's place, and of what rules found in it. */
export function placeFeatures(sentences: readonly Seen[], index: number): string[] {
  return [`place ${Math.floor((4 * index) / sentences.length)}`, ...(sentences[index]?.rules ?? [])];
}

/** A pair or triple of words, as opposed to a word, a skipped pair or a mark. */
export const isPair = (feature: string): boolean => feature.includes(' ') && !/_|^length|^near|^place/.test(feature);
