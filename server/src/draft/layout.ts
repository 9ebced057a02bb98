import type { Span } from './draft';

/** One line of the text without its line break; `start` and `end` index the whole text. */
export interface TextLine extends Span {
  readonly text: string;
}

/** Lines of code after which an unclosed fence is taken for a slip. */
const LONGEST_FENCE = 400;

/** The lines of a text, broken at LF, CRLF or a lone CR. */
export function linesOf(text: string): TextLine[] {
  const lines: TextLine[] = [];
  const mark = /\r\n|\r|\n/g;
  let start = 0;
  for (let found = mark.exec(text); found; found = mark.exec(text)) {
    lines.push({ start, end: found.index, text: text.slice(start, found.index) });
    start = mark.lastIndex;
  }
  lines.push({ start, end: text.length, text: text.slice(start) });
  return lines;
}

/** The same lines of a text whose characters, but not whose line breaks, have changed. */
export function linesAgain(text: string, lines: readonly TextLine[]): TextLine[] {
  return lines.map((line) =>
    line.start === line.end ? line : { start: line.start, end: line.end, text: text.slice(line.start, line.end) },
  );
}

/** Where the line begins that holds an offset, or `least` where it begins before that. */
export function lineStart(text: string, at: number, least = 0): number {
  let start = at;
  // A search for the nearest CR would read back to the top of every text that has none.
  while (start > Math.max(0, least) && !isBreak(text.charCodeAt(start - 1))) start--;
  return start;
}

/** Where the line ends that holds an offset, its line break left out. */
export function lineEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && !isBreak(text.charCodeAt(end))) end++;
  return end;
}

const isBreak = (code: number): boolean => code === 10 || code === 13;

export function isBlank(line: TextLine | undefined): boolean {
  return line === undefined || !/\S/.test(line.text);
}

/** The index of the first line with words from this one on. */
export function nextFilled(lines: readonly TextLine[], from: number): number {
  let index = from;
  while (index < lines.length && isBlank(lines[index])) index++;
  return index;
}

/** A heading as Markdown writes it. */
export function isHeading(line: TextLine | undefined): boolean {
  return /^[ \t]{0,3}#{1,6}[ \t]/.test(line?.text ?? '');
}

/** Number of words at the front of a line, as far as 400 characters reach. */
export function wordsOf(text: string): number {
  return text.slice(0, 400).match(/\S+/g)?.length ?? 0;
}

/** The line that closes the fenced code block (CommonMark 4.5) which a line opens, or undefined where none does. */
export function closingFence(lines: readonly TextLine[], open: number): number | undefined {
  const mark = /^[ \t]{0,3}(```|~~~)/.exec(lines[open]?.text ?? '')?.[1];
  if (mark === undefined) return undefined;
  const end = Math.min(lines.length, open + LONGEST_FENCE);
  for (let index = open + 1; index < end; index++) if (lines[index]?.text.trim() === mark) return index;
  return undefined;
}

/** The text with every character of the spans replaced by a blank, line breaks kept; the spans may overlap. */
export function blankOut(text: string, spans: readonly Span[]): string {
  if (spans.length === 0) return text;
  const ordered = [...spans].sort((a, b) => a.start - b.start);
  const pieces: string[] = [];
  let cursor = 0;
  for (const { start, end } of ordered) {
    if (end <= cursor) continue;
    const from = Math.max(start, cursor);
    pieces.push(text.slice(cursor, from), text.slice(from, end).replace(/[^\r\n]/g, ' '));
    cursor = end;
  }
  pieces.push(text.slice(cursor));
  return pieces.join('');
}

/** The span without the white space at its ends, or undefined if nothing else is in it. */
export function trimSpan(text: string, span: Span): Span | undefined {
  let { start, end } = span;
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return start < end ? { start, end } : undefined;
}

/** The stretches of 0..length that no span covers. */
export function complement(length: number, spans: readonly Span[]): Span[] {
  const gaps: Span[] = [];
  let cursor = 0;
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    if (start > cursor) gaps.push({ start: cursor, end: start });
    cursor = Math.max(cursor, end);
  }
  if (cursor < length) gaps.push({ start: cursor, end: length });
  return gaps;
}

function isSpace(code: number): boolean {
  if (code < 0xa0) return code === 32 || (code >= 9 && code <= 13);
  return code === 0x200b || /\s/.test(String.fromCharCode(code));
}

/** The lines as plain spans. */
export function spansOf(lines: readonly TextLine[]): Span[] {
  return lines.map(({ start, end }) => ({ start, end }));
}
