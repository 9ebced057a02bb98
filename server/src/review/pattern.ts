import { waysOf } from './effort';
import { markOf } from './grammar';
import { formsOf, type Lexicon, spell, type Verbs } from './lexicon';
import { intern } from './line';
import { type Need, needsOf } from './needs';
import { once } from './once';
import { type Node, PatternError, parsePattern } from './syntax';

/** Words of which one must be there. */
export type WordSet = readonly string[];

/** A pattern ready to run on lines. */
export interface Pattern {
  readonly source: string;
  /** Every match holds one of these words, rare ones where there is a choice; empty where a match may hold none. */
  readonly triggers: readonly string[];
  /** And one word of each of these sets, the first of which are the triggers. */
  readonly sets: readonly WordSet[];
  /** What every match holds, the rarest first, so that a sentence without it need not be searched. */
  readonly needs: readonly Need[];
  /** Whether it asks for parts of speech, and so runs on tagged lines. */
  readonly tagged: boolean;
  /** Compiled at first use: most patterns never meet a sentence with their words. */
  readonly regex: () => RegExp;
  /** A quick look at a plain line, any word standing for a part of speech: where it finds nothing, `regex` does not either. */
  readonly glance: () => RegExp;
  /** In how many ways it may be tried at one place; throws PatternError where there is no telling. */
  readonly ways: () => number;
}

/** The words that patterns share. */
export interface Vocabulary {
  readonly classes: Lexicon;
  readonly verbs: Verbs;
}

const MARKS = '[\\uE000-\\uE0FF]*';
const LETTER = '[^ ,\\uE000-\\uE0FF]';

/**
 * Compiles a pattern; throws PatternError when it cannot be read or names an unknown class or tag. One whose sets of
 * words are known has been compiled before: it is not read until it is needed.
 */
export function compilePattern(source: string, vocabulary: Vocabulary, known?: readonly WordSet[]): Pattern {
  const read = once(() => {
    const node = expand(parsePattern(source), vocabulary);
    const tagged = hasTag(node);
    return {
      node,
      needs: needsOf(node),
      tagged,
      regex: once(() => toRegExp(node, tagged, 'dg')),
      glance: once(() => toRegExp(loosen(node), false, '')),
    };
  });
  const sets = known ?? read().needs.map(({ one }) => [...one]);
  return {
    source,
    triggers: sets[0] ?? [],
    sets,
    get needs() {
      return read().needs;
    },
    get tagged() {
      return read().tagged;
    },
    regex: () => read().regex(),
    glance: () => read().glance(),
    ways: () => waysOf(read().node),
  };
}

function phrase(words: readonly string[]): Node {
  const nodes = words.map((text): Node => ({ kind: 'word', text }));
  return nodes.length === 1 && nodes[0] ? nodes[0] : { kind: 'sequence', nodes };
}

/** Replaces classes and verbs by the words they stand for. */
function expand(node: Node, vocabulary: Vocabulary): Node {
  switch (node.kind) {
    case 'word':
      return phrase(spell(node.text));
    case 'class':
      return shared(node.name, vocabulary, () => wordsOf(node.name, vocabulary).map(phrase));
    case 'verb':
      return shared(`{${node.stem}}`, vocabulary, () =>
        formsOf(node.stem, vocabulary.verbs).map((form) => phrase([intern(form)])),
      );
    case 'tag':
      if (!markOf(node.name)) throw new PatternError(`#${node.name} is no part of speech known here`);
      return node;
    case 'sequence':
    case 'choice':
      return { ...node, nodes: node.nodes.map((part) => expand(part, vocabulary)) };
    case 'not':
    case 'repeat':
    case 'capture':
      return { ...node, node: expand(node.node, vocabulary) };
    default:
      return node;
  }
}

/** Word classes and verbs by vocabulary, each expanded once: many patterns share them. */
const expanded = new WeakMap<Vocabulary, Map<string, Node>>();

function shared(name: string, vocabulary: Vocabulary, words: () => Node[]): Node {
  const classes = expanded.get(vocabulary) ?? new Map<string, Node>();
  expanded.set(vocabulary, classes);
  const node = classes.get(name) ?? { kind: 'choice', nodes: words() };
  classes.set(name, node);
  return node;
}

const VERB_ENTRY = /^\{([a-z]+)\}(.*)$/;

