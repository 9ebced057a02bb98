import { createCache, REMEMBERED } from './cache';
import { enclosuresIn, quotationsAmong } from './enclosures';
import { greetingIn } from './greeting';
import { blankOut, complement, isBlank, linesAgain, linesOf, spansOf, type TextLine } from './layout';
import { readHead } from './mail';
import { markdownMarkup } from './markdown';
import { type Markup, plainMarkup } from './markup';
import { readBody } from './mime';
import { paragraphsOf } from './paragraphs';
import { ownLines } from './replies';
import { sentencesOf } from './sentences';
import { closingIn } from './sign-off';

/** Half-open range of UTF-16 offsets into a text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type Format = 'mail' | 'markdown' | 'plain';

/** What the review reads of a text: the author's own words, and where everything stands. Every span indexes `text`. */
export interface Draft {
  readonly text: string;
  readonly format: Format;
  /** As long as `text`: the author's words where they stand, blanks for all else, line breaks kept. */
  readonly prose: string;
  /** The Subject's value without `Re:` and `Fwd:`; it is the first paragraph too. */
  readonly subject?: Span;
  /** "Dear Ana," or "Team -": a paragraph by itself. */
  readonly greeting?: Span;
  /** From "Kind regards," or the name to the last name line; it stays in `prose` and `paragraphs`. */
  readonly signOff?: Span;
  /** Paragraphs in order, each its sentences in order, each without white space at its ends and never blank. */
  readonly paragraphs: readonly (readonly Span[])[];
  /** Stretches between quotation marks: said by somebody, not claimed by the author. */
  readonly quotations: readonly Span[];
  /** The transfer encoding or type that hides the body, such as `base64`; such a draft has no sentences. */
  readonly encoded?: string;
  /** Greeting, sign-off or headers: it reads like a message. */
  readonly isMessage: boolean;
}

const FRONT_MATTER_LINES = 60;

/**
 * Reads a draft, of any length and whatever it holds. Without a format it guesses: headers at the top make it mail,
 * Markdown's marks make it Markdown.
 */
export function parseDraft(text: string, format?: Format): Draft {
  const lines = linesOf(text);
  const head = readHead(text, lines);
  const body = readBody(text, lines, head);
  const known = format ?? (head.lines > 0 ? 'mail' : guessFormat(text, lines));
  const subject = head.subject ? [head.subject] : [];
  const about = { text, format: known, ...(head.subject && { subject: head.subject }) };
  if (body.encoded !== undefined) {
    const prose = blankOut(text, complement(text.length, subject));
    return { ...about, prose, paragraphs: [], quotations: [], encoded: body.encoded, isMessage: true };
  }
  const skipped = Math.max(head.lines, frontMatterEnd(lines));
  const hidden = [...spansOf(lines.slice(0, skipped)), ...body.masked];
  const { greeting, closing, paragraphs, prose: words } = readWords(text, lines, hidden, known);
  const prose = subject.reduce((masked, span) => spliced(masked, text, span), words);
  return {
    ...about,
    prose,
    ...(greeting && { greeting }),
    ...(closing && { signOff: closing.signOff }),
    ...readSentences(prose, [...subject, ...paragraphs]),
    isMessage: head.lines > 0 || greeting !== undefined || closing !== undefined,
  };
}

/** What was read in passages: while one paragraph is typed, all others stay as they are, at other offsets. */
const passages = createCache<Passage>(REMEMBERED);

/** Sentences and quotations of a passage, as offsets into it. */
interface Passage {
  readonly sentences: readonly Span[];
  readonly quotations: readonly Span[];
}

function readPassage(text: string): Passage {
  const whole = { start: 0, end: text.length };
  const enclosures = enclosuresIn(text, whole);
  return { sentences: sentencesOf(text, whole, enclosures), quotations: quotationsAmong(text, enclosures) };
}

function readSentences(prose: string, spans: readonly Span[]): Pick<Draft, 'paragraphs' | 'quotations'> {
  const paragraphs: Span[][] = [];
  const quotations: Span[] = [];
  for (const { start: from, end: to } of spans) {
    const text = prose.slice(from, to);
    const read = passages(text, () => readPassage(text));
    const placed = ({ start, end }: Span): Span => ({ start: start + from, end: end + from });
    if (read.sentences.length > 0) paragraphs.push(read.sentences.map(placed));
    for (const quotation of read.quotations) quotations.push(placed(quotation));
  }
  return { paragraphs, quotations };
}

/** Masks what is not the author's and finds the parts of the letter in what is left. */
function readWords(text: string, lines: readonly TextLine[], hidden: readonly Span[], format: Format) {
  const body = linesAgain(blankOut(text, hidden), lines);
  const own = ownLines(body);
  const foreign = spansOf(body.filter((_, index) => !own[index]));
  const words = blankOut(text, [...hidden, ...foreign]);
  const written = linesAgain(words, lines);
  const markup = markupOf(words, written, format);
  const marked = blankOut(words, markup.masked);
  const markedLines = linesAgain(marked, lines);
  const closing = closingIn(marked, markedLines, written);
  const prose = closing?.contact ? blankOut(marked, [closing.contact]) : marked;
  const proseLines = linesAgain(prose, lines);
  const greeting = greetingIn(prose, proseLines, written);
  const layout = {
    lines: proseLines,
    isOwn: (index: number) => !isBlank(proseLines[index]) || isLink(written[index]),
    isBreak: (index: number) => markup.breaks.has(index),
  };
  const cuts = [greeting?.start, greeting?.end, closing?.signOff.start, closing?.signOff.end].filter(
    (cut) => cut !== undefined,
  );
  return { prose, greeting, closing, paragraphs: paragraphsOf(prose, layout, cuts) };
}

/** A link on a line of its own, masked, parts no paragraph. */
function isLink(line: TextLine | undefined): boolean {
  return line !== undefined && /^[ \t<(]*(?:https?:|www\.|[^\s@]{1,64}@)\S*[ \t]*$/.test(line.text);
}

function markupOf(words: string, lines: readonly TextLine[], format: Format): Markup {
  return format === 'markdown' ? markdownMarkup(words, lines) : plainMarkup(words, lines);
}

function guessFormat(text: string, lines: readonly TextLine[]): Format {
  const start = text.slice(0, 50_000);
  if (frontMatterEnd(lines) > 0 || /^#{1,6} \S|^(?:```|~~~)|\]\((?:https?:|\.?\/|#)/m.test(start)) return 'markdown';
  return (start.match(/\*\*[^\s*][^*\n]{0,200}\*\*/g)?.length ?? 0) >= 2 || /^\|[ :|-]+\|\s*$/m.test(start)
    ? 'markdown'
    : 'plain';
}

/** Number of lines of a YAML front matter block at the top, its rules included. */
function frontMatterEnd(lines: readonly TextLine[]): number {
  if (!/^\ufeff?---[ \t]*$/.test(lines[0]?.text ?? '') || !/^[\w-]+:/.test(lines[1]?.text ?? '')) return 0;
  const end = lines.slice(1, FRONT_MATTER_LINES).findIndex(({ text }) => /^(?:---|\.\.\.)[ \t]*$/.test(text));
  return end < 0 ? 0 : end + 2;
}

/** The prose with one stretch of the text put back. */
function spliced(prose: string, text: string, { start, end }: Span): string {
  return prose.slice(0, start) + text.slice(start, end) + prose.slice(end);
}
