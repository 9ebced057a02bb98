import { applyFix } from './change';
import { once } from './once';
import type { Rating } from './rating';
import type { Finding, Review } from './review';
import type { Fix } from './rewrite';

/** What fixes are proven with: the same eyes that read the draft. */
export interface Prover {
  readonly review: (text: string) => Review;
  readonly rate: (review: Review) => Rating;
}

/** Ways to offer; more are no help to a writer in distress. */
const MOST = 3;
/** Drafts longer than this, in UTF-16 units, are offered their fixes unproven: each proof reads the whole draft. */
const LONGEST = 40_000;

/**
 * The review with only those fixes that hold, three a finding at most: once applied, the finding is gone, no warning is
 * new but that of a gap to fill, and the rating is no lower. Each is proven when it is asked for.
 */
export function proven(review: Review, prover: Prover): Review {
  const before = once(() => ({ rating: prover.rate(review).overall, warnings: warningsOf(review) }));
  const findings = review.findings.map((finding) => ({
    ...finding,
    fixes: once(() => heldFixes(finding, review, before, prover)),
  }));
  return { ...review, findings };
}

/** How a draft stands before a fix. */
interface Standing {
  readonly rating: number | null;
  readonly warnings: ReadonlyMap<string, number>;
}

function heldFixes(
  { rule, fixes }: Finding,
  review: Review,
  standing: () => Standing,
  { review: read, rate }: Prover,
): readonly Fix[] {
  const { text } = review.draft;
  if (text.length > LONGEST) return fixes().slice(0, MOST);
  const { rating, warnings } = standing();
  const same = count(review, rule);
  const holds = (fix: Fix): boolean => {
    const after = read(applyFix(text, fix));
    if (count(after, rule) >= same || !isSubset(warningsOf(after), warnings)) return false;
    return rating === null || (rate(after).overall ?? -1) >= rating;
  };
  const held: Fix[] = [];
  for (const fix of fixes()) if (held.length < MOST && holds(fix)) held.push(fix);
  return held;
}

const count = ({ findings }: Review, rule: string): number =>
  findings.filter((finding) => finding.rule === rule).length;

/** How many warnings each rule gives; a gap that a fix leaves is there to be filled. */
function warningsOf({ findings }: Review): ReadonlyMap<string, number> {
  const warnings = new Map<string, number>();
  for (const { rule, severity } of findings)
    if (severity === 'warning' && rule !== 'omission/unfilled-placeholder')
      warnings.set(rule, (warnings.get(rule) ?? 0) + 1);
  return warnings;
}

const isSubset = (some: ReadonlyMap<string, number>, all: ReadonlyMap<string, number>): boolean =>
  [...some].every(([rule, times]) => times <= (all.get(rule) ?? 0));
