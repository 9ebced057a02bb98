import { beginningOf, lengthOf, MARKS, NEAR, PREFIX, placeFeatures, type Seen, shareOf, sizeOf } from './features';
import { type Model, unitAt, WEIGHT_UNIT } from './model';
import { once } from './once';
import { growTree, NOWHERE, nodeOf, numberOf, ROOT, walkOf } from './tree';

/** What a sentence's text brings to its own scores and to its neighbours', in units of weight by signal. */
export interface Share {
  readonly own: readonly number[];
  readonly near: readonly number[];
  /** How many features it has itself. */
  readonly size: number;
  readonly words: number;
  /** Pairs and triples of words, and those of them that the model knows. */
  readonly pairs: number;
  readonly known: number;
}

/** Scores sentences by the weights of their features. */
export interface Scorer {
  readonly share: (words: readonly string[]) => Share;
  /** By sentence the scores, one for each signal. */
  readonly scores: (sentences: readonly Seen[], shares: readonly Share[]) => number[][];
  /** How many units the feature weighs in a signal. */
  readonly weigh: (feature: string, signal: number) => number;
}

/** A scorer by this model, whose weights are unpacked when the first sentence is scored: most mail never asks. */
export function createScorer(model: Model): Scorer {
  const { signals, bias } = model;
  const tree = once(() => growTree(model.weights));

  function share(words: readonly string[]): Share {
    const walk = walkOf(tree(), model);
    const all = [MARKS.start, ...words, MARKS.end].map((word) => numberOf(tree(), word));
    const any = numberOf(tree(), MARKS.any);
    const own = signals.map(() => 0);
    let known = 0;
    for (const [index, word] of all.entries()) {
      const [next = NOWHERE, third = NOWHERE] = [all[index + 1], all[index + 2]];
      const first = walk.to(ROOT, word, own);
      const second = walk.to(first, next, own);
      if (walk.weighs(second)) known++;
      if (walk.weighs(walk.to(second, third, own))) known++;
      walk.to(walk.to(first, any, own), third, own);
    }
    for (const word of words) if (word.length > PREFIX) walk.to(ROOT, numberOf(tree(), beginningOf(word)), own);
    walk.add(nodeOf(tree(), `${MARKS.length} ${lengthOf(words.length)}`), own);
    const near = signals.map(() => 0);
    const beside = nodeOf(tree(), MARKS.near);
    for (const word of all) walk.to(beside, word, near);
    return { own, near, size: sizeOf(words), words: words.length, pairs: 2 * words.length + 1, known };
  }

  function scoresOf(sentences: readonly Seen[], shares: readonly Share[], index: number): number[] {
    const [before, own, after] = [shares[index - 1], shares[index], shares[index + 1]];
    const place = placeFeatures(sentences, index);
    const placed = signals.map(() => 0);
    const walk = walkOf(tree(), model);
    for (const feature of place) walk.add(nodeOf(tree(), feature), placed);
    const each = shareOf((own?.size ?? 0) + place.length + (before?.words ?? 0) + (after?.words ?? 0));
    return bias.map((base, at) => {
      const near = (before?.near[at] ?? 0) + (after?.near[at] ?? 0);
      return base + each * WEIGHT_UNIT * ((own?.own[at] ?? 0) + (placed[at] ?? 0) + NEAR * near);
    });
  }

  return {
    share,
    scores: (sentences, shares) => sentences.map((_, index) => scoresOf(sentences, shares, index)),
    weigh: (feature, signal) => {
      const letters = tree().letters[nodeOf(tree(), feature)] ?? NOWHERE;
      return letters < 0 ? 0 : unitAt(model.weights, letters + signal);
    },
  };
}
