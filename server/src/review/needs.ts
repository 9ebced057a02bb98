import type { Node } from './syntax';

/** Words of which a match holds at least one. */
export type Need = ReadonlySet<string>;

/** Words in nearly every sentence tell little. */
const COMMON = new Set(
  'a about all am an and any are as at be been but by can did do for from had has have i if in is it me my no not of on or our so that the there they this to us was we were what will with would you your'.split(
    ' ',
  ),
);
const COMMON_COST = 60;

/** What was worked out of a choice before: word classes are choices that many patterns share. */
const known = new WeakMap<Node, readonly Need[]>();

/**
 * The words no match can do without: it holds one of each of these sets. So a sentence that lacks one of them need not
 * be searched, and nothing is lost. The node's classes and verbs are expanded.
 */
export function needsOf(node: Node): readonly Need[] {
  switch (node.kind) {
    case 'word':
      return [new Set([node.text])];
    case 'sequence':
      return node.nodes.flatMap(needsOf);
    case 'choice': {
      const needs = known.get(node) ?? needsOfChoice(node.nodes);
      known.set(node, needs);
      return needs;
    }
    case 'capture':
      return needsOf(node.node);
    case 'repeat':
      return node.min > 0 ? needsOf(node.node) : [];
    default:
      return [];
  }
}

/** One set, with the rarest need of each alternative; none where an alternative can do without words. */
function needsOfChoice(nodes: readonly Node[]): readonly Need[] {
  const union = new Set<string>();
  for (const node of nodes) {
    const need = rarest(needsOf(node));
    if (!need) return [];
    for (const word of need) union.add(word);
  }
  return [union];
}

/** The need that fewest sentences meet. */
export function rarest(needs: readonly Need[]): Need | undefined {
  let best: Need | undefined;
  let least = Infinity;
  for (const need of needs) {
    const cost = costOf(need);
    if (cost < least) [best, least] = [need, cost];
  }
  return best;
}

function costOf(need: Need): number {
  let cost = 0;
  for (const word of need) cost += COMMON.has(word) ? COMMON_COST : 1;
  return cost;
}

/** Whether the words meet every need. */
export function meets(words: readonly string[], needs: readonly Need[]): boolean {
  return needs.every((need) => words.some((word) => need.has(word)));
}
