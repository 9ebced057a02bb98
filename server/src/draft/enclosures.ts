import type { Span } from './draft';

/** A bracketed or quoted stretch, its marks included. */
export interface Enclosure extends Span {
  readonly quoted: boolean;
}

const MARK = /["“”„«»()[\]]/g;
const CLOSES: Readonly<Record<string, string>> = { '”': '“„', '“': '„', '»': '«', ')': '(', ']': '[' };
const OPENS = '“„«([';

interface Open {
  readonly mark: string;
  readonly at: number;
}

/**
 * Matched quotation marks and brackets of one paragraph, in order of their ends; unmatched marks enclose nothing.
 * A straight quotation mark opens after white space or a bracket and closes otherwise.
 */
export function enclosuresIn(text: string, paragraph: Span): Enclosure[] {
  const found: Enclosure[] = [];
  const open: Open[] = [];
  const depths = new Map<string, number>();
  const passage = text.slice(paragraph.start, paragraph.end);
  for (const { 0: mark, index } of passage.matchAll(MARK)) {
    if (isEmoticon(passage, index)) continue;
    const partners = mark === '"' ? '"' : (CLOSES[mark] ?? '');
    const closable = [...partners].some((partner) => (depths.get(partner) ?? 0) > 0);
    if (closable && !(mark === '"' && opensBetter(passage, index))) {
      const start = unwind(open, depths, partners);
      found.push({ start: paragraph.start + start, end: paragraph.start + index + 1, quoted: !')]'.includes(mark) });
    } else if (OPENS.includes(mark) || (mark === '"' && mayOpen(passage, index))) {
      open.push({ mark, at: index });
      depths.set(mark, (depths.get(mark) ?? 0) + 1);
    }
  }
  return found;
}

/** What stands between double quotation marks in one paragraph, of three words or more; nested quotations are part of the outer one. */
export function quotationsAmong(text: string, enclosures: readonly Enclosure[]): Span[] {
  const inner = enclosures
    .filter(({ quoted, start, end }) => quoted && isPassage(text.slice(start + 1, end - 1)))
    .map(({ start, end }) => ({ start: start + 1, end: end - 1 }))
    .sort((a, b) => a.start - b.start || b.end - a.end);
  let reach = -1;
  return inner.filter(({ start, end }) => {
    if (start < reach) return false;
    reach = end;
    return true;
  });
}

/** Closes the nearest open partner and forgets what was opened inside it. */
function unwind(open: Open[], depths: Map<string, number>, partners: string): number {
  for (let last = open.pop(); last; last = open.pop()) {
    depths.set(last.mark, (depths.get(last.mark) ?? 1) - 1);
    if (partners.includes(last.mark)) return last.at;
  }
  return 0;
}

function isPassage(text: string): boolean {
  return /^\W*[\p{L}\p{N}][^\s]*\s+\S+\s+\S/u.test(text);
}

function isEmoticon(text: string, index: number): boolean {
  return '()'.includes(text[index] ?? '') && /[:;=8]-?$/.test(text.slice(Math.max(0, index - 2), index));
}

function mayOpen(text: string, index: number): boolean {
  return (index === 0 || /[\s([—–-]/.test(text[index - 1] ?? '')) && /\S/.test(text[index + 1] ?? '');
}

/** A straight mark after white space and before a word opens, even though another stands open: the first was no quotation. */
function opensBetter(text: string, index: number): boolean {
  return mayOpen(text, index) && /\s/.test(text[index - 1] ?? '');
}
