import { createReadStream } from 'node:fs';

/** The line that begins a message in an mbox file (RFC 4155, appendix A): sender, and a date as C's asctime writes it. */
const FROM_LINE = /^From \S+ +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) /;
/** A line of a message that would be taken for one is written with one more `>` (the mboxrd format). */
const QUOTED_FROM = /^>+From /;

export const isMbox = (file: string): boolean => /\.(?:mbox|mbx)$/i.test(file);

/** Bytes of a message that are kept, about: a file without From_ lines may be of any size. */
const LONGEST = 100_000_000;

/**
 * The messages of an mbox file one after the other, as bytes without their From_ lines, line breaks as LF; memory holds
 * one at a time, or what fits of it. What stands before the first From_ line is a message, too. Throws what reading the
 * file throws.
 */
export async function* messagesIn(file: string): AsyncGenerator<Buffer> {
  let message: string[] = [];
  let kept = 0;
  let blank = true;
  for await (const line of linesOf(file)) {
    if (blank && FROM_LINE.test(line)) {
      yield* asMessage(message);
      [message, kept] = [[], 0];
    } else if (kept < LONGEST) {
      message.push(QUOTED_FROM.test(line) ? line.slice(1) : line);
      kept += line.length + 1;
    }
    blank = line === '';
  }
  yield* asMessage(message);
}

/** The lines of a file, one byte a character, so that a message of any encoding comes through as it is. */
async function* linesOf(file: string): AsyncGenerator<string> {
  let begun = '';
  for await (const chunk of createReadStream(file, { encoding: 'latin1' })) {
    const lines = `${chunk}`.split('\n');
    const last = lines.pop() ?? '';
    for (const line of lines) {
      yield (begun + line).replace(/\r$/, '');
      begun = '';
    }
    if (begun.length < LONGEST) begun += last;
  }
  yield begun.replace(/\r$/, '');
}

function* asMessage(lines: readonly string[]): Generator<Buffer> {
  const text = lines.join('\n').trimEnd();
  if (text !== '') yield Buffer.from(`${text}\n`, 'latin1');
}
