import { waysOf } from './effort';
import { markOf } from './grammar';
import { formsOf, type Lexicon, spell, type Verbs } from './lexicon';
import { type Node, PatternError, parsePattern } from './syntax';

/** A pattern ready to run on lines. */
export interface Pattern {
  readonly source: string;
  /** Every match holds at least one of these words, so a sentence with none of them need not be read; absent where a match may hold none. */
  readonly triggers: readonly string[] | undefined;
  /** Whether it asks for parts of speech, and so runs on tagged lines. */
  readonly tagged: boolean;
  /** Compiled at first use: most patterns never meet a sentence with their words. */
  readonly regex: () => RegExp;
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
/** Words in nearly every sentence make poor triggers. */
const COMMON = new Set(
  'a about all am an and any are as at be been but by can did do for from had has have i if in is it me my no not of on or our so that the there they this to us was we were what will with would you your'.split(
    ' ',
  ),
);
const COMMON_COST = 60;

/** Compiles a pattern; throws PatternError when it cannot be read or names an unknown class or tag. */
export function compilePattern(source: string, vocabulary: Vocabulary): Pattern {
  const node = expand(parsePattern(source), vocabulary);
  const tagged = hasTag(node);
  let regex: RegExp | undefined;
  return {
    source,
    triggers: triggersOf(node),
    tagged,
    regex: () => {
      regex ??= new RegExp(`${toRegex(node, tagged)}(?=[ ,]|$)`, 'dgu');
      return regex;
    },
    ways: () => waysOf(node),
  };
}

const phrase = (words: readonly string[]): Node => ({
  kind: 'sequence',
  nodes: words.map((text) => ({ kind: 'word', text })),
});

/** Replaces classes and verbs by the words they stand for. */
function expand(node: Node, vocabulary: Vocabulary): Node {
  switch (node.kind) {
    case 'word':
      return phrase(spell(node.text));
    case 'class':
      return { kind: 'choice', nodes: wordsOf(node.name, vocabulary).map(phrase) };
    case 'verb':
      return { kind: 'choice', nodes: formsOf(node.stem, vocabulary.verbs).map((form) => phrase([form])) };
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

/** The cheapest set of words of which any match must hold one; undefined when a match may hold none. */
function triggersOf(node: Node): readonly string[] | undefined {
  switch (node.kind) {
    case 'word':
      return [node.text];
    case 'sequence':
      return cheapest(node.nodes.map(triggersOf));
    case 'choice': {
      const sets = node.nodes.map(triggersOf);
      return sets.every((set) => set !== undefined) ? [...new Set(sets.flat())] : undefined;
    }
    case 'capture':
      return triggersOf(node.node);
    case 'repeat':
      return node.min > 0 ? triggersOf(node.node) : undefined;
    default:
      return undefined;
  }
}

function cheapest(sets: readonly (readonly string[] | undefined)[]): readonly string[] | undefined {
  const cost = (set: readonly string[]): number =>
    set.reduce((sum, word) => sum + (COMMON.has(word) ? COMMON_COST : 1), 0);
  return sets.reduce((best, set) => (set && (!best || cost(set) < cost(best)) ? set : best), undefined);
}

function hasTag(node: Node): boolean {
  if (node.kind === 'tag') return true;
  if ('nodes' in node) return node.nodes.some(hasTag);
  return 'node' in node && hasTag(node.node);
}

const escapeRegex = (word: string): string => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

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

/** Longer alternatives first, so that a match takes in the whole phrase. */
function choiceRegex(node: Node, tagged: boolean): string {
  if (node.kind !== 'choice') return '';
  const parts = node.nodes.map((part) => toRegex(part, tagged)).sort((a, b) => b.length - a.length);
  return `(?:${parts.join('|')})`;
}
