import { beginningOf, lengthOf, MARKS, NEAR, PREFIX, placeFeatures, type Seen, shareOf, sizeOf } from './features';
import { type Model, twigsIn, unitAt, WEIGHT_UNIT } from './model';
import { once } from './once';

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

/**
 * The features as paths of words, so that no name is put together to look one up. Nodes are numbers, 0 is the root; the
 * step from a node by a word is found under `node * words.size + word`.
 */
interface Tree {
  readonly words: ReadonlyMap<string, number>;
  readonly steps: ReadonlyMap<number, number>;
  /** By node, where the letters of its weights begin in the packed model; −1 where it is but on the way. */
  readonly letters: readonly number[];
}

const ROOT = 0;
const NOWHERE = -1;

function growTree(packed: string): Tree {
  const words = new Map<string, number>();
  const letters: number[] = [NOWHERE];
  const taken: { readonly from: number; readonly by: number }[] = [];
  const path: number[] = [ROOT];
  for (const twig of twigsIn(packed)) {
    const by = words.get(twig.word) ?? words.size;
    words.set(twig.word, by);
    taken.push({ from: path[twig.depth] ?? ROOT, by });
    path[twig.depth + 1] = letters.push(twig.letters ?? NOWHERE) - 1;
  }
  const steps = new Map<number, number>();
  // Only now it is known how many words there are.
  for (const [index, { from, by }] of taken.entries()) steps.set(from * words.size + by, index + 1);
  return { words, steps, letters };
}

/** A scorer by this model, whose weights are unpacked when the first sentence is scored: most mail never asks. */
export function createScorer(model: Model): Scorer {
  const { signals, bias } = model;
  const tree = once(() => growTree(model.weights));

  function nodeOf(feature: string): number {
    let node = ROOT;
    for (const word of feature.split(' ')) node = stepFrom(tree(), node, numberOf(tree(), word));
    return node;
  }

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
    walk.add(nodeOf(`${MARKS.length} ${lengthOf(words.length)}`), own);
    const near = signals.map(() => 0);
    const beside = nodeOf(MARKS.near);
    for (const word of all) walk.to(beside, word, near);
    return { own, near, size: sizeOf(words), words: words.length, pairs: 2 * words.length + 1, known };
  }

  function scoresOf(sentences: readonly Seen[], shares: readonly Share[], index: number): number[] {
    const [before, own, after] = [shares[index - 1], shares[index], shares[index + 1]];
    const place = placeFeatures(sentences, index);
    const placed = signals.map(() => 0);
    const walk = walkOf(tree(), model);
    for (const feature of place) walk.add(nodeOf(feature), placed);
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
      const letters = tree().letters[nodeOf(feature)] ?? NOWHERE;
      return letters < 0 ? 0 : unitAt(model.weights, letters + signal);
    },
  };
}

const numberOf = ({ words }: Tree, word: string): number => words.get(word) ?? NOWHERE;

const stepFrom = ({ words, steps }: Tree, node: number, word: number): number =>
  node < 0 || word < 0 ? NOWHERE : (steps.get(node * words.size + word) ?? NOWHERE);

/** A walk through the tree that takes the weights of each node once. */
interface Walk {
  /** Steps on, and adds the weights that stand there to the sum; gives the node, or one below 0 that is nowhere. */
  readonly to: (node: number, word: number, sum: number[]) => number;
  readonly add: (node: number, sum: number[]) => void;
  readonly weighs: (node: number) => boolean;
}

function walkOf(tree: Tree, { signals, weights }: Model): Walk {
  const taken = new Set<number>();
  const lettersOf = (node: number): number => (node < 0 ? NOWHERE : (tree.letters[node] ?? NOWHERE));
  function add(node: number, sum: number[]): void {
    const letters = lettersOf(node);
    if (letters < 0 || taken.has(node)) return;
    taken.add(node);
    for (let at = 0; at < signals.length; at++) sum[at] = (sum[at] ?? 0) + unitAt(weights, letters + at);
  }
  function to(node: number, word: number, sum: number[]): number {
    const next = stepFrom(tree, node, word);
    add(next, sum);
    return next;
  }
  return { to, add, weighs: (node) => lettersOf(node) >= 0 };
}
