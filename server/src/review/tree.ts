import { type Model, twigsIn, unitAt } from './model';

/**
 * The features as paths of words, so that no name is put together to look one up. Nodes are numbers, 0 is the root; the
 * step from a node by a word is found under `node * words.size + word`.
 */
export interface Tree {
  readonly words: ReadonlyMap<string, number>;
  readonly steps: ReadonlyMap<number, number>;
  /** By node, where the letters of its weights begin in the packed model; −1 where it is but on the way. */
  readonly letters: readonly number[];
}

export const ROOT = 0;
export const NOWHERE = -1;

/** The tree of a packed model's features. */
export function growTree(packed: string): Tree {
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

/** The number of a word, or −1 for one that is in no feature. */
export const numberOf = ({ words }: Tree, word: string): number => words.get(word) ?? NOWHERE;

const stepFrom = ({ words, steps }: Tree, node: number, word: number): number =>
  node < 0 || word < 0 ? NOWHERE : (steps.get(node * words.size + word) ?? NOWHERE);

/** The node that a feature's words lead to, or −1. */
export function nodeOf(tree: Tree, feature: string): number {
  let node = ROOT;
  for (const word of feature.split(' ')) node = stepFrom(tree, node, numberOf(tree, word));
  return node;
}

/** A walk through the tree that takes the weights of each node once. */
export interface Walk {
  /** Steps on, and adds the weights that stand there to the sum; gives the node, or one below 0 that is nowhere. */
  readonly to: (node: number, word: number, sum: number[]) => number;
  readonly add: (node: number, sum: number[]) => void;
  readonly weighs: (node: number) => boolean;
}

/** A walk for one sum: it takes no node twice. */
export function walkOf(tree: Tree, { signals, weights }: Model): Walk {
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