function wordsOf(name: string, vocabulary: Vocabulary): readonly (readonly string[])[] {
  const entries = Object.hasOwn(vocabulary.classes, name) ? vocabulary.classes[name] : undefined;
  if (!entries) throw new PatternError(`<${name}> is no word class; the classes are the files in rules/lexicon`);
  return entries.flatMap((entry) => {
    const verb = VERB_ENTRY.exec(entry);
    if (!verb?.[1]) return [spell(entry)];
    return formsOf(verb[1], vocabulary.verbs).map((form) => spell(form + verb[2]));
  });
}

function holds(node: Node, kind: Node['kind']): boolean {
  if (node.kind === kind) return true;
  if ('nodes' in node) return node.nodes.some((part) => holds(part, kind));
  return 'node' in node && holds(node.node, kind);
}

const hasTag = (node: Node): boolean => holds(node, 'tag');
const hasRegex = (node: Node): boolean => holds(node, 'regex');

/** Names, and the words that never are one. */
const NAMES: ReadonlySet<string> = new Set(['Person', 'ProperNoun', 'Organization']);
const NO_NAMES =
  'i me we us you it he him she they them my our your his their its the a an this that these those and or but if to of in on at for with by from is are was were be been not'
    .split(' ')
    .map((text): Node => ({ kind: 'word', text }));
const ANY_WORD: Node = { kind: 'any', across: true };
const ANY_NAME: Node = { kind: 'not', node: { kind: 'choice', nodes: NO_NAMES } };

/** The node with any word in the place of every part of speech that it may be: whatever the node matches, this does. */
function loosen(node: Node): Node {
  if (!hasTag(node)) return node;
  switch (node.kind) {
    case 'tag':
      return NAMES.has(node.name) ? ANY_NAME : ANY_WORD;
    case 'not':
      return ANY_WORD;
    case 'sequence':
    case 'choice':
      return { ...node, nodes: node.nodes.map(loosen) };
    case 'repeat':
    case 'capture':
      return { ...node, node: loosen(node.node) };
    default:
      return node;
  }
}

/** Only a rule's own regular expressions need to see code points: without, a pattern is ready in half the time. */
const toRegExp = (node: Node, tagged: boolean, flags: string): RegExp =>
  new RegExp(`${toRegex(node, tagged)}(?=[ ,]|$)`, flags + (hasRegex(node) ? 'u' : ''));

/** Words have no signs but this one, which stands for the mark itself. */
const escapeRegex = (word: string): string => (word === '?' ? '\\?' : word);

/** The node as a regular expression over a line, in which every word is led by a blank or comma. */
function toRegex(node: Node, tagged: boolean): string {
  const marks = tagged ? MARKS : '';
  const inner = (part: Node): string => toRegex(part, tagged);
  switch (node.kind) {
    case 'word':
      return `[ ,]${marks}${escapeRegex(node.text)}`;
    case 'any':
      return `${node.across ? '[ ,]' : ' '}${marks}${LETTER}+`;
    case 'regex':
      return `[ ,]${marks}(?:${node.source})(?=[ ,]|$)`;
    case 'tag':
      return `[ ,]${MARKS}${markOf(node.name) ?? ''}${MARKS}${LETTER}+`;
    case 'start':
      return '^';
    case 'end':
      return '(?![ ,])';
    case 'comma':
      return '(?=,)';
    case 'not':
      return `(?!${inner(node.node)}(?=[ ,]|$))[ ,]${marks}${LETTER}+`;
    case 'capture':
      return `(?<${node.name}>${inner(node.node)})`;
    case 'repeat':
      return `(?:${inner(node.node)})${node.min === 0 && node.max === 1 ? '?' : `{${node.min},${node.max}}`}`;
    case 'sequence':
      return node.nodes.map(inner).join('');
    default:
      return choiceRegex(node, tagged);
  }
}

/** Longer alternatives first, so that a match takes in the whole phrase. What all begin with is said once: engines are quickest with bare words. */
function choiceRegex(node: Node, tagged: boolean): string {
  if (node.kind !== 'choice') return '';
  const lead = `[ ,]${tagged ? MARKS : ''}`;
  const parts = node.nodes.map((part) => toRegex(part, tagged)).sort((a, b) => b.length - a.length);
  if (!parts.every((part) => part.startsWith(lead))) return `(?:${parts.join('|')})`;
  return `${lead}(?:${parts.map((part) => part.slice(lead.length)).join('|')})`;
}
