import type { Range, WorkspaceEdit } from 'vscode-languageserver-types';
import type { Span } from './draft/draft';
import { type EditSupport, type Positions, toRange, toWorkspaceEdit } from './protocol';
import { NOTHING_TO_RATE, SITUATIONS, situationWords } from './report';
import type { Change } from './review/change';
import type { Commitment } from './review/commitment';
import type { Count, Rating, StepRating } from './review/rating';
import type { Finding, Review } from './review/review';
import type { Fix } from './review/rewrite';
import { toDo } from './to-dos';

/** A rating as an editor shows it: everything in words, every place a range of the document's version. */
export interface Scorecard {
  readonly version: number;
  readonly overall: number | null;
  readonly word: string;
  /** What the draft was read as, or why there is nothing to rate. */
  readonly said: string;
  readonly situation: string;
  readonly recognised: string;
  readonly situations: readonly { readonly id: string; readonly words: string }[];
  /** How many findings there are that are more than a hint. */
  readonly findings: number;
  readonly steps: readonly StepCard[];
  readonly changes: readonly (FixCard & { readonly points: number; readonly step: string })[];
  readonly promises: readonly PromiseCard[];
}

export interface StepCard {
  readonly step: string;
  readonly title: string;
  readonly asks: string;
  readonly score: number | null;
  readonly evidence: readonly EvidenceCard[];
  /** How the score adds up: `+50 “own it and admit it”`. */
  readonly counts: readonly { readonly points: number; readonly why: string; readonly times: number }[];
}

/** A sentence for the step, a phrase against it, or something missing from it. */
export interface EvidenceCard {
  readonly side: 'for' | 'against' | 'missing';
  readonly rule: string;
  readonly range: Range;
  readonly quote: string;
  readonly message: string;
  readonly fix: FixCard | null;
}

/** A fix with the edit that makes it. */
export interface FixCard {
  readonly title: string;
  readonly kind: 'insert' | 'replace' | 'remove';
  /** UTF-16 units that are written. */
  readonly written: number;
  readonly range: Range;
  readonly edit: WorkspaceEdit;
}

export interface PromiseCard {
  readonly what: string;
  readonly who: string | null;
  readonly by: string | null;
  readonly due: string | null;
  readonly range: Range;
}

/** All that makes a scorecard. */
export interface Rated {
  readonly review: Review;
  readonly rating: Rating;
  readonly changes: readonly Change[];
  readonly commitments: readonly Commitment[];
}

/** The scorecard of a document. */
export function toScorecard(rated: Rated, document: Positions, support: EditSupport): Scorecard {
  const { review, rating, changes, commitments } = rated;
  const { overall, word, situation, recognised } = rating;
  return {
    version: document.version,
    ...{ overall, word, situation, recognised },
    said: overall === null ? NOTHING_TO_RATE : `Read as ${situationWords(rating)}.`,
    situations: Object.entries(SITUATIONS).map(([id, words]) => ({ id, words })),
    findings: review.findings.filter(({ severity }) => severity !== 'hint').length,
    steps: rating.steps.map((step) => stepCard(step, review, document, support)),
    changes: changes.map(({ finding, fix, step, points }) => ({
      ...fixCard(finding, fix, document, support),
      ...{ step, points },
    })),
    promises: commitments.map((commitment) => ({
      what: toDo(commitment),
      who: commitment.who,
      by: commitment.by,
      due: commitment.due,
      range: toRange(commitment.span, document),
    })),
  };
}

function stepCard(rating: StepRating, { draft }: Review, document: Positions, support: EditSupport): StepCard {
  const { step, title, asks, score, moves, findings, counts } = rating;
  const place = (span: Span) => ({
    range: toRange(span, document),
    quote: draft.text.slice(span.start, span.end).replace(/\s+/g, ' ').trim(),
  });
  return {
    ...{ step, title, asks, score },
    evidence: [
      ...moves.map(
        ({ rule, span }): EvidenceCard => ({
          side: 'for',
          rule,
          ...place(span),
          message: whyOf(rule, counts),
          fix: null,
        }),
      ),
      ...findings.map((finding): EvidenceCard => {
        const { rule, scope, span, message, fixes } = finding;
        const [first] = fixes();
        const fix = first ? fixCard(finding, first, document, support) : null;
        return { side: scope === 'draft' ? 'missing' : 'against', rule, ...place(span), message, fix };
      }),
    ],
    counts: counts.map(({ points, why, from }) => ({ points, why, times: from.length })),
  };
}

const whyOf = (rule: string, counts: readonly Count[]): string =>
  counts.find(({ criterion }) => rule === `moves/${criterion}`)?.why ?? '';

function fixCard({ span }: Finding, fix: Fix, document: Positions, support: EditSupport): FixCard {
  const [first] = fix.edits;
  const written = first?.newText.length ?? 0;
  const adds = fix.edits.every((edit) => edit.span.start === edit.span.end);
  return {
    title: fix.title.replace(/\s+/g, ' '),
    kind: adds ? 'insert' : written === 0 ? 'remove' : 'replace',
    written,
    range: toRange(first?.span ?? span, document),
    edit: toWorkspaceEdit(fix, document, support),
  };
}
