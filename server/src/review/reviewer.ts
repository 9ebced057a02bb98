import { type Format, parseDraft } from '../draft/draft';
import { createLikenessReader } from './likeness';
import { createReader } from './match';
import { type Rating, rate } from './rating';
import { type Review, review } from './review';
import { compileRules, type RuleFiles } from './rulebook';

/** Reviews and rates drafts by one set of rules, remembering the sentences it has read. */
export interface Reviewer {
  readonly review: (text: string, format?: Format) => Review;
  readonly rate: (review: Review) => Rating;
}

/** A reviewer for these rules; throws a RuleError naming the rule that cannot be compiled. */
export function createReviewer(files: RuleFiles): Reviewer {
  const book = compileRules(files);
  const readers = { read: createReader(book), alike: createLikenessReader(files.model) };
  return {
    review: (text, format) => review(parseDraft(text, format), book, readers),
    rate: (reviewed) => rate(reviewed, book),
  };
}
