import type { Finding, Review } from './review';
import type { Fix } from './rewrite';

/** A change to the draft worth making next. */
export interface Change {
  readonly finding: Finding;
  readonly fix: Fix;
  /** What it adds to the overall score when nothing else is changed, found out by making it. */
  readonly points: number;
}

/** How many changes a writer is told of: as many as one keeps in mind. */
const TOLD = 3;
/** UTF-16 units read again at most to find the best changes; in a longer draft fewer are tried, the first ones. */
const BUDGET = 300_000;

/**
 * The changes that raise the overall score most, the best first: each finding's first fix is applied and the text that
 * comes of it rated anew by `rateText`. What raises nothing is left out. Pure; empty for a draft that is not rated.
 */
export function changesFor(review: Review, rateText: (text: string) => number | null): Change[] {
  const { text } = review.draft;
  const now = review.damage ? rateText(text) : null;
  if (now === null) return [];
  return candidates(review)
    .slice(0, Math.floor(BUDGET / text.length))
    .map(({ finding, fix }) => ({ finding, fix, points: (rateText(applyFix(text, fix)) ?? now) - now }))
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points)
    .slice(0, TOLD);
}

/** First fixes: those that add what is missing before those that take away, since they tend to bring more. */
function candidates({ findings }: Review): Omit<Change, 'points'>[] {
  const fixable = findings.flatMap((finding) => {
    const [fix] = finding.fixes;
    return fix && finding.severity !== 'hint' ? [{ finding, fix }] : [];
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
