import type { Span } from './draft';
import { isBlank, type TextLine, trimSpan } from './layout';

/** Lines wrapped by hand or by mailers (RFC 5322 recommends 78) are not much longer than this. */
const WRAPPED = 100;
const USUAL_WIDTH = 72;

/** Which lines may belong to one paragraph. */
export interface Layout {
  readonly lines: readonly TextLine[];
  /** Whether the line holds words of the author; no paragraph goes on beyond one that does not. */
  isOwn(index: number): boolean;
  /** Whether a paragraph begins at the line although the one above is not blank. */
  isBreak(index: number): boolean;
}

/** The paragraphs, as spans without white space at their ends; `cuts` are offsets that also part two of them. */
export function paragraphsOf(text: string, layout: Layout, cuts: readonly number[]): Span[] {
  const { lines } = layout;
  const widest = lines.reduce(
    (most, line, index) => (layout.isOwn(index) ? Math.max(most, line.text.length) : most),
    0,
  );
  const found: Span[] = [];
  let first = -1;
  const close = (end: number) => {
    if (first >= 0) found.push({ start: lines[first]?.start ?? 0, end: lines[end - 1]?.end ?? 0 });
    first = -1;
  };
  let width = 0;
  for (const index of lines.keys()) {
    if (!layout.isOwn(index)) {
      close(index);
      continue;
    }
    if (first >= 0 && (layout.isBreak(index) || endsEarly(lines, index, first, width, widest))) close(index);
    if (first < 0) {
      first = index;
      width = widthOf(lines, index);
    }
  }
  close(lines.length);
  return found.flatMap((span) => cutAt(span, cuts)).flatMap((span) => trimSpan(text, span) ?? []);
}

/** The longest of the lines up to the next blank one. */
function widthOf(lines: readonly TextLine[], from: number): number {
  let width = 0;
  for (let index = from; index < lines.length && index < from + 50 && !isBlank(lines[index]); index++)
    width = Math.max(width, lines[index]?.text.length ?? 0);
  return width;
}

/** Whether the line above stops so short of the width that the first word here would have fitted, and a capital begins this one. */
function endsEarly(lines: readonly TextLine[], index: number, first: number, width: number, widest: number): boolean {
  const line = lines[index]?.text ?? '';
  if (!/^[ \t]*["“'‘(]?[\p{Lu}\d]/u.test(line)) return false;
  const above = lines[index - 1]?.text.trimEnd() ?? '';
  const measure = index - first < 2 ? Math.max(width, Math.min(widest, USUAL_WIDTH)) : width;
  if (measure > WRAPPED) return true;
  const word = /\S+/.exec(line)?.[0].length ?? 0;
  return above.length < measure * 0.7 && above.length + 1 + word < measure - 4;
}

function cutAt({ start, end }: Span, cuts: readonly number[]): Span[] {
  const inside = cuts.filter((cut) => cut > start && cut < end).sort((a, b) => a - b);
  return [start, ...inside].map((from, position) => ({ start: from, end: inside[position] ?? end }));
}
