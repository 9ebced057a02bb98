import { dayOf, dayReader, daySent } from './days';
import type { Input } from './input';
import { type Rated, ratingPage } from './page';
import { type FileReport, findingReport, ratingDetails, ratingMarkdown, ratingReport } from './report';
import { type Commitment, commitmentsIn } from './review/commitment';
import type { Review } from './review/review';
import type { Reviewer } from './review/reviewer';
import { printCommitments, printFindings, printRating } from './terminal';
import { calendar, checklist, commitmentReport } from './to-dos';

/** A draft that was read, and its review. */
export interface Reviewed {
  readonly input: Input;
  readonly review: Review;
}

/** What the output depends on besides the drafts. */
export interface Circumstances {
  readonly reviewer: Reviewer;
  /** The day from which days are counted, `YYYY-MM-DD`; without one the mail's own Date, or else today. */
  readonly day: string | undefined;
  readonly now: Date;
}

type Print = (reviewed: readonly Reviewed[], circumstances: Circumstances) => string | Promise<string>;

/** What each command prints in each format. */
export const OUTPUTS: Readonly<Record<string, Readonly<Record<string, Print>>>> = {
  check: {
    text: (reviewed) => reviewed.map(({ input, review }) => `${printFindings(input.file, review)}\n`).join('\n'),
    json: (reviewed, { reviewer }) => json(reviewed, (review) => ratingReport(reviewer.rate(review))),
  },
  rate: {
    text: (reviewed, { reviewer }) =>
      rated(reviewed, reviewer)
        .map(({ name, rating, review, changes }) => printRating(name, rating, review, changes))
        .join('\n'),
    json: (reviewed, { reviewer }) =>
      json(reviewed, (review) => ratingDetails(reviewer.rate(review), reviewer.changes(review))),
    markdown: (reviewed, { reviewer }) =>
      rated(reviewed, reviewer)
        .map(({ rating, review, changes }) => ratingMarkdown(rating, review, changes))
        .join('\n'),
    html: (reviewed, { reviewer }) => ratingPage(rated(reviewed, reviewer)),
  },
  promises: {
    text: (reviewed, circumstances) =>
      eachPromised(reviewed, circumstances, ({ file }, commitments) => printCommitments(file, commitments)),
    markdown: (reviewed, circumstances) =>
      eachPromised(reviewed, circumstances, ({ file }, commitments) => checklist(file, commitments)),
    json: async (reviewed, circumstances) => {
      const files = (await promised(reviewed, circumstances)).map(({ input, commitments }) => ({
        file: input.file,
        promises: commitments.map(commitmentReport),
      }));
      return `${JSON.stringify({ version: 1, files })}\n`;
    },
    ics: async (reviewed, circumstances) => {
      const all = await promised(reviewed, circumstances);
      const commitments = all.flatMap((each) => each.commitments);
      return calendar(commitments, circumstances.now);
    },
  },
};

const rated = (reviewed: readonly Reviewed[], reviewer: Reviewer): Rated[] =>
  reviewed.map(({ input, review }) => ({
    name: input.file,
    review,
    rating: reviewer.rate(review),
    changes: reviewer.changes(review),
  }));

/** The findings and ratings as public JSON, the rating as full as asked. */
function json(reviewed: readonly Reviewed[], rate: (review: Review) => FileReport['rating']): string {
  const files = reviewed.map(({ input, review }): FileReport => {
    const report = { findings: review.findings.map(findingReport), rating: rate(review) };
    const decoded = input.decodedFrom && { from: input.decodedFrom, text: input.text };
    return decoded ? { file: input.file, decoded, ...report } : { file: input.file, ...report };
  });
  return `${JSON.stringify({ version: 1, files })}\n`;
}

function promised(reviewed: readonly Reviewed[], { day, now }: Circumstances) {
  return Promise.all(
    reviewed.map(async ({ input, review }) => {
      const readDays = await dayReader(day ?? daySent(input.text) ?? dayOf(now));
      return { input, commitments: commitmentsIn(review, readDays) };
    }),
  );
}

async function eachPromised(
  reviewed: readonly Reviewed[],
  circumstances: Circumstances,
  print: (input: Input, commitments: readonly Commitment[]) => string,
): Promise<string> {
  const all = await promised(reviewed, circumstances);
  return all.map(({ input, commitments }) => print(input, commitments)).join('\n');
}
