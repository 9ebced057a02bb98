import type { Draft, Span } from '../draft/draft';
import { clausesAround, clausesOf } from './clause';
import { factsLost } from './fact';
import { capital, handOf, inHand, uncapital } from './hand';
import { findIn, type Reader } from './match';
import { placeholdersIn } from './placeholder';
import type { CompiledRewrite } from './rulebook';
import { folded } from './wrap';

/** A change to the draft's text at a span of it. */
export interface Edit {
  readonly span: Span;
  readonly newText: string;
}

/** A change to offer: always a suggestion, never applied unasked. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly Edit[];
  /** Changes the wording and not what is claimed, and leaves nothing to fill in. */
  readonly safe: boolean;
}

/** Where a rewrite is to go: the flagged phrase in its sentence. Spans index the draft's text. */
export interface Place {
  readonly draft: Draft;
  readonly sentence: Span;
  readonly phrase: Span;
  /** What the pattern's `[name: …]` parts stood on. */
  readonly captures: Readonly<Record<string, Span>>;
}

/** More ways than these are no help to a writer in distress. */
const MOST = 3;

/** A change with what is lost by it. */
interface Candidate {
  readonly edit: Edit;
  readonly rewrite: CompiledRewrite;
  readonly lost: readonly string[];
}

/**
 * What to write instead at a place, at most three ways: in the rules' order, but those that keep every name, number and
 * date first. A change whose words would be flagged in turn is not offered.
 */
export function fixesFor(rewrites: readonly CompiledRewrite[], place: Place, read: Reader): Fix[] {
  const candidates = rewrites.flatMap((rewrite) => candidateFor(rewrite, place));
  const kept = candidates.filter(({ lost }) => lost.length === 0);
  const named = candidates.flatMap((candidate) => withLost(candidate));
  const seen = new Set<string>();
  return [...kept, ...named]
    .filter(({ edit }) => {
      const once = !seen.has(edit.newText + edit.span.start);
      seen.add(edit.newText + edit.span.start);
      return once && isClean(edit, place, read);
    })
    .map((candidate) => toFix(candidate, place))
    .slice(0, MOST + 2);
}

/** The change with a gap for what it would lose, so that the author says it again; undefined sentences stay as they are. */
function withLost(candidate: Candidate): Candidate[] {
  const { edit, lost, rewrite } = candidate;
  if (lost.length === 0 || rewrite.replace === 'phrase') return [];
  const gap = ` [what they need to know about ${listed(lost)}]`;
  const [, body = '', tail = ''] = /^([\s\S]*?[.?!])?(\s+\S)?$/.exec(edit.newText) ?? [];
  if (body === '') return [];
  return [{ ...candidate, edit: { ...edit, newText: `${body}${gap}${tail}` }, lost: [] }];
}

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

function candidateFor(rewrite: CompiledRewrite, place: Place): Candidate[] {
  const found = rewrite.from ? standing(rewrite.from, place) : { span: place.phrase, captures: place.captures };
  if (!found) return [];
  const filled = fill(rewrite.text, found.captures, place);
  if (filled === undefined) return [];
  const edit = editFor(rewrite, filled, found.span, place);
  const lost = factsLost(place.draft.prose.slice(edit.span.start, edit.span.end), edit.newText);
  return [{ edit, rewrite, lost }];
}

type Found = Pick<Place, 'captures'> & { readonly span: Span };

/** Where the form that a rewrite is for stands about the phrase. */
function standing(from: NonNullable<CompiledRewrite['from']>, { draft, sentence, phrase }: Place): Found | undefined {
  const text = draft.prose.slice(sentence.start, sentence.end).replace(/[\r\n\t]/g, ' ');
  const shift = ({ start, end }: Span): Span => ({ start: start + sentence.start, end: end + sentence.start });
  const found = findIn(from, text).find(({ span }) => {
    const { start, end } = shift(span);
    return start < phrase.end && phrase.start < end;
  });
  if (!found) return undefined;
  const captures = Object.entries(found.captures).map(([name, span]) => [name, shift(span)] as const);
  return { span: shift(found.span), captures: Object.fromEntries(captures) };
}

/** The rewrite in the author's hand, `{name}` filled with their own words; undefined where a part did not stand. */
function fill(text: string, captures: Readonly<Record<string, Span>>, { draft, sentence }: Place): string | undefined {
  let whole = true;
  const filled = inHand(text, handOf(draft, sentence)).replace(/\{([a-z]+)\}/g, (_, name: string, at: number) => {
    const part = captures[name];
    if (!part) whole = false;
    const words = part ? draft.text.slice(part.start, part.end).replace(/\s+/g, ' ') : '';
    return part?.start === sentence.start && at > 0 ? uncapital(words) : words;
  });
  return whole ? filled.replace(/ {2,}/g, ' ').replace(/ ([.,;])/g, '$1').trim() : undefined;
}

