import { decodeMail, type Input, InputError, readText } from './input';
import { type FileReport, findingReport, ratingReport } from './report';
import type { Review } from './review/review';
import type { Reviewer } from './review/reviewer';
import { formatOf } from './settings';
import type { Source } from './sources';
import { printFindings, printRating } from './terminal';

export type Command = 'check' | 'rate';
export type OutputFormat = 'text' | 'json' | 'ndjson';

/** What came of one draft, as plain values: it may come from another thread. */
export interface Outcome {
  readonly file: string;
  /** What to print for it; absent where nothing is to be printed. */
  readonly output?: string;
  readonly found: boolean;
  /** Why it could not be reviewed. */
  readonly failure?: string;
}

/** Reviews a draft and words the outcome; one that cannot be read is an outcome, too. */
export async function outcomeOf(
  source: Source,
  command: Command,
  format: OutputFormat,
  reviewer: Reviewer,
): Promise<Outcome> {
  const { file } = source;
  try {
    if (source.failure !== undefined) throw new InputError(source.failure);
    const { input, review } = await reviewInput(file, source.text ?? readText(file), reviewer);
    return { file, output: word(input, review, command, format, reviewer), found: review.findings.length > 0 };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const failed = { file, found: false, failure: error.message };
    // Who reads a stream of objects counts them.
    return format === 'ndjson'
      ? { ...failed, output: `${JSON.stringify({ version: 1, file, error: error.message })}\n` }
      : failed;
  }
}

async function reviewInput(file: string, text: string, reviewer: Reviewer): Promise<{ input: Input; review: Review }> {
  const review = reviewer.review(text, formatOf('plaintext', file));
  const from = review.draft.encoded;
  if (!from) return { input: { file, text }, review };
  const decoded = await decodeMail(text);
  return { input: { file, text: decoded, decodedFrom: from }, review: reviewer.review(decoded, 'mail') };
}

function word(input: Input, review: Review, command: Command, format: OutputFormat, reviewer: Reviewer): string {
  if (format === 'json') return JSON.stringify(fileReport(input, review, reviewer));
  if (format === 'ndjson') return `${JSON.stringify({ version: 1, ...fileReport(input, review, reviewer) })}\n`;
  return command === 'rate'
    ? printRating(input.file, reviewer.rate(review), review)
    : `${printFindings(input.file, review)}\n`;
}

function fileReport({ file, text, decodedFrom }: Input, review: Review, reviewer: Reviewer): FileReport {
  const report = { findings: review.findings.map(findingReport), rating: ratingReport(reviewer.rate(review)) };
  return decodedFrom ? { file, decoded: { from: decodedFrom, text }, ...report } : { file, ...report };
}
