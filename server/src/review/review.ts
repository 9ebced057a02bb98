import type { Draft, Span } from '../draft/draft';
import type { Seen } from './features';
import type { Fixer } from './fixer';
import { flagsOf } from './flags';
import { gapsOf } from './gaps';
import type { Likeness, LikenessReader } from './likeness';
import type { Hit, Reader, Reading } from './match';
import { movesOf } from './moves';
import { unfilledIn } from './placeholder';
import type { Fix } from './rewrite';
import type { Category, Harm, Rulebook, Severity, Situation } from './rulebook';
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
  readonly fixes: readonly Fix[];
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

/** Reviews a draft, as the situation told if one is. Pure and total: any draft gives a review. */
export function review(draft: Draft, book: Rulebook, readers: Readers, told?: Situation): Review {
  const sentences = readSentences(draft, readers.read);
  const harm = sentences.flatMap(({ span, reading }) => evidence(reading.harms, span));
  const harmed = harmTold(sentences);
  // Where nothing tells of harm the model is not asked: it has learnt what hurts from drafts that do harm.
  const likeness = harmed > 0 ? readers.alike.read(sentences.map(seen)) : undefined;
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

/** A sentence as the model sees it. */
function seen({ text, paragraph, reading }: Read, index: number, all: readonly Read[]): Seen {
  const rules = [...reading.moves, ...reading.harms].map((hit) => hit.rule.id);
  return { text, rules: [...new Set(rules)], opens: all[index - 1]?.paragraph !== paragraph };
}

/** The draft's sentences as they are read: on one line each, every offset kept. */
export const sentenceTexts = ({ prose, paragraphs }: Draft): string[] =>
  paragraphs.flat().map((span) => textOf(prose, span));

const textOf = (prose: string, { start, end }: Span): string => prose.slice(start, end).replace(/[\r\n\t]/g, ' ');

function readSentences({ prose, paragraphs }: Draft, read: Reader): Read[] {
  return paragraphs.flatMap((spans, paragraph) =>
    spans.map((span) => {
      const text = textOf(prose, span);
      return { text, span, paragraph, reading: read(text) };
    }),
  );
}

const evidence = (hits: readonly Hit<Harm>[], span: Span): Evidence[] =>
  [...new Set(hits.map((hit) => hit.rule.id))].map((rule) => ({ rule, span, strength: 1 }));
