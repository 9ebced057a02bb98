import type { Node } from './syntax';

/** What a match cannot do without. */
export interface Need {
  /** It holds at least one of these words. */
  readonly one: ReadonlySet<string>;
  /** And it meets every need of one of the alternatives that such a word stands in. */
  readonly ways?: ReadonlyMap<string, readonly (readonly Need[])[]>;
  /** How many sentences hold one of the words, by a rough guess. */
  readonly cost: number;
}

/** Words in nearly every sentence tell little. */
const COMMON = new Set(
  'a about all am an and any are as at be been but by can did do for from had has have i if in is it me my no not of on or our so that the there they this to us was we were what will with would you your'.split(
    ' ',
  ),
);
const COMMON_COST = 60;

/** What was worked out of a choice before: word classes are choices that many patterns share. */
const known = new WeakMap<Node, readonly Need[]>();
/** And of a word. */
const knownWords = new Map<string, readonly Need[]>();

function needsOfWord(word: string): readonly Need[] {
  const needs = knownWords.get(word) ?? [needOf(new Set([word]))];
  knownWords.set(word, needs);
  return needs;
}

/**
 * The words no match can do without, the rarest first: a sentence that lacks them need not be searched, and nothing is
 * lost. The node's classes and verbs are expanded.
 */
export function needsOf(node: Node): readonly Need[] {
  switch (node.kind) {
    case 'word':
      return needsOfWord(node.text);
    case 'sequence':
      return node.nodes.flatMap(needsOf).sort((a, b) => a.cost - b.cost);
    case 'choice': {
      const needs = known.get(node) ?? needsOfChoice(node.nodes.map(needsOf));
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

/** The rarest need of each alternative taken together; none where an alternative can do without words. */
function needsOfChoice(alternatives: readonly (readonly Need[])[]): readonly Need[] {
  const ways = new Map<string, (readonly Need[])[]>();
  for (const needs of alternatives) {
    const [rarest] = needs;
    if (!rarest) return [];
    for (const word of rarest.one) {
      const others = ways.get(word);
      if (others) others.push(needs);
      else ways.set(word, [needs]);
    }
  }
  const one = new Set(ways.keys());
  const plain = alternatives.every((needs) => needs.length === 1 && needs[0]?.ways === undefined);
  return [plain ? needOf(one) : { ...needOf(one), ways }];
}

function needOf(one: ReadonlySet<string>): Need {
  let cost = 0;
  for (const word of one) cost += COMMON.has(word) ? COMMON_COST : 1;
  return { one, cost };
}

/** Whether the words meet every need. */
export function meets(words: ReadonlySet<string>, needs: readonly Need[]): boolean {
  for (const need of needs) if (!meetsOne(words, need)) return false;
  return true;
}

/** The same where they are known to hold a word of each need: only what else such a word asks for is left to see. */
export function meetsWays(words: ReadonlySet<string>, needs: readonly Need[]): boolean {
  for (const { ways } of needs) if (ways && !meetsOneWay(words, ways)) return false;
  return true;
}

function meetsOne(words: ReadonlySet<string>, { one, ways }: Need): boolean {
  if (ways) return meetsOneWay(words, ways);
  if (one.size < words.size) {
    for (const word of one) if (words.has(word)) return true;
    return false;
  }
  for (const word of words) if (one.has(word)) return true;
  return false;
}

function meetsOneWay(words: ReadonlySet<string>, ways: NonNullable<Need['ways']>): boolean {
  if (ways.size < words.size) {
    for (const [word, needs] of ways) if (words.has(word) && meetsOneOf(words, needs)) return true;
    return false;
  }
  for (const word of words) {
    const needs = ways.get(word);
    if (needs && meetsOneOf(words, needs)) return true;
  }
  return false;
}

function meetsOneOf(words: ReadonlySet<string>, alternatives: readonly (readonly Need[])[]): boolean {
  for (const needs of alternatives) if (meets(words, needs)) return true;
  return false;
}
