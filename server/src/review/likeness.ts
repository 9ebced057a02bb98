import { createCache, REMEMBERED } from '../draft/cache';
import { hear, inputsOf } from './context';
import { MARKS, ownFeatures, type Seen, wordsOf } from './features';
import type { Familiar, Model } from './model';
import { createScorer, type Share } from './scores';

/** How likely each of the model's signals is in a sentence, in their order, 0 to 1. */
export type Leaning = readonly number[];

/** What the model reads in a draft. */
export interface Likeness {
  /** How likely a signal is in the sentence at an index, 0 to 1. */
  readonly of: (sentence: number, signal: string) => number;
  /** The mean over the sentences: how likely a signal is that holds for the whole draft. */
  readonly whole: (signal: string) => number;
  /** From 0, prose unlike all that the model has learnt from, to 1. */
  readonly familiarity: number;
}

/** What the model hears in a stretch of sentences, and what tells how well it knows such prose. */
export interface Heard {
  readonly leanings: readonly Leaning[];
  readonly measure: Measure;
}

/** Word pairs, those of them that the model knows, sentences that count for the mean length, and their words. */
interface Measure {
  readonly pairs: number;
  readonly known: number;
  readonly sentences: number;
  readonly words: number;
}

/** Reads how like the labelled sentences a draft's sentences are. */
export interface LikenessReader {
  /** Hears a stretch of whole paragraphs as one letter; the same stretch is heard once. */
  readonly hear: (stretch: readonly Seen[]) => Heard;
  /** What the stretches of a draft come to. */
  readonly together: (stretches: readonly Heard[]) => Likeness;
  /** Up to three stretches of the sentence's words that weighed most for the signal. */
  readonly weighed: (text: string, signal: string) => readonly string[];
}

/** The model has learnt from whole drafts; of fewer sentences than this it says nothing by itself. */
export const WHOLE = 6;

/** The neighbours' scores that the network hears. */
export const besideOf = (signals: readonly string[]): number[] =>
  ['flagged', 'moves/own'].map((signal) => signals.indexOf(signal));

/** A reader by this model, which remembers so many UTF-16 units of what it has read. */
export function createLikenessReader(model: Model, remembered = REMEMBERED): LikenessReader {
  const { signals } = model;
  const scorer = createScorer(model);
  // Only the letter that is being written is heard again, sentence by sentence.
  const shares = createCache<Share>(remembered / 4);
  const stretches = createCache<Heard>(remembered);
  const beside = besideOf(signals);
  const shareOf = ({ text }: Seen): Share => shares(text, () => scorer.share(wordsOf(text)));

  function hearAnew(stretch: readonly Seen[]): Heard {
    const own = stretch.map(shareOf);
    const inputs = inputsOf(stretch, scorer.scores(stretch, own), beside);
    return { leanings: inputs.map((heard) => hear(heard, model.context)), measure: measureOf(own) };
  }

  return {
    hear: (stretch) => stretches(keyOf(stretch), () => hearAnew(stretch)),
    together: (heard) =>
      likenessIn(
        heard.flatMap(({ leanings }) => leanings),
        signals,
        familiarityOf(
          heard.map(({ measure }) => measure),
          model.familiar,
        ),
      ),
    weighed: (text, signal) => heaviest(wordsOf(text), (feature) => scorer.weigh(feature, signals.indexOf(signal))),
  };
}

/** What rules find in a sentence, they find in it always. */
const keyOf = (stretch: readonly Seen[]): string =>
  stretch.map(({ text, opens }) => (opens ? `\n${text}` : text)).join('\n');

/** What a draft's leanings come to, signals being asked for by name. */
export function likenessIn(leanings: readonly Leaning[], signals: readonly string[], familiarity: number): Likeness {
  const places = new Map(signals.map((signal, at) => [signal, at]));
  const of = (leaning: Leaning | undefined, signal: string): number => leaning?.[places.get(signal) ?? -1] ?? 0;
  return {
    of: (sentence, signal) => of(leanings[sentence], signal),
    whole: (signal) => leanings.reduce((sum, leaning) => sum + of(leaning, signal), 0) / Math.max(1, leanings.length),
    familiarity,
  };
}

/** Headings and greetings are left out of the mean length. */
const SENTENCE = 4;

function measureOf(shares: readonly Share[]): Measure {
  const long = shares.filter(({ words }) => words >= SENTENCE);
  const sum = (of: 'pairs' | 'known' | 'words', all = shares): number => all.reduce((total, one) => total + one[of], 0);
  return { pairs: sum('pairs'), known: sum('known'), sentences: long.length, words: sum('words', long) };
}

/** A draft of a few words says little about its prose: it counts as if it had these many ordinary word pairs more. */
const ORDINARY = { known: 15, pairs: 40 };

/** From 0, prose unlike what the model has learnt from, to 1. */
function familiarityOf(measures: readonly Measure[], { pairs, words }: Familiar): number {
  const sum = (of: keyof Measure): number => measures.reduce((total, measure) => total + measure[of], 0);
  const known = (sum('known') + ORDINARY.known) / (sum('pairs') + ORDINARY.pairs);
  return between(known, pairs) * between(sum('words') / Math.max(1, sum('sentences')), words);
}

/** How far a value is from the bound `none` on its way to the bound `full`, 0 to 1. */
const between = (value: number, { full, none }: Familiar['pairs']): number =>
  Math.min(1, Math.max(0, (value - none) / (full - none)));

/** The stretches that weighed most, none sharing a word with another. */
function heaviest(words: readonly string[], weigh: (feature: string) => number): string[] {
  const pairs = ownFeatures(words).filter((feature) => !UNREADABLE.test(feature) && feature.includes(' '));
  const kept: string[] = [];
  for (const feature of pairs.sort((a, b) => weigh(b) - weigh(a)).slice(0, 8)) {
    const own = feature.split(' ');
    const isNew = !kept.some((other) => own.some((word) => other.split(' ').includes(word)));
    if (weigh(feature) > 0 && kept.length < 3 && isNew) kept.push(feature);
  }
  return kept;
}

/** Marks stand for no words of the sentence. */
const UNREADABLE = new RegExp(
  `[${Object.values(MARKS)
    .map((mark) => `\\${mark[0]}`)
    .join('')}]`,
);
