import type { Draft, Span } from '../draft/draft';
import type { Seen } from './features';
import type { Fixer } from './fixer';
import { flagsOf } from './flags';
import { gapsOf } from './gaps';
import type { Heard, Likeness, LikenessReader } from './likeness';
import type { Hit, Reader, Reading } from './match';
import { movesOf } from './moves';
import { unfilledIn } from './placeholder';
import type { Fix } from './rewrite';
import type { Category, Harm, Severity, Situation } from './rule';
import type { Rulebook } from './rulebook';
import { harmTold, isDamage, situationOf } from './situation';

/** Something to tell the writer, with what to write instead. */
export interface Finding {
  readonly rule: string;
  readonly category: Category | 'omission';
  readonly scope: 'phrase' | 'draft';
  readonly severity: Severity;
  readonly span: Span;
  /** What is wrong, in one plain sentence. */
  readonly message: string;
  /** Why, in the article's words. */
  readonly article: string;
  /** What to write instead, worked out when asked for: a proof reads drafts whose fixes nobody asks for. */
  readonly fixes: () => readonly Fix[];
  /** Where the draft says what this contradicts, or the bad news that asks for more. */
  readonly related?: Related;
}

export interface Related {
  readonly span: Span;
  readonly message: string;
}

/** A sentence that does what the article asks, or that tells of harm. */
export interface Evidence {
  readonly rule: string;
  readonly span: Span;
  /** How surely, 0 to 1. */
  readonly strength: number;
}

export interface Review {
  readonly draft: Draft;
  readonly findings: readonly Finding[];
  readonly moves: readonly Evidence[];
  readonly harm: readonly Evidence[];
  /** The draft delivers or answers for harm: a trust-damage message. */
  readonly damage: boolean;
  /** What the draft is reviewed as: what its writer says it is, or else what it reads as. */
  readonly situation: Situation;
  readonly recognised: Situation;
}

/** A sentence of the draft and what was found in it. */
export interface Read {
  /** On one line, every offset kept. */
  readonly text: string;
  readonly span: Span;
  readonly paragraph: number;
  readonly reading: Reading;
}

/** What reads the sentences, the patterns one at a time and the model all together, and what rewrites them. */
export interface Readers {
  readonly read: Reader;
  readonly alike: LikenessReader;
  readonly fix: Fixer;
}

/** Sentences read at a stretch: a few milliseconds. */
const SLICE = 50;
/** From so many sentences on, the model takes the next paragraph for the beginning of another letter. */
const LETTER = 60;

/** Reviews a draft, as the situation told if one is. Pure and total: any draft gives a review. */
export function review(draft: Draft, book: Rulebook, readers: Readers, told?: Situation): Review {
  const slices = reviewInSlices(draft, book, readers, told);
  for (;;) {
    const slice = slices.next();
    if (slice.done) return slice.value;
  }
}

/** The same with a pause after every few milliseconds of work. */
export function* reviewInSlices(
  draft: Draft,
  book: Rulebook,
  readers: Readers,
  told?: Situation,
): Generator<undefined, Review> {
  const sentences = yield* readSentences(draft, readers.read);
  const harm = sentences.flatMap(({ span, reading }) => evidence(reading.harms, span));
  const harmed = harmTold(sentences);
  // Where nothing tells of harm the model is not asked: it has learnt what hurts from drafts that do harm.
  const likeness = harmed > 0 ? yield* likenessOf(sentences, readers.alike) : undefined;
  const damage = isDamage(harmed, likeness, book);
  const moves = movesOf(sentences, likeness, book);
  const recognised = situationOf(sentences, moves);
  const situation = told ?? recognised;
  const read = { draft, sentences, moves, harm, damage, situation, recognised, likeness };
  const findings = [...flagsOf(read, book, readers), ...gapsOf(read, book), ...unfilledIn(read, book)].sort(
    (a, b) => a.span.start - b.span.start || a.span.end - b.span.end,
  );
  return { draft, findings, moves, harm, damage, situation, recognised };
}

/** A draft with all that was read in it, before anything is said of it. */
export interface ReadDraft extends Omit<Review, 'findings'> {
  readonly sentences: readonly Read[];
  /** What the model reads in it; nothing where nothing tells of harm. */
  readonly likeness: Likeness | undefined;
}

function* likenessOf(sentences: readonly Read[], alike: LikenessReader): Generator<undefined, Likeness> {
  const heard: Heard[] = [];
  for (const letter of lettersOf(sentences)) {
    heard.push(alike.hear(letter));
    yield;
  }
  return alike.together(heard);
}

/** The draft in letters, cut between paragraphs: a draft of ordinary length is one, and no part is too short to be heard. */
function lettersOf(sentences: readonly Read[]): Seen[][] {
  const letters: Seen[][] = [];
  let letter: Seen[] = [];
  for (const [index, { text, paragraph, reading }] of sentences.entries()) {
    const opens = sentences[index - 1]?.paragraph !== paragraph;
    if (opens && letter.length >= LETTER && sentences.length - index >= LETTER / 2) {
      letters.push(letter);
      letter = [];
    }
    letter.push({ text, rules: reading.told, opens });
  }
  return [...letters, letter];
}

function* readSentences({ prose, paragraphs }: Draft, read: Reader): Generator<undefined, Read[]> {
  const sentences: Read[] = [];
  for (const [paragraph, spans] of paragraphs.entries()) {
    for (const span of spans) {
      const text = prose.slice(span.start, span.end).replace(/[\r\n\t]/g, ' ');
      sentences.push({ text, span, paragraph, reading: read(text) });
      if (sentences.length % SLICE === 0) yield;
    }
  }
  return sentences;
}

const evidence = (hits: readonly Hit<Harm>[], span: Span): Evidence[] =>
  [...new Set(hits.map((hit) => hit.rule.id))].map((rule) => ({ rule, span, strength: 1 }));
