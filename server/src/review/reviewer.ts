import { type Format, parseDraft } from '../draft/draft';
import { createLikenessReader } from './likeness';
import { createReader } from './match';
import { proven } from './proof';
import { type Rating, rate } from './rating';
import { type Finding, type Review, review } from './review';
import { compileRules, type RuleFiles } from './rulebook';

/** Reviews and rates drafts by one set of rules, remembering the sentences it has read. */
export interface Reviewer {
  readonly review: (text: string, format?: Format) => Review;
  readonly rate: (review: Review) => Rating;
  /** These findings of a review, each with only the fixes that hold once applied. */
  readonly prove: (review: Review, findings: readonly Finding[]) => Finding[];
}

/** A reviewer for these rules; throws a RuleError naming the rule that cannot be compiled. */
export function createReviewer(files: RuleFiles): Reviewer {
  const book = compileRules(files);
  const readers = { read: createReader(book), alike: createLikenessReader(files.model) };
  const read = (text: string, format?: Format): Review => review(parseDraft(text, format), book, readers);
  const judge = (reviewed: Review): Rating => rate(reviewed, book);
  return {
    review: read,
    rate: judge,
    prove: (reviewed, findings) => {
      const prover = { review: (text: string) => read(text, reviewed.draft.format), rate: judge };
      return findings.map((finding) => ({ ...finding, fixes: proven(finding, reviewed, prover) }));
    },
  };
}
