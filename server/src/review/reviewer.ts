import { type Format, parseDraft } from '../draft/draft';
import { type Change, changesFor } from './change';
import { createFixer } from './fixer';
import { createLikenessReader } from './likeness';
import { createReader } from './match';
import { proven } from './proof';
import { type Rating, rate } from './rating';
import { type Review, review, reviewInSlices } from './review';
import type { Situation } from './rule';
import { compileRules, type RuleFiles } from './rulebook';

/** Reviews and rates drafts by one set of rules, remembering the sentences it has read. */
export interface Reviewer {
  /** Reviews a text; its format and its situation are guessed unless they are told. */
  readonly review: (text: string, format?: Format, situation?: Situation) => Review;
  /** The same in slices: between them, whoever asked may see to something else. */
  readonly reviewInSlices: (text: string, format?: Format, situation?: Situation) => Generator<undefined, Review>;
  readonly rate: (review: Review) => Rating;
  /** The review with only those fixes that hold once applied, each proven when it is asked for. */
  readonly proven: (review: Review) => Review;
  /** Up to three changes of a review whose fixes are proven that would raise the rating most, each tried out. */
  readonly changes: (proven: Review) => readonly Change[];
}

/** A reviewer for these rules, which remembers so many UTF-16 units of sentences; throws a RuleError naming the rule that cannot be compiled. */
export function createReviewer(files: RuleFiles, remembered?: number): Reviewer {
  const book = compileRules(files);
  const reader = createReader(book, remembered);
  const alike = createLikenessReader(files.model, remembered);
  const readers = { read: reader, alike, fix: createFixer(reader, remembered) };
  const read = (text: string, format?: Format, situation?: Situation): Review =>
    review(parseDraft(text, format), book, readers, situation);
  /** Another text, read as this draft would be if it said that: a situation that nobody told is recognised anew. */
  const again = (text: string, { draft, situation, recognised }: Review): Review =>
    read(text, draft.format, situation === recognised ? undefined : situation);
  const judge = (reviewed: Review): Rating => rate(reviewed, book);
  return {
    review: read,
    reviewInSlices: (text, format, situation) => reviewInSlices(parseDraft(text, format), book, readers, situation),
    rate: judge,
    proven: (reviewed) => proven(reviewed, { review: (text) => again(text, reviewed), rate: judge }),
    changes: (reviewed) =>
      changesFor(reviewed, { rateText: (text) => judge(again(text, reviewed)).overall, steps: book.steps }),
  };
}
