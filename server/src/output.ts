import { dayOf, dayReader, daySent } from './days';
import type { Input } from './input';
import { PAGE_END, pageStart, type Rated, ratingArticle } from './page';
import { type FileReport, findingReport, ratingDetails, ratingMarkdown, ratingReport } from './report';
import { type Commitment, commitmentsIn } from './review/commitment';
import type { Review } from './review/review';
import type { Reviewer } from './review/reviewer';
import { printCommitments, printFindings, printRating } from './terminal';
import { CALENDAR_END, CALENDAR_START, calendarEntries, checklist, commitmentReport } from './to-dos';

/** A draft that was read, and its review. */
export interface Reviewed {
  readonly input: Input;
  readonly review: Review;
}

/** What the output depends on besides the draft. */
export interface Circumstances {
  /** The day from which days are counted, `YYYY-MM-DD`; without one the mail's own Date, or else today. */
  readonly day: string | undefined;
  readonly now: Date;
}

/** A way to print drafts, one at a time, so that there may be any number of them. */
export interface Output {
  /** What stands before, between and after the drafts, given the paths as they were named. */
  readonly frame: (paths: readonly string[]) => readonly [before: string, between: string, after: string];
  readonly print: (reviewed: Reviewed, reviewer: Reviewer, circumstances: Circumstances) => string | Promise<string>;
  /** What stands for a draft that cannot be read; nothing if absent. */
  readonly printFailure?: (file: string, message: string) => string;
}

type Print<T> = (reviewed: Reviewed, reviewer: Reviewer, circumstances: Circumstances) => T | Promise<T>;

const asText = (print: Print<string>): Output => ({ frame: () => ['', '\n', ''], print });

/** One document, and one with a line for each draft, which is all there before the next draft is read. */
const asJson = (print: Print<object>): { readonly json: Output; readonly ndjson: Output } => ({
  json: {
    frame: () => ['{"version":1,"files":[', ',', ']}\n'],
    print: async (...draft) => JSON.stringify(await print(...draft)),
  },
  ndjson: {
    frame: () => ['', '', ''],
    print: async (...draft) => line(await print(...draft)),
    // Who reads a stream of objects counts them.
    printFailure: (file, error) => line({ file, error }),
  },
});

const line = (object: object): string => `${JSON.stringify({ version: 1, ...object })}\n`;

/** What each command prints in each format. */
export const OUTPUTS: Readonly<Record<string, Readonly<Record<string, Output>>>> = {
  check: {
    text: asText((reviewed, reviewer) => `${printFindings(reviewed.input.file, proven(reviewed, reviewer))}\n`),
    ...asJson((reviewed, reviewer) =>
      fileReport(reviewed.input, proven(reviewed, reviewer), (review) => ratingReport(reviewer.rate(review))),
    ),
  },
  rate: {
    text: asText((reviewed, reviewer) => {
      const { name, rating, review, changes } = rated(reviewed, reviewer);
      return printRating(name, rating, review, changes);
    }),
    ...asJson((reviewed, reviewer) =>
      fileReport(reviewed.input, proven(reviewed, reviewer), (review) =>
        ratingDetails(reviewer.rate(review), reviewer.changes(review)),
      ),
    ),
    markdown: asText((reviewed, reviewer) => {
      const { rating, review, changes } = rated(reviewed, reviewer);
      return ratingMarkdown(rating, review, changes);
    }),
    html: {
      frame: (paths) => [pageStart(paths), '\n', PAGE_END],
      print: (reviewed, reviewer) => ratingArticle(rated(reviewed, reviewer)),
    },
  },
  promises: {
    text: asText(async (reviewed, _, when) => printCommitments(reviewed.input.file, await promised(reviewed, when))),
    markdown: asText(async (reviewed, _, when) => checklist(reviewed.input.file, await promised(reviewed, when))),
    ...asJson(async (reviewed, _, when) => {
      const promises = (await promised(reviewed, when)).map(commitmentReport);
      return { file: reviewed.input.file, promises };
    }),
    ics: {
      frame: () => [CALENDAR_START, '', CALENDAR_END],
      print: async (reviewed, _, when) => calendarEntries(await promised(reviewed, when), when.now),
    },
  },
};

/** Only fixes that hold once applied are printed. */
const proven = ({ review }: Reviewed, reviewer: Reviewer): Review => reviewer.proven(review);

function rated(reviewed: Reviewed, reviewer: Reviewer): Rated {
  const review = proven(reviewed, reviewer);
  return { name: reviewed.input.file, review, rating: reviewer.rate(review), changes: reviewer.changes(review) };
}

/** The findings and the rating as public JSON, the rating as full as asked. */
function fileReport(input: Input, review: Review, rate: (review: Review) => FileReport['rating']): FileReport {
  const report = { findings: review.findings.map(findingReport), rating: rate(review) };
  const decoded = input.decodedFrom && { from: input.decodedFrom, text: input.text };
  return decoded ? { file: input.file, decoded, ...report } : { file: input.file, ...report };
}

async function promised({ input, review }: Reviewed, { day, now }: Circumstances): Promise<Commitment[]> {
  return commitmentsIn(review, await dayReader(day ?? daySent(input.text) ?? dayOf(now)));
}
