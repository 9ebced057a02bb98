import { join } from 'node:path';
import type { Span } from '../server/src/draft/draft';
import { applyFix } from '../server/src/review/change';
import type { Edit } from '../server/src/review/edit';
import { factsLost } from '../server/src/review/fact';
import type { Finding, Review } from '../server/src/review/review';
import { createReviewer, type Reviewer } from '../server/src/review/reviewer';
import type { Fix } from '../server/src/review/rewrite';
import { builtInRules } from '../server/src/rules';
import { formatOf } from '../server/src/settings';
import { OWN, readLabelled, type Sample, SHARED } from './corpora';

/** A fix offered for a finding of a real draft. */
export interface Offered {
  readonly file: string;
  readonly review: Review;
  readonly finding: Finding;
  readonly fix: Fix;
}

export const reviewer: Reviewer = createReviewer(builtInRules);

/** Every nth of our own drafts and of the development drafts where they are; AMENDS_ALL_DRAFTS=1 takes all. */
export function everyDraft(nth: number): Sample[] {
  const drafts = [...readLabelled(OWN), ...readLabelled(join(SHARED, 'dev')).filter(isElsewhere)];
  return process.env.AMENDS_ALL_DRAFTS ? drafts : drafts.filter((_, index) => index % nth === 0);
}

/** The development drafts that are not our own as well. */
const isElsewhere = ({ labels }: Sample): boolean => /^rdev\//.test(labels.file);

/** A draft's review, each finding with the fixes it is offered. */
export function reviewed({ labels: { file }, text }: Sample): Review {
  return reviewer.proven(reviewer.review(text, formatOf('plaintext', file)));
}

/** Every fix offered in a draft. */
export function offeredIn(sample: Sample): Offered[] {
  const review = reviewed(sample);
  return review.findings.flatMap((finding) =>
    finding.fixes().map((fix) => ({ file: sample.labels.file, review, finding, fix })),
  );
}

/** The one edit of a fix. */
export function editOf({ edits }: Fix): Edit {
  const [edit] = edits;
  if (!edit) throw new Error('a fix without an edit');
  return edit;
}

/** The sentence about a finding and its fix, as it stands and as it would stand. */
export function sentenceOf({ review: { draft }, finding, fix }: Offered): {
  readonly before: string;
  readonly after: string;
} {
  const { span, newText } = editOf(fix);
  const about = finding.scope === 'draft' ? span : finding.span;
  const inside = (sentence: Span): boolean => sentence.start <= about.start && about.end <= sentence.end;
  const sentence = draft.paragraphs.flat().find(inside) ?? about;
  const [start, end] = [Math.min(sentence.start, span.start), Math.max(sentence.end, span.end)];
  return {
    before: draft.text.slice(start, end),
    after: draft.text.slice(start, span.start) + newText + draft.text.slice(span.end, end),
  };
}

/** Whether the sentence's names, numbers and dates are all there once the fix is applied. */
export function keepsFacts(offered: Offered): boolean {
  const { before, after } = sentenceOf(offered);
  return factsLost(before, after).length === 0;
}

/** The draft once the fix is applied, and its review. */
export function afterwards({ review, fix }: Offered): Review {
  return reviewer.review(applyFix(review.draft.text, fix), review.draft.format);
}
