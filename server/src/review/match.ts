import { createCache, REMEMBERED } from '../draft/cache';
import type { Span } from '../draft/draft';
import { tagLine } from './grammar';
import { type Line, toLine, toSentenceSpan } from './line';
import { meets, meetsWays } from './needs';
import type { Pattern, WordSet } from './pattern';
import type { Context, Flag, Harm, Move } from './rule';
import type { Compiled, Rulebook } from './rulebook';

type Matching = Flag | Move | Harm;

/** A rule's pattern found in a sentence, guards heeded; spans index the sentence's text. */
export interface Hit<R extends Matching = Matching> {
  readonly rule: Compiled<R>;
  readonly span: Span;
  /** What the pattern's `[name: …]` parts stood on. */
  readonly captures: Readonly<Record<string, Span>>;
}

/** All that the rules find in one sentence, whatever stands around it. */
export interface Reading {
  readonly flags: readonly Hit<Flag>[];
  readonly moves: readonly Hit<Move>[];
  readonly harms: readonly Hit<Harm>[];
  /** The ids of the moves and signs of harm among them, each once. */
  readonly told: readonly string[];
}

/** Reads a sentence; equal sentences are read once. */
export type Reader = (sentence: string) => Reading;

interface Candidate {
  readonly rule: Compiled<Matching>;
  readonly pattern: Pattern;
}

const NOTHING: Reading = { flags: [], moves: [], harms: [], told: [] };

/** A reader for these rules, which remembers so many UTF-16 units of sentences. */
export function createReader(book: Rulebook, remembered = REMEMBERED): Reader {
  const index = indexByWord(book);
  const contexts = new Map(book.contexts.map((context) => [context.id.slice('context/'.length), context]));
  const cache = createCache<Reading>(remembered);
  return (sentence) => cache(sentence, () => read(sentence, index, contexts));
}

/** The patterns of all rules, and which of them a sentence's words allow. */
interface Index {
  readonly candidates: readonly Candidate[];
  /** By candidate, the numbers of the sets that it needs a word of. */
  readonly needed: readonly (readonly number[])[];
  /** By word, the numbers of the sets that it is in, and of the candidates that it may be the sign of. */
  readonly byWord: ReadonlyMap<string, { readonly sets: number[]; readonly candidates: number[] }>;
  /** By set and by candidate, the number of the sentence that last had a word for it. */
  readonly met: Uint32Array;
  readonly asked: Uint32Array;
  sentences: number;
}

function indexByWord(book: Rulebook): Index {
  const rules = [...book.flags, ...book.moves, ...book.harms];
  const candidates = rules.flatMap((rule) => rule.match.map((pattern): Candidate => ({ rule, pattern })));
  const byWord = new Map<string, { readonly sets: number[]; readonly candidates: number[] }>();
  const at = (word: string) => {
    const entry = byWord.get(word) ?? { sets: [], candidates: [] };
    byWord.set(word, entry);
    return entry;
  };
  const numbers = new Map<WordSet, number>();
  const numberOf = (set: WordSet): number => {
    const number = numbers.get(set) ?? numbers.size;
    if (number === numbers.size) for (const word of set) at(word).sets.push(number);
    numbers.set(set, number);
    return number;
  };
  const needed = candidates.map(({ pattern }) => pattern.sets.map(numberOf));
  for (const [number, { pattern }] of candidates.entries())
    for (const word of pattern.triggers) at(word).candidates.push(number);
  const [met, asked] = [new Uint32Array(numbers.size), new Uint32Array(candidates.length)];
  return { candidates, needed, byWord, met, asked, sentences: 0 };
}

