import type { Draft, Span } from '../draft/draft';
import { lineStart } from '../draft/layout';
import { leansBack } from './clause';
import { capital, uncapital } from './hand';
import { clausesIn, type Place } from './statement';
import type { CompiledRewrite } from './wording';
import { folded } from './wrap';

/** A change to the draft's text at a span of it. */
export interface Edit {
  readonly span: Span;
  readonly newText: string;
}

/** What the rewrite, its words filled in, changes at a place; the span is that of the form it is for. */
export function editFor({ replace }: CompiledRewrite, text: string, span: Span, place: Place): Edit {
  const { sentence } = place;
  if (replace === 'sentence') return { span: sentence, newText: text };
  if (replace === 'statement') return statementEdit(text, place);
  if (replace === 'clause') return clauseEdit(text, span, place);
  if (text === '') return phraseDeletion(span, place);
  return { span, newText: span.start === sentence.start ? capital(text) : uncapital(text) };
}

/** The least change that does the same, folded as the draft is. */
export function finished(edit: Edit, { draft }: Place): Edit {
  if (edit.newText === '') return folded(deletion(edit.span, draft), draft);
  const least = narrowed(edit, draft.text);
  return folded(least, draft);
}

/** The same change without the words at its ends that stay as they are. */
function narrowed({ span, newText }: Edit, text: string): Edit {
  const old = text.slice(span.start, span.end);
  const most = Math.min(old.length, newText.length);
  let head = 0;
  while (head < most && old[head] === newText[head]) head++;
  let tail = 0;
  while (tail < most - head && old.at(-1 - tail) === newText.at(-1 - tail)) tail++;
  const isWhole = (at: number): boolean =>
    !/[\p{L}\p{N}]/u.test(old[at - 1] ?? ' ') || !/[\p{L}\p{N}]/u.test(old[at] ?? ' ');
  while (head > 0 && !isWhole(head)) head--;
  while (tail > 0 && !isWhole(old.length - tail)) tail--;
  return {
    span: { start: span.start + head, end: span.end - tail },
    newText: newText.slice(head, newText.length - tail),
  };
}

/** The sentence is said anew up to the clause of the phrase; what follows becomes a sentence of its own. */
function statementEdit(text: string, place: Place): Edit {
  const { sentence, draft } = place;
  const { after } = clausesIn(place);
  if (!after) return { span: sentence, newText: text };
  const end = after.start + 1;
  return { span: { start: sentence.start, end }, newText: `${text} ${capital(draft.text.slice(after.start, end))}` };
}

/** The clause about the phrase becomes a sentence of its own, and what stood beside it another. */
function clauseEdit(text: string, phrase: Span, place: Place): Edit {
  const { draft, sentence } = place;
  const { before, after: next } = clausesIn({ ...place, phrase });
  const after = next && !leansBack(draft.text.slice(next.start, next.end)) ? next : undefined;
  const from = before?.end ?? sentence.start;
  const to = after ? after.start + 1 : sentence.end;
  const lead = before ? (text === '' ? '.' : '. ') : '';
  const tail = after ? `${text === '' && !before ? '' : ' '}${capital(draft.text.charAt(to - 1))}` : '';
  return { span: { start: from, end: to }, newText: lead + text + tail };
}

/** As far as a deletion looks back, in UTF-16 units: no bullet stands further from its words. */
const NEAR = 200;

/** The span with the blank beside it, so that no double blank is left; a line or paragraph left empty goes with it. */
function deletion(span: Span, { text }: Draft): Edit {
  const head = lineStart(text, span.start, span.start - NEAR);
  const lead = text.slice(head, span.start);
  const after = text.slice(span.end, span.end + NEAR);
  const rest = /^[ \t]*(?:\r\n|\n|\r)/.exec(after)?.[0];
  if (rest !== undefined && /^[ \t]*(?:(?:[-*+•–]|\d+[.)])[ \t]+)?$/.test(lead)) {
    const isFirst = head === 0 || /(?:^|[\r\n])[ \t]*(?:\r\n|\n|\r)$/.test(text.slice(Math.max(0, head - 100), head));
    const blank = isFirst ? (/^[ \t]*(?:\r\n|\n|\r)/.exec(after.slice(rest.length))?.[0] ?? '') : '';
    return { span: { start: head, end: span.end + rest.length + blank.length }, newText: '' };
  }
  const blanks = /[ \t]+$/.exec(lead)?.[0].length ?? 0;
  if (blanks < lead.length) return { span: { start: span.start - blanks, end: span.end }, newText: '' };
  const next = /^[ \t]*(?:(?:\r\n|\n|\r)[ \t]*)?(?=\S)/.exec(after)?.[0].length ?? 0;
  return { span: { start: span.start, end: span.end + next }, newText: '' };
}

/** Takes a phrase out with the comma and the joining word that held it. */
function phraseDeletion({ start, end }: Span, { draft, sentence }: Place): Edit {
  const before = draft.text.slice(sentence.start, start);
  const after = draft.text.slice(end, sentence.end);
  if (!/\p{L}/u.test(before + after)) return { span: sentence, newText: '' };
  if (/^\W*$/.test(before)) {
    const lead = /^[\s,;:—–-]*/.exec(after)?.[0].length ?? 0;
    const next = draft.text.charAt(end + lead);
    return { span: { start, end: end + lead + 1 }, newText: capital(next) };
  }
  const joint = /[\s,;—–-]*(?:\s(?:and|but|so))?[\s,]*$/i.exec(before)?.[0].length ?? 0;
  if (/^\W*$/.test(after)) return { span: { start: start - joint, end }, newText: '' };
  if (/^\s*[,;—–]/.test(after) && /[,;—–]\s*$/.test(before)) {
    const comma = /[\s,]*$/.exec(before)?.[0].length ?? 0;
    return { span: { start: start - comma, end }, newText: '' };
  }
  return deletion({ start, end }, draft);
}
