import { type Format, parseDraft } from '../draft/draft';
import { createLikenessReader } from './likeness';
import { createReader } from './match';
import { type Rating, rate } from './rating';
import { type Review, review, sentenceTexts } from './review';
import { compileRules, type RuleFiles } from './rulebook';

/** Reviews and rates drafts by one set of rules, remembering the sentences it has read. */
export interface Reviewer {
  readonly review: (text: string, format?: Format) => Review;
  /** The same in slices: between them, whoever asked may see to something else. */
  readonly reviewInSlices: (text: string, format?: Format) => Generator<undefined, Review>;
  readonly rate: (review: Review) => Rating;
}

/** Sentences read at a stretch: a few milliseconds. */
const SLICE = 50;

/** A reviewer for these rules, which remembers so many sentences; throws a RuleError naming the rule that cannot be compiled. */
export function createReviewer(files: RuleFiles, remembered?: number): Reviewer {
  const book = compileRules(files);
  const readers = { read: createReader(book, remembered), alike: createLikenessReader(files.model, remembered) };
  return {
    review: (text, format) => review(parseDraft(text, format), book, readers),
    *reviewInSlices(text, format) {
      const draft = parseDraft(text, format);
      // What is read once is remembered, so that the review itself is quick.
      for (const [index, sentence] of sentenceTexts(draft).entries()) {
        readers.read(sentence);
        if (index % SLICE === SLICE - 1) yield;
      }
      return review(draft, book, readers);
    },
    rate: (reviewed) => rate(reviewed, book),
  };
}
