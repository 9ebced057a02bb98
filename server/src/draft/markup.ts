import type { Span } from './draft';
import { closingFence, isBlank, lineEnd, lineStart, type TextLine } from './layout';

/** What of a text is marks and not words, and where a paragraph begins though no blank line stands above. */
export interface Markup {
  readonly masked: readonly Span[];
  /** Indices of lines that begin a paragraph: list items, headings, table rows, and the lines after them. */
  readonly breaks: ReadonlySet<number>;
}

/** A kind of mark, and a quick sign of it: only lines that hold the sign are searched, or the whole text where it is wide. */
interface Inline {
  readonly sign: RegExp;
  readonly pattern: RegExp;
  readonly wide?: boolean;
}

const INLINE: readonly Inline[] = [
  {
    sign: /\/|www\.|mailto:|tel:/gi,
    pattern:
      /\b(?:https?|ftp|file):\/\/[^\s<>"“”]+|\b(?:mailto|tel):[^\s<>"“”]+|\bwww\.[^\s<>"“”]+|\b[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}\/[^\s<>"“”]+/gi,
  },
  { sign: /@/g, pattern: /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,6}/g },
  {
    sign: /</g,
    pattern:
      /<\/?(?:a|b|i|u|p|br|div|span|em|strong|s|ul|ol|li|h[1-6]|table|tr|td|th|tbody|thead|font|img|hr|blockquote|html|body|head|meta|title|link|pre|code|small|sup|sub|center|o:p|details|summary)\b[^<>]{0,500}>/gi,
    wide: true,
  },
  { sign: /</g, pattern: /<(?:!doctype|\/?(?:style|script))\b[^<>]{0,500}>/gi, wide: true },
  { sign: /</g, pattern: /<[^<>\s]{0,300}[@:/][^<>\s]{0,300}>|<<?\s?file:[^<>]{0,200}>>?/gi, wide: true },
  { sign: /`/g, pattern: /`[^`\r\n]{1,300}`|```/g },
  { sign: /\]\(/g, pattern: /(?<=\])\([^()\s]{1,500}\)/g },
  // The look ahead spares nearly every character the looks behind.
  {
    sign: /[*_~]/g,
    pattern:
      /(?=[*_~])(?:(?<![\p{L}\p{N}*])\*{1,3}(?=[^\s*])|(?<=[^\s*])\*{1,3}(?![\p{L}\p{N}*])|(?<![\p{L}\p{N}_])_{1,3}(?=[^\s_])|(?<=[^\s_])_{1,3}(?![\p{L}\p{N}_])|~~)/gu,
  },
  { sign: /&/g, pattern: /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8});/gi },
];
/** Punctuation that follows a link rather than ends it. */
const AFTER_LINK = /[.,;:!?'’*_…)\]]{1,20}$/;
const BULLET = /^[ \t]*(?:[-*+•●▪■◦‣·–—]|\(?\d{1,3}[.)]|\(?[a-zA-Z]\))[ \t\u00a0]+(?=\S)|^[ \t]*o(?:\t| {2,})(?=\S)/;
const HEADING = /^[ \t]{0,3}#{1,6}[ \t]+/;
const ROW = /^[ \t]*\|.*\|[ \t]*$/;

/** Marks in plain text and mail: links, addresses, tags, code, emphasis, bullets, rows of tables. */
export function plainMarkup(text: string, lines: readonly TextLine[]): Markup {
  const masked: Span[] = [...inlineMarks(text), ...commentsIn(text)];
  const breaks = new Set<number>();
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index];
    if (!line || isBlank(line)) continue;
    const close = closingFence(lines, index);
    if (close !== undefined) {
      masked.push({ start: line.start, end: lines[close]?.end ?? line.end });
      index = close;
      continue;
    }
    const lead = leadOf(lines, index);
    if (lead > 0) masked.push({ start: line.start, end: line.start + lead });
    if (lead > 0 || ROW.test(line.text)) breaks.add(index);
    if (HEADING.test(line.text) || ROW.test(line.text)) breaks.add(index + 1);
    if (ROW.test(line.text)) for (const mark of cellMarks(line)) masked.push(mark);
  }
  return { masked, breaks };
}

/** Length of the bullet, number or heading mark at the line's front; a dash in the midst of a wrapped sentence is none. */
function leadOf(lines: readonly TextLine[], index: number): number {
  const text = lines[index]?.text ?? '';
  const lead = (BULLET.exec(text) ?? HEADING.exec(text))?.[0];
  if (lead === undefined) return 0;
  const above = lines[index - 1];
  const wrapped =
    /^\s*[–—]/.test(lead) &&
    !isBlank(above) &&
    !/[.:!?]\s*$/.test(above?.text.slice(-20) ?? '') &&
    !BULLET.test(above?.text ?? '');
  return wrapped ? 0 : lead.length;
}

/** The bars of a table's row, and the whole row if it is only a rule. */
export function cellMarks(line: TextLine): Span[] {
  if (/^[\s|:-]*$/.test(line.text)) return [{ start: line.start, end: line.end }];
  return [...line.text.matchAll(/\|/g)].map(({ index }) => ({
    start: line.start + index,
    end: line.start + index + 1,
  }));
}

/** Links, addresses, tags, code and emphasis anywhere in the text. */
export function inlineMarks(text: string): Span[] {
  return INLINE.flatMap((inline, which) =>
    stretchesFor(inline, text).flatMap(({ start, end }) =>
      [...text.slice(start, end).matchAll(inline.pattern)].map(({ 0: mark, index }) => ({
        start: start + index,
        end: start + index + mark.length - (which === 0 ? tailOf(mark) : 0),
      })),
    ),
  );
}

/** Where the text is worth a search. */
function stretchesFor({ sign, wide }: Inline, text: string): Span[] {
  const lines: Span[] = [];
  for (const { index } of text.matchAll(sign)) {
    if (wide) return [{ start: 0, end: text.length }];
    if (index >= (lines.at(-1)?.end ?? 0)) lines.push({ start: lineStart(text, index), end: lineEnd(text, index) });
  }
  return lines;
}

function tailOf(link: string): number {
  return AFTER_LINK.exec(link.slice(-20))?.[0].length ?? 0;
}

/** Comments, styles and scripts of HTML. */
export function commentsIn(text: string): Span[] {
  const pairs = [
    ['<!--', '-->'],
    ['<style', '</style>'],
    ['<script', '</script>'],
  ] as const;
  return pairs.flatMap(([open, close]) => {
    const found: Span[] = [];
    let start = text.indexOf(open);
    while (start >= 0) {
      const end = text.indexOf(close, start);
      if (end < 0) break;
      found.push({ start, end: end + close.length });
      start = text.indexOf(open, end);
    }
    return found;
  });
}
