import { attributionAt } from './attribution';
import type { Span } from './draft';
import { closingFence, isBlank, nextFilled, type TextLine } from './layout';
import { headerBlockAt, isTailMark, lotusBlockAt } from './reply-headers';
import { isAppLine, isDisclaimer, isRule, signatureEnd } from './signature';

const QUOTED = /^[ \t]{0,3}(?:[A-Z][A-Za-z]{0,11})?>/;
const NAMED_QUOTE = /^[ \t]{0,3}[A-Z][A-Za-z]{0,11}>(?:\s|$)/;

/** Where the reading of the lines stands. */
interface Reading {
  readonly lines: readonly TextLine[];
  /** One entry a line: whether it is the author's; blank lines count as the author's. */
  readonly own: boolean[];
}

/** The spans of the lines that are the author's: neither quoted or forwarded mail nor what announces it, nor a signature. */
export function ownSpans(lines: readonly TextLine[]): Span[] {
  const own = ownLines(lines);
  return lines.filter((_, index) => own[index]).map(({ start, end }) => ({ start, end }));
}

/** One entry a line: whether the author wrote it for this message. Answers between quoted lines are the author's. */
export function ownLines(lines: readonly TextLine[]): boolean[] {
  const reading: Reading = { lines, own: lines.map(() => true) };
  let written = false;
  let index = 0;
  while (index < lines.length) {
    const next: number = isBlank(lines[index]) ? index + 1 : pass(reading, index, written);
    written ||= next === index;
    index = next > index ? next : (closingFence(lines, index) ?? index) + 1;
  }
  return reading.own;
}

/** Marks what begins at this line as not the author's and gives the index behind it, or the same index if it is the author's. */
function pass({ lines, own }: Reading, index: number, written: boolean): number {
  const line = lines[index];
  if (!line) return index;
  const end =
    (isQuoted(line) ? index + 1 : undefined) ??
    tailEnd(lines, index) ??
    attributedEnd(lines, index, written) ??
    signatureEnd(lines, index, (at) => isReplyStart(lines, at)) ??
    (isAppLine(line) || isRule(line) ? index + 1 : undefined) ??
    (isDisclaimer(line) ? paragraphEnd(lines, index) : undefined) ??
    index;
  own.fill(false, index, end);
  return end;
}

export function isQuoted(line: TextLine | undefined): boolean {
  if (line === undefined) return false;
  return /^[ \t]{0,3}>/.test(line.text) || NAMED_QUOTE.test(line.text);
}

function isReplyStart(lines: readonly TextLine[], index: number): boolean {
  const line = lines[index];
  return (
    QUOTED.test(line?.text ?? '') || attributionAt(lines, index) !== undefined || tailEnd(lines, index) !== undefined
  );
}

/** A forwarded or top-posted message runs from its mark or its headers to the end, unless `>` marks its lines. */
function tailEnd(lines: readonly TextLine[], index: number): number | undefined {
  const mark = isTailMark(lines, index);
  const head = nextFilled(lines, mark ? index + 1 : index);
  if (mark && isQuoted(lines[head])) return index + 1;
  if (mark) return lines.length;
  const line = lines[index];
  const rule = line && isRule(line) ? nextFilled(lines, index + 1) : index;
  const block = headerBlockAt(lines, rule) ?? (rule === index ? lotusBlockAt(lines, index) : undefined);
  if (!block) return undefined;
  if (block.memo && !hasProse(lines, index)) return block.end;
  return lines.length;
}

/** An attribution, and what it announces where that has no marks of its own. */
function attributedEnd(lines: readonly TextLine[], index: number, written: boolean): number | undefined {
  const attribution = attributionAt(lines, index);
  if (!attribution) return undefined;
  const end = index + attribution.lines;
  const next = nextFilled(lines, end);
  if (isQuoted(lines[next])) return end;
  if (/^[ \t]*\|/.test(lines[next]?.text ?? '')) return barredEnd(lines, next);
  if (!attribution.sure || /^[ \t]*["“„«]/.test(lines[next]?.text ?? '')) return undefined;
  return written ? lines.length : end;
}

/** The end of a reply quoted with `|`, as some mailers do below an attribution. */
function barredEnd(lines: readonly TextLine[], from: number): number {
  let end = from;
  while (end < lines.length && /^[ \t]*(?:\||$)/.test(lines[end]?.text ?? '')) end++;
  return end;
}

function paragraphEnd(lines: readonly TextLine[], from: number): number {
  let end = from;
  while (end < lines.length && !isBlank(lines[end])) end++;
  return end;
}

/** Whether running text stands above: a memo's letterhead has none. */
function hasProse(lines: readonly TextLine[], before: number): boolean {
  return lines
    .slice(Math.max(0, before - 40), before)
    .some(({ text }) => /[.!?,:]\s*$|(?:\S+\s+){8}/.test(text.slice(0, 400)));
}
