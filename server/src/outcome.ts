import { asInputError, decodeMail, InputError, readText } from './input';
import { type Circumstances, OUTPUTS, type Reviewed } from './output';
import type { Reviewer } from './review/reviewer';
import type { Situation } from './review/rule';
import { formatOf } from './settings';
import type { Source } from './sources';

/** What is to be done with a draft, as plain values: it may be done by another thread. */
export interface Task extends Circumstances {
  /** A command and a format of OUTPUTS. */
  readonly command: string;
  readonly format: string;
  readonly situation: Situation | undefined;
}

/** What came of one draft, as plain values, too. */
export interface Outcome {
  readonly file: string;
  /** What to print for it; absent where nothing is to be printed. */
  readonly output?: string;
  readonly found: boolean;
  /** Why it could not be reviewed. */
  readonly failure?: string;
}

/** UTF-16 units of a draft that are read: what is beyond is attachments, or no mail. */
const LONGEST = 1_500_000;
/** A line that begins with four words: attachments and their headers have none. */
const PROSE = /^(?:[^\s:]+ ){3}\S/m;

/** Reviews a draft and words the outcome; one that cannot be read, or only in part, is an outcome, too. */
export async function outcomeOf(source: Source, task: Task, reviewer: Reviewer): Promise<Outcome> {
  const { file } = source;
  try {
    if (source.failure !== undefined) throw new InputError(source.failure);
    const reviewed = await reviewText(file, source.text ?? readText(file), reviewer, task.situation);
    const output = await OUTPUTS[task.command]?.[task.format]?.print(reviewed, reviewer, task);
    const failure = reviewed.isCut ? `is longer than ${LONGEST} characters: only its beginning was read` : undefined;
    const found = reviewed.review.findings.length > 0;
    return { file, found, ...(output !== undefined && { output }), ...(failure !== undefined && { failure }) };
  } catch (error) {
    return failedOutcome(file, task, error);
  }
}

/** The outcome of a draft that could not be reviewed. */
export function failedOutcome(file: string, { command, format }: Task, error: unknown): Outcome {
  // Whatever went wrong with one draft, the others are read.
  const failure = asInputError(error).message;
  const output = OUTPUTS[command]?.[format]?.printFailure?.(file, failure);
  return { file, found: false, failure, ...(output !== undefined && { output }) };
}

/** Whether prose stands beyond what is read of the text. */
const goesOn = (text: string): boolean => text.length > LONGEST && PROSE.test(text.slice(LONGEST));

/** Reviews the text's beginning, or that of the text it carries. */
async function reviewText(
  file: string,
  text: string,
  reviewer: Reviewer,
  situation: Situation | undefined,
): Promise<Reviewed & { readonly isCut: boolean }> {
  const begun = text.slice(0, LONGEST);
  const review = reviewer.review(begun, formatOf('plaintext', file), situation);
  const from = review.draft.encoded;
  if (!from) return { input: { file, text: begun }, review, isCut: goesOn(text) };
  const decoded = await decodeMail(text);
  const input = { file, text: decoded.slice(0, LONGEST), decodedFrom: from };
  return { input, review: reviewer.review(input.text, 'mail', situation), isCut: goesOn(decoded) };
}
