import { type Format, parseDraft } from '../draft/draft';
import { type Change, changesFor } from './change';
import { createLikenessReader } from './likeness';
import { createReader } from './match';
import { type Rating, rate } from './rating';
import { type Review, review } from './review';
import { compileRules, type RuleFiles, type Situation } from './rulebook';

/** Reviews and rates drafts by one set of rules, remembering the sentences it has read. */
export interface Reviewer {
  /** Reviews a text; its format and its situation are guessed unless they are told. */
  readonly review: (text: string, format?: Format, situation?: Situation) => Review;
  readonly rate: (review: Review) => Rating;
  /** Up to three changes that would raise the rating most, each tried out. */
  readonly changes: (review: Review) => readonly Change[];
}

/** A reviewer for these rules; throws a RuleError naming the rule that cannot be compiled. */
export function createReviewer(files: RuleFiles): Reviewer {
  const book = compileRules(files);
  const readers = { read: createReader(book), alike: createLikenessReader(files.model) };
  const reviewText = (text: string, format?: Format, situation?: Situation): Review =>
    review(parseDraft(text, format), book, readers, situation);
  return {
    review: reviewText,
    rate: (reviewed) => rate(reviewed, book),
    changes: (reviewed) =>
      changesFor(reviewed, {
        rateText: (text) => rate(reviewText(text, reviewed.draft.format, reviewed.situation), book).overall,
        steps: book.steps,
      }),
  };
}
