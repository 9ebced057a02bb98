import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** The line that begins a message in an mbox file (RFC 4155, appendix A): sender, and a date as C's asctime writes it. */
const FROM_LINE = /^From \S+ +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) /;
/** A line of a message that would be taken for one is written with one more `>` (the mboxrd format). */
const QUOTED_FROM = /^>+From /;

export const isMbox = (file: string): boolean => /\.(?:mbox|mbx)$/i.test(file);

/**
 * The messages of an mbox file one after the other, as bytes without their From_ lines, line breaks as LF; memory holds
 * one at a time. What stands before the first From_ line is a message, too. Throws what reading the file throws.
 */
export async function* messagesIn(file: string): AsyncGenerator<Buffer> {
  // One byte a character, so that a message of any encoding comes through as it is.
  yield* messagesOf(createReadStream(file, { encoding: 'latin1' }));
}

async function* messagesOf(stream: Readable): AsyncGenerator<Buffer> {
  const failure = new Promise<never>((_, reject) => stream.once('error', reject));
  failure.catch(() => {});
  let message: string[] = [];
  let blank = true;
  for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) {
    if (blank && FROM_LINE.test(line)) {
      yield* asMessage(message);
      message = [];
    } else {
      message.push(QUOTED_FROM.test(line) ? line.slice(1) : line);
    }
    blank = line === '';
  }
  if (stream.errored) await failure;
  yield* asMessage(message);
}

function* asMessage(lines: readonly string[]): Generator<Buffer> {
  const text = lines.join('\n').trimEnd();
  if (text !== '') yield Buffer.from(`${text}\n`, 'latin1');
}