/** The candidates whose every need the words meet, each once. */
function candidatesFor(words: ReadonlySet<string>, index: Index): Candidate[] {
  const { candidates, needed, byWord, met, asked } = index;
  const sentence = ++index.sentences;
  for (const word of words) for (const set of byWord.get(word)?.sets ?? []) met[set] = sentence;
  const found: Candidate[] = [];
  for (const word of words) {
    for (const number of byWord.get(word)?.candidates ?? []) {
      if (asked[number] === sentence) continue;
      asked[number] = sentence;
      const candidate = candidates[number];
      // Most patterns end here, and are never read.
      if (!candidate || !isMet(needed[number], met, sentence)) continue;
      if (meetsWays(words, candidate.pattern.needs)) found.push(candidate);
    }
  }
  return found;
}

/** Whether the sentence had a word for each of the sets. */
function isMet(sets: readonly number[] = [], met: Uint32Array, sentence: number): boolean {
  for (const set of sets) if (met[set] !== sentence) return false;
  return true;
}

/** A sentence's line, and its tagged line once a pattern asks for parts of speech. */
export interface Lines {
  readonly plain: Line;
  readonly words: ReadonlySet<string>;
  readonly of: (pattern: Pattern) => Line;
}

/** The lines of a sentence, the tagged one made at first need. */
export function linesOf(sentence: string): Lines {
  const plain = toLine(sentence);
  let tagged: Line | undefined;
  return {
    plain,
    words: new Set(plain.words.map((word) => word.text)),
    of: (pattern) => {
      if (!pattern.tagged) return plain;
      tagged ??= tagLine(plain);
      return tagged;
    },
  };
}

function read(sentence: string, index: Index, contexts: Map<string, Compiled<Context>>): Reading {
  const lines = linesOf(sentence);
  const hits = candidatesFor(lines.words, index)
    .flatMap(({ rule, pattern }) => searched(pattern, lines).map((found) => ({ rule, ...found })))
    .filter((hit) => !isGuarded(hit, lines, contexts));
  if (hits.length === 0) return NOTHING;
  const moves = hits.filter((hit): hit is Hit<Move> => hit.rule.rule.category === 'move');
  const harms = hits.filter((hit): hit is Hit<Harm> => hit.rule.rule.category === 'harm');
  return {
    flags: hits.filter((hit): hit is Hit<Flag> => 'rewrites' in hit.rule.rule),
    ...{ moves, harms },
    told: [...new Set([...moves, ...harms].map(({ rule }) => rule.id))],
  };
}

/** Every place in the sentence where the pattern stands. The words are asked first: most patterns end there. */
export const find = (pattern: Pattern, lines: Lines): Omit<Hit, 'rule'>[] =>
  meets(lines.words, pattern.needs) ? searched(pattern, lines) : [];

/** The same of a pattern whose needs the words meet; before the tagger a glance. */
function searched(pattern: Pattern, lines: Lines): Omit<Hit, 'rule'>[] {
  if (pattern.tagged && !pattern.glance().test(lines.plain.text)) return [];
  const line = lines.of(pattern);
  const regex = pattern.regex();
  const found: Omit<Hit, 'rule'>[] = [];
  regex.lastIndex = 0;
  for (let match = regex.exec(line.text); match; match = regex.exec(line.text)) {
    const span = toSentenceSpan(line, match.index + 1, match.index + match[0].length);
    if (span) found.push({ span, captures: capturesOf(match, line) });
    if (match[0] === '') regex.lastIndex++;
  }
  return found;
}

function capturesOf(match: RegExpExecArray, line: Line): Record<string, Span> {
  const captures: Record<string, Span> = {};
  if (!match.groups) return captures;
  for (const [name, indices] of Object.entries(match.indices?.groups ?? {})) {
    const span = indices && toSentenceSpan(line, indices[0] + 1, indices[1]);
    if (span) captures[name] = span;
  }
  return captures;
}

function isGuarded(hit: Hit, lines: Lines, contexts: Map<string, Compiled<Context>>): boolean {
  if (hit.rule.unless.some((pattern) => find(pattern, lines).length > 0)) return true;
  return (hit.rule.rule.guards ?? []).some((name) => {
    const context = contexts.get(name);
    return context?.match.some((pattern) =>
      find(pattern, lines).some(({ span }) => context.rule.where === 'sentence' || span.start < hit.span.start),
    );
  });
}