function editFor({ replace }: CompiledRewrite, text: string, span: Span, place: Place): Edit {
  const { draft, sentence } = place;
  const edit =
    replace === 'phrase'
      ? text === ''
        ? phraseDeletion(span, place)
        : { span, newText: span.start === sentence.start ? capital(text) : uncapital(text) }
      : replace === 'sentence'
        ? { span: sentence, newText: text }
        : clauseEdit(text, span, place);
  if (edit.newText === '') return deletion(edit.span, draft);
  return { ...edit, newText: folded(edit.newText, edit.span, draft) };
}

/** The clause about the phrase becomes a sentence of its own, and what stood beside it another. */
function clauseEdit(text: string, { start, end }: Span, { draft, sentence }: Place): Edit {
  const prose = draft.prose.slice(sentence.start, sentence.end).replace(/[\r\n\t]/g, ' ');
  const clauses = clausesOf(prose);
  const [first, last] = clausesAround(clauses, { start: start - sentence.start, end: end - sentence.start });
  const [before, after] = [clauses[first - 1], clauses[last + 1]];
  const from = before ? sentence.start + before.end : sentence.start;
  const to = after ? sentence.start + after.start + 1 : sentence.end;
  const lead = before ? (text === '' ? '.' : '. ') : '';
  const tail = after ? `${text === '' && !before ? '' : ' '}${capital(draft.text.charAt(to - 1))}` : '';
  return { span: { start: from, end: to }, newText: lead + text + tail };
}

/** The span with the blank beside it, so that no double blank is left; a whole line takes its line break along. */
function deletion(span: Span, { text }: Draft): Edit {
  const before = /[ \t]+$/.exec(text.slice(Math.max(0, span.start - 20), span.start))?.[0].length ?? 0;
  const after = /^[ \t]+/.exec(text.slice(span.end, span.end + 20))?.[0].length ?? 0;
  const atHead = span.start - before === 0 || /[\r\n]/.test(text[span.start - before - 1] ?? '');
  const wrapped = /^[ \t]*(?:\r\n|\n|\r)[ \t]*(?=[^\s])/.exec(text.slice(span.end, span.end + 40))?.[0].length ?? 0;
  if (atHead) return { span: { start: span.start, end: span.end + (after || wrapped) }, newText: '' };
  return { span: { start: span.start - before, end: span.end }, newText: '' };
}

/** Takes a phrase out with the comma and the joining word that held it. */
function phraseDeletion({ start, end }: Span, { draft, sentence }: Place): Edit {
  const before = draft.text.slice(sentence.start, start);
  const after = draft.text.slice(end, sentence.end);
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

/** Whether what is written would not be flagged in its turn, and cuts no bracket or mark of emphasis in two. */
function isClean({ span, newText }: Edit, { draft, sentence }: Place, read: Reader): boolean {
  const cut = draft.text.slice(span.start, span.end);
  const odd = (mark: RegExp): boolean => (cut.match(mark)?.length ?? 0) % 2 !== (newText.match(mark)?.length ?? 0) % 2;
  if (odd(/\*\*/g) || odd(/[“”]/g) || odd(/"/g) || odd(/[()]/g) || odd(/`/g)) return false;
  const whole = draft.text.slice(Math.min(sentence.start, span.start), span.start) + newText + draft.text.slice(span.end, Math.max(span.end, sentence.end));
  return whole
    .replace(/\s+/g, ' ')
    .split(/(?<=[.?!]) (?=\p{Lu}|\p{Ll})/u)
    .every((one) => read(one.trim()).flags.every(({ rule: { rule } }) => rule.severity === 'hint'));
}

const LONGEST_TITLE = 110;

function toFix({ edit, rewrite }: Candidate, { draft, sentence }: Place): Fix {
  const safe = rewrite.safe && placeholdersIn(edit.newText).length === 0;
  const before = draft.text.slice(sentence.start, Math.max(sentence.start, edit.span.start));
  const after = draft.text.slice(edit.span.end, Math.max(edit.span.end, sentence.end));
  const whole = (before + edit.newText + after).replace(/\s+/g, ' ').trim();
  const core = edit.newText.replace(/^[.]? +/, '').replace(/ \S$/, '').replace(/\s+/g, ' ').trim();
  const taken = draft.text.slice(edit.span.start, edit.span.end).replace(/\s+/g, ' ').trim();
  if (core.length <= 1) return { title: `Take out “${shortened(taken)}”`, edits: [edit], safe };
  return { title: `Write “${whole.length <= LONGEST_TITLE ? whole : core}”`, edits: [edit], safe };
}

const shortened = (text: string): string =>
  text.length <= 60 ? text : `${text.slice(0, 60).replace(/\s+\S*$/, '')} …`;
