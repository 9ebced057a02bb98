import type { Draft, Span } from '../draft/draft';
import { lineEnd, lineStart } from '../draft/layout';
import type { Edit } from './edit';

/** Lines folded by hand are no longer than this, and no shorter before their last. */
const LONGEST = 100;
const SHORTEST = 48;

/** How a paragraph's lines are folded: the widest line, in UTF-16 units, and what stands before each. */
interface Folding {
  readonly width: number;
  readonly newline: string;
  readonly indent: string;
}

/** The line break the draft uses. */
export const newlineOf = (text: string): string => /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';

/** Each paragraph is measured once. */
const foldings = new WeakMap<readonly Span[], Folding | null>();

/** The folding of the lines about an offset, or null where the author lets lines run on. */
export function foldingAt(draft: Draft, at: number): Folding | null {
  const paragraph = paragraphAt(draft, at);
  const known = foldings.get(paragraph);
  const folding = known === undefined ? measureFolding(draft, paragraph) : known;
  foldings.set(paragraph, folding);
  return folding;
}

function measureFolding(draft: Draft, paragraph: readonly Span[]): Folding | null {
  const [own, habit] = [linesIn(draft, [paragraph]), habitOf(draft)];
  const width = own.length > 0 ? widestOf(own) : habit.isFolded ? habit.widest : 0;
  if (width < SHORTEST || width > LONGEST) return null;
  const second = /(?:\r\n|\n|\r)([ \t]*)\S/.exec(draft.text.slice(paragraph[0]?.start, paragraph.at(-1)?.end));
  return {
    width: Math.max(width, habit.width),
    newline: habit.newline,
    indent: second?.[1] ?? '',
  };
}

const widestOf = (lines: readonly number[]): number => lines.reduce((most, length) => Math.max(most, length), 0);

/** The paragraph that holds an offset, or the next one; the last where there is none. Paragraphs are in order. */
function paragraphAt({ paragraphs }: Draft, at: number): readonly Span[] {
  let [low, high] = [0, paragraphs.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((paragraphs[middle]?.at(-1)?.end ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return paragraphs[low] ?? NONE;
}

const NONE: readonly Span[] = [];

/** How a draft as a whole is folded. */
interface Habit {
  /** It has folded lines enough to go by. */
  readonly isFolded: boolean;
  /** The widest line, and the widest that is no longer than lines folded by hand, in UTF-16 units. */
  readonly widest: number;
  readonly width: number;
  readonly newline: string;
}

/** Each draft is measured once. */
const measured = new WeakMap<Draft, Habit>();

function habitOf(draft: Draft): Habit {
  const habit = measured.get(draft) ?? measure(draft);
  measured.set(draft, habit);
  return habit;
}

function measure(draft: Draft): Habit {
  const lines = linesIn(draft, draft.paragraphs);
  return {
    isFolded: lines.length >= 2,
    widest: widestOf(lines),
    width: widestOf(lines.filter((length) => length <= LONGEST)),
    newline: newlineOf(draft.text),
  };
}

/** The lengths of the lines that a paragraph goes on after. */
function linesIn({ text }: Draft, paragraphs: Draft['paragraphs']): number[] {
  return paragraphs.flatMap((sentences) => {
    const [start, end] = [sentences[0]?.start ?? 0, sentences.at(-1)?.end ?? 0];
    const lines = text.slice(lineStart(text, start), end).split(/\r\n|\n|\r/);
    return lines
      .slice(0, -1)
      .map((line) => line.length)
      .filter((length) => length >= SHORTEST);
  });
}

/**
 * An edit with its new text folded as the lines about it are, so that it and what follows on its line keep the draft's
 * width; where what follows would not fit, the blank between them becomes a line break.
 */
export function folded(edit: Edit, draft: Draft): Edit {
  const folding = foldingAt(draft, edit.span.start);
  if (!folding) return edit;
  const { span, newText } = withBlank(edit, draft.text);
  const rest = draft.text.slice(span.end, lineEnd(draft.text, span.end));
  const column = span.start - lineStart(draft.text, span.start);
  const isGlued = !/^ /.test(rest);
  const text = fold(newText, column, isGlued ? rest.length : 0, folding);
  const last = text.split(/\r\n|\n|\r/);
  const end = (last.length === 1 ? column : 0) + (last.at(-1)?.length ?? 0);
  if (end + rest.length <= folding.width || rest.trim() === '') return { span, newText: text };
  const mark = /^\p{P}{1,2}(?= \S)/u.exec(rest)?.[0];
  if (mark) return folded({ span: { start: span.start, end: span.end + mark.length }, newText: newText + mark }, draft);
  if (isGlued) return { span, newText: text };
  return { span: { start: span.start, end: span.end + 1 }, newText: text + folding.newline + folding.indent };
}

/** The edit with the blank before it, at which its first word may go to the next line. */
function withBlank({ span, newText }: Edit, text: string): Edit {
  if (text[span.start - 1] !== ' ' || !/^\S/.test(newText)) return { span, newText };
  return { span: { start: span.start - 1, end: span.end }, newText: ` ${newText}` };
}

/** Breaks a text, which starts at a column, at blanks; its last word carries so many more characters along. */
function fold(text: string, start: number, carried: number, { width, newline, indent }: Folding): string {
  const words = text.split(/( +|(?:\r\n|\n|\r)+)/);
  let column = start;
  let done = '';
  for (const [index, word] of words.entries()) {
    const next = words[index + 1] ?? '';
    const load = next.length + (index >= words.length - 2 ? carried : 0);
    const isBlank = /^ +$/.test(word);
    if (isBlank && next !== '' && column + word.length + load > width) {
      done += newline + indent;
      column = indent.length;
    } else {
      done += word;
      column = /[\r\n]$/.test(word) ? 0 : column + word.length;
    }
  }
  return done;
}
