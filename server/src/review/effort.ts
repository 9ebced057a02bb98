import { type Node, PatternError } from './syntax';

/** How many ways a repeated character counts as: about the letters in a few words. */
const REPEATED = 30;

/**
 * An upper bound of the ways in which a pattern is tried at one place of a line before it is given up: what a regular
 * expression's backtracking costs, since gaps within gaps multiply. Takes a pattern whose classes and verbs are words
 * already; throws PatternError for a regular expression in it that can run away.
 */
export function waysOf(node: Node): number {
  switch (node.kind) {
    case 'regex':
      return waysOfRegex(node.source);
    case 'sequence':
      return node.nodes.reduce((ways, part) => ways * waysOf(part), 1);
    case 'choice':
      return waysOfChoice(node.nodes);
    case 'repeat':
      return waysOfRepeat(waysOf(node.node), node.min, node.max);
    case 'capture':
    case 'not':
      return waysOf(node.node);
    default:
      return 1;
  }
}

function waysOfRepeat(once: number, min: number, max: number): number {
  let ways = 0;
  for (let times = min; times <= max; times++) ways += once ** times;
  return ways;
}

/** Of alternatives that begin with different words, only those of one word can be tried to their ends. */
function waysOfChoice(nodes: readonly Node[]): number {
  const byWord = new Map<string, number>();
  let open = 0;
  for (const node of nodes) {
    const word = firstWordOf(node);
    const ways = waysOf(node);
    if (word === undefined) open += ways;
    else byWord.set(word, (byWord.get(word) ?? 0) + ways);
  }
  return open + Math.max(0, ...byWord.values());
}

function firstWordOf(node: Node | undefined): string | undefined {
  if (node?.kind === 'word') return node.text;
  if (node?.kind === 'sequence') return firstWordOf(node.nodes[0]);
  return node?.kind === 'capture' ? firstWordOf(node.node) : undefined;
}

/** A regular expression stands for a word or the end of a line: characters may repeat in it, groups may not. */
function waysOfRegex(source: string): number {
  const bare = source.replace(/\\[^1-9k]/g, 'x').replace(/\[[^\]]*\]/g, 'x');
  if (/\)[*+{]|\\|\(\?(?!:)/.test(bare))
    throw new PatternError(`in /${source}/ no group may repeat, look around or be looked back to`);
  const repeats = bare.match(/[*+{]/g)?.length ?? 0;
  const choices = bare.match(/[?|]/g)?.length ?? 0;
  return REPEATED ** repeats * 2 ** choices;
}
