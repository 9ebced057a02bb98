import { decodeMail, InputError, readText } from './input';
import { type Circumstances, OUTPUTS, type Reviewed } from './output';
import type { Reviewer } from './review/reviewer';
import type { Situation } from './review/rulebook';
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

/** Reviews a draft and words the outcome; one that cannot be read is an outcome, too. */
export async function outcomeOf(source: Source, task: Task, reviewer: Reviewer): Promise<Outcome> {
  const { file } = source;
  const { print, printFailure } = OUTPUTS[task.command]?.[task.format] ?? {};
  try {
    if (source.failure !== undefined) throw new InputError(source.failure);
    const reviewed = await reviewText(file, source.text ?? readText(file), reviewer, task.situation);
    const output = await print?.(reviewed, reviewer, task);
    return { file, found: reviewed.review.findings.length > 0, ...(output !== undefined && { output }) };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const output = printFailure?.(file, error.message);
    return { file, found: false, failure: error.message, ...(output !== undefined && { output }) };
  }
}

async function reviewText(
  file: string,
  text: string,
  reviewer: Reviewer,
  situation: Situation | undefined,
): Promise<Reviewed> {
  const review = reviewer.review(text, formatOf('plaintext', file), situation);
  const from = review.draft.encoded;
  if (!from) return { input: { file, text }, review };
  const decoded = await decodeMail(text);
  return { input: { file, text: decoded, decodedFrom: from }, review: reviewer.review(decoded, 'mail', situation) };
}
