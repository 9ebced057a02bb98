import type { Finding, Review } from './review';
import type { Fix } from './rewrite';
import type { Step } from './rule';

/** A change to the draft worth making next. */
export interface Change {
  readonly finding: Finding;
  readonly fix: Fix;
  readonly step: Step;
  /** What it adds to the overall score when nothing else is changed, found out by making it. */
  readonly points: number;
}

/** How many changes a writer is told of: as many as one keeps in mind. */
const TOLD = 3;
/** UTF-16 units read again at most to find the best changes; in a longer draft fewer are tried, the first ones. */
const BUDGET = 300_000;

/** How a text is rated, and which step a rule serves. */
export interface Measure {
  /** The overall score of a text, of 100; null when there is nothing to rate. */
  readonly rateText: (text: string) => number | null;
  readonly steps: ReadonlyMap<string, Step>;
}

/**
 * The changes that raise the overall score most, the best first and one for each step: each finding's first fix is
 * applied and the text that comes of it rated anew. What raises nothing is left out. Pure; empty for a draft that is
 * not rated.
 */
export function changesFor(review: Review, { rateText, steps }: Measure): Change[] {
  const { text } = review.draft;
  const now = review.damage ? rateText(text) : null;
  if (now === null) return [];
  const tried = candidates(review, steps)
    .slice(0, Math.floor(BUDGET / text.length))
    .map((candidate) => ({ ...candidate, points: (rateText(applyFix(text, candidate.fix)) ?? now) - now }))
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points);
  return tried.filter(({ step }, index) => tried.findIndex((other) => other.step === step) === index).slice(0, TOLD);
}

/** First fixes: those that add what is missing before those that take away, since they tend to bring more. */
function candidates({ findings }: Review, steps: Measure['steps']): Omit<Change, 'points'>[] {
  const fixable = findings.flatMap((finding) => {
    const [fix] = finding.fixes();
    const step = steps.get(finding.rule);
    return fix && step && finding.severity !== 'hint' ? [{ finding, fix, step }] : [];
  });
  const adds = (scope: Finding['scope']) => fixable.filter(({ finding }) => finding.scope === scope);
  return [...adds('draft'), ...adds('phrase')];
}

/** The text with a fix written into it. */
export function applyFix(text: string, { edits }: Fix): string {
  return [...edits]
    .sort((a, b) => b.span.start - a.span.start)
    .reduce((done, { span, newText }) => done.slice(0, span.start) + newText + done.slice(span.end), text);
}
