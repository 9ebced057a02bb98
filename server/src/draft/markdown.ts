import { fromMarkdown } from 'mdast-util-from-markdown';
import type { Span } from './draft';
import { complement, linesOf, type TextLine } from './layout';
import { cellMarks, commentsIn, inlineMarks, type Markup, plainMarkup } from './markup';

/** Beyond these, which no draft reaches, the parser's time grows with the square of lines, open brackets or emphases. */
const MOST = { characters: 300_000, lines: 6_000, brackets: 2_000, emphases: 5_000 } as const;
const ROW = /^[ \t]*\|.*\|[ \t]*$/;

/** Signs that an indented line is code. */
const CODE = /[{};=<>$]|\(\)|^[ \t]*(?:#|\/\/)/;

type Node = ReturnType<typeof fromMarkdown> | ReturnType<typeof fromMarkdown>['children'][number];

/** Marks of a Markdown text (CommonMark): everything but the text of its paragraphs, headings and lists. Blockquotes are marks too. */
export function markdownMarkup(text: string, lines: readonly TextLine[]): Markup {
  if (isBeyond(text, lines)) return plainMarkup(text, lines);
  const kept: Span[] = [];
  const breaks = new Set<number>();
  const pending: Node[] = [fromMarkdown(text.replace(/^\ufeff/, ' '))];
  for (let node = pending.pop(); node; node = pending.pop()) {
    const first = (node.position?.start.line ?? 1) - 1;
    if (isBlock(node)) breaks.add(first).add(node.position?.end.line ?? first);
    if (node.type === 'break') breaks.add(node.position?.end.line ?? first);
    for (const span of readableIn(node, text)) kept.push(span);
    if ('children' in node && node.type !== 'blockquote') for (const child of node.children) pending.push(child);
  }
  const rows = lines.filter((line) => ROW.test(line.text));
  const masked = [
    ...complement(text.length, kept),
    ...inlineMarks(text),
    ...commentsIn(text),
    ...rows.flatMap(cellMarks),
    ...escapesIn(text),
  ];
  for (const [index, line] of lines.entries()) if (ROW.test(line.text)) breaks.add(index).add(index + 1);
  return { masked, breaks };
}

function isBeyond(text: string, lines: readonly TextLine[]): boolean {
  return (
    text.length > MOST.characters ||
    lines.length > MOST.lines ||
    text.split('[').length > MOST.brackets ||
    text.split(/[*_]/).length > MOST.emphases
  );
}

function isBlock(node: Node): boolean {
  return node.type === 'paragraph' || node.type === 'heading' || node.type === 'html';
}

/** Text, HTML (its tags are marks, its words are not), and indented lines that are no code but indented by hand. */
function readableIn(node: Node, text: string): Span[] {
  const span = spanOf(node);
  if (node.type === 'text' || node.type === 'html') return [span];
  const passage = node.type === 'code' ? text.slice(span.start, span.end) : '';
  if (/^[ \t]*(?:`|~|$)/.test(passage)) return [];
  return linesOf(passage)
    .filter((line) => !CODE.test(line.text))
    .map(({ start, end }) => ({ start: span.start + start, end: span.start + end }));
}

function spanOf(node: Node): Span {
  return { start: node.position?.start.offset ?? 0, end: node.position?.end.offset ?? 0 };
}

function escapesIn(text: string): Span[] {
  return [...text.matchAll(/\\(?=[!-/:-@[-`{-~])/g)].map(({ index }) => ({ start: index, end: index + 1 }));
}
