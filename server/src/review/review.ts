import type { Draft, Span } from '../draft/draft';
import type { Hit, Reader, Reading } from './match';
import { type Fix, fixesFor, insertionsFor } from './rewrite';
import type { Category, Compiled, Flag, Gap, Harm, Move, Rulebook, Severity, Situation } from './rulebook';

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
}

export interface Review {
  readonly draft: Draft;
  readonly findings: readonly Finding[];
  readonly moves: readonly Evidence[];
  readonly harm: readonly Evidence[];
  /** The draft delivers or answers for harm: a trust-damage message. */
  readonly damage: boolean;
  readonly situation: Situation;
}

/** A sentence of the draft and what was found in it. */
interface Read {
  readonly span: Span;
  readonly paragraph: number;
  readonly reading: Reading;
}

/** How much harm the signs must add up to before a draft counts as one that delivers or answers for it. */
const HARM_NEEDED = 2;

/** Reviews a draft. Pure and total: any draft gives a review. */
export function review(draft: Draft, book: Rulebook, read: Reader): Review {
  const sentences = draft.paragraphs.flatMap((paragraph, index) =>
    paragraph.map((span) => ({ span, paragraph: index, reading: read(flatten(draft.prose, span)) })),
  );
  const harm = sentences.flatMap(({ span, reading }) => reading.harms.map((hit) => ({ hit, span })));
  const moves = sentences.flatMap(({ span, reading }) => evidence(reading.moves, span));
  const damage = weigh(harm.map(({ hit }) => hit)) >= HARM_NEEDED;
  const situation = situationOf(
    harm.map(({ hit }) => hit.rule.rule),
    moves,
  );
  const phrases = sentences
    .flatMap((sentence, index) => flagsIn(sentence, sentences, index, draft, damage))
    .map(({ finding, contradicts }) =>
      relate(
        finding,
        moves.find(({ rule }) => rule === `moves/${contradicts}`),
      ),
    );
  const badNews = harm.map(({ span }) => span);
  const gaps = damage ? book.gaps.filter((gap) => isMissing(gap, moves, situation)) : [];
  return {
    draft,
    findings: [...gaps.map((gap) => gapFinding(gap, draft, badNews)), ...phrases].sort(
      (a, b) => a.span.start - b.span.start || a.span.end - b.span.end,
    ),
    moves,
    harm: harm.map(({ hit, span }) => ({ rule: hit.rule.id, span })),
    damage,
    situation,
  };
}

/** The sentence on one line, every offset kept. */
const flatten = (prose: string, span: Span): string => prose.slice(span.start, span.end).replace(/[\r\n\t]/g, ' ');

const evidence = (hits: readonly Hit<Move>[], span: Span): Evidence[] =>
  [...new Set(hits.map((hit) => hit.rule.id))].map((rule) => ({ rule, span }));

/** The weight of the harm told: each rule counts once. */
function weigh(hits: readonly Hit<Harm>[]): number {
  const rules = new Map(hits.map((hit) => [hit.rule.id, hit.rule.rule.weight]));
  return [...rules.values()].reduce((sum, weight) => sum + weight, 0);
}

function situationOf(harms: readonly Harm[], moves: readonly Evidence[]): Situation {
  const votes = new Map<Situation, number>();
  for (const { situation, weight } of harms) {
    if (situation) votes.set(situation, (votes.get(situation) ?? 0) + weight);
  }
  const [named] = [...votes].sort((a, b) => b[1] - a[1]);
  if (named) return named[0];
  return moves.some((move) => move.rule === 'moves/own') ? 'own-mistake' : 'other';
}

function flagsIn(sentence: Read, all: readonly Read[], index: number, draft: Draft, damage: boolean): Flagged[] {
  const near = [all[index - 1], sentence, all[index + 1]].filter((other) => other?.paragraph === sentence.paragraph);
  const movesNear = new Set(near.flatMap((other) => other?.reading.moves.map((hit) => hit.rule.id) ?? []));
  const standing = sentence.reading.flags.filter(({ rule: { rule } }) => {
    if (rule.when === 'harm' && !damage) return false;
    return !(rule.unlessNear ?? []).some((move) => movesNear.has(`moves/${move}`));
  });
  return widest(standing)
    .map((hit) => ({ hit, span: shift(hit.span, sentence.span.start) }))
    .filter(
      ({ span }) => !draft.quotations.some((quotation) => quotation.start <= span.start && span.end <= quotation.end),
    )
    .map(({ hit, span }) => ({
      finding: flagFinding(hit, span, sentence.span, draft),
      contradicts: hit.rule.rule.contradicts,
    }));
}

interface Flagged {
  readonly finding: Finding;
  readonly contradicts: string | undefined;
}

function relate(finding: Finding, other: Evidence | undefined): Finding {
  if (!other || (other.span.start <= finding.span.start && finding.span.end <= other.span.end)) return finding;
  return { ...finding, related: { span: other.span, message: 'Here you say what this contradicts.' } };
}

const shift = (span: Span, by: number): Span => ({ start: span.start + by, end: span.end + by });

/** A rule speaks once in a sentence; of hits of one category that overlap, the longest speaks. */
function widest(hits: readonly Hit<Flag>[]): Hit<Flag>[] {
  const length = ({ span }: Hit<Flag>): number => span.end - span.start;
  const kept: Hit<Flag>[] = [];
  for (const hit of [...hits].sort((a, b) => length(b) - length(a))) {
    const same = (other: Hit<Flag>): boolean =>
      other.rule === hit.rule ||
      (other.rule.rule.category === hit.rule.rule.category &&
        other.span.start < hit.span.end &&
        hit.span.start < other.span.end);
    if (!kept.some(same)) kept.push(hit);
  }
  return kept;
}

function flagFinding(hit: Hit<Flag>, span: Span, sentence: Span, draft: Draft): Finding {
  const { category, severity, message, article } = hit.rule.rule;
  const fixes = fixesFor(hit, span, sentence, draft);
  return { rule: hit.rule.id, category, scope: 'phrase', severity, span, message, article, fixes };
}

function isMissing({ rule }: Compiled<Gap>, moves: readonly Evidence[], situation: Situation): boolean {
  if (rule.situations && !rule.situations.includes(situation)) return false;
  return !rule.missing.some((name) => moves.some((move) => move.rule === `moves/${name}`));
}

function gapFinding({ id, rule }: Compiled<Gap>, draft: Draft, badNews: readonly Span[]): Finding {
  const { category, severity, message, article } = rule;
  const first = badNews[0] ?? draft.paragraphs[0]?.[0] ?? { start: 0, end: 0 };
  const span = rule.insert === 'after-bad-news' ? first : (draft.signOff ?? draft.paragraphs.at(-1)?.at(-1) ?? first);
  const fixes = insertionsFor(rule, draft, badNews);
  const finding: Finding = { rule: id, category, scope: 'draft', severity, span, message, article, fixes };
  return span === first
    ? finding
    : { ...finding, related: { span: first, message: 'This is what they will want to answer.' } };
}
