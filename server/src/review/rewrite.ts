import type { Span } from '../draft/draft';
import { type Edit, editFor, finished } from './edit';
import { factsLost } from './fact';
import { type Hand, handOf, inHand, uncapital } from './hand';
import { find, type Lines, linesOf, type Reader } from './match';
import type { Pattern } from './pattern';
import { placeholdersIn } from './placeholder';
import { type Place, statementIn } from './statement';
import { titleOf } from './title';
import type { CompiledRewrite } from './wording';

/** A change to offer: always a suggestion, never applied unasked. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly Edit[];
  /** Changes the wording and not what is claimed, and leaves nothing to fill in. */
  readonly safe: boolean;
}

interface Candidate {
  readonly edit: Edit;
  readonly rewrite: CompiledRewrite;
}

/**
 * What to write instead at a place: in the rules' order, but changes that keep every name, number and date first, and
 * after them those that leave a gap to say them again. A change whose words would be flagged in turn is not offered.
 */
export function fixesFor(rewrites: readonly CompiledRewrite[], place: Place, read: Reader): Fix[] {
  const fixes = cleanFixes(rewrites, place, read);
  // Where the rest of a sentence would not stand, the whole of it goes.
  return fixes.length > 0 ? fixes : cleanFixes(rewrites.map(asWhole), place, read);
}

const asWhole = (rewrite: CompiledRewrite): CompiledRewrite =>
  rewrite.replace === 'clause' ? { ...rewrite, replace: 'sentence' } : rewrite;

function cleanFixes(rewrites: readonly CompiledRewrite[], place: Place, read: Reader): Fix[] {
  const { draft, sentence } = place;
  const lines = linesOf(draft.prose.slice(sentence.start, sentence.end).replace(/[\r\n\t]/g, ' '));
  const hand = handOf(draft, sentence);
  const found = rewrites.flatMap((rewrite) => candidatesFor(rewrite, place, lines, hand));
  const candidates = [...found.filter(({ gap }) => !gap), ...found.filter(({ gap }) => gap)];
  const isFirst = ({ edit }: Candidate, index: number): boolean =>
    candidates.findIndex(
      (other) => other.edit.newText === edit.newText && other.edit.span.start === edit.span.start,
    ) === index;
  return candidates
    .filter((candidate, index) => isFirst(candidate, index) && isClean(candidate.edit, place, read))
    .map(({ edit, rewrite }) => ({
      title: titleOf(edit, sentence, draft),
      edits: [edit],
      safe: rewrite.safe && placeholdersIn(edit.newText).length === 0,
    }));
}

/** More facts than these are no gap to fill but a sentence to keep. */
const MOST_LOST = 4;

/** The rewrite at its place, with a gap for what would otherwise be lost; a deletion loses nothing or is not offered. */
function candidatesFor(
  rewrite: CompiledRewrite,
  place: Place,
  lines: Lines,
  hand: Hand,
): (Candidate & { readonly gap: boolean })[] {
  const found = rewrite.from ? standing(rewrite.from, lines, place) : { span: place.phrase, captures: place.captures };
  const filled = found && fill(inHand(rewrite.text, hand), found.captures, place);
  if (!found || filled === undefined) return [];
  const edit = editFor(rewrite, filled, found.span, place);
  const lost = factsLost(place.draft.prose.slice(edit.span.start, edit.span.end), edit.newText);
  if (lost.length === 0) return [{ edit: finished(edit, place), rewrite, gap: false }];
  if (rewrite.replace === 'phrase' || filled === '' || lost.length > MOST_LOST) return [];
  const text = `${filled} [what they need to know about ${listed(lost, place)}]`;
  return [{ edit: finished(editFor(rewrite, text, found.span, place), place), rewrite, gap: true }];
}

/** The facts as a list; a bare number is named with what it counts. */
function listed(facts: readonly string[], { draft, sentence }: Place): string {
  const said = draft.prose.slice(sentence.start, sentence.end).replace(/\s+/g, ' ');
  const named = facts.map((fact) => {
    const at = /^[\p{Ll}\d.,]+$/u.test(fact) ? said.indexOf(fact) + fact.length : said.length;
    return fact + (COUNTED.exec(said.slice(at))?.[0] ?? '');
  });
  if (named.length < 3) return named.join(' and ');
  return `${named.slice(0, -1).join(', ')}, and ${named.at(-1)}`;
}

/** The word behind a number that says of what it is the number. */
const COUNTED =
  /^ (?!of\b|to\b|in\b|at\b|on\b|for\b|and\b|or\b|no\b|is\b|are\b|was\b|by\b|from\b|with\b|that\b|have\b|had\b|has\b)\p{Ll}+/u;

type Found = Pick<Place, 'captures'> & { readonly span: Span };

/** Where the form that a rewrite is for stands about the phrase. */
function standing(from: Pattern, lines: Lines, { sentence, phrase }: Place): Found | undefined {
  const shift = ({ start, end }: Span): Span => ({ start: start + sentence.start, end: end + sentence.start });
  const found = find(from, lines).find(({ span }) => {
    const { start, end } = shift(span);
    return start < phrase.end && phrase.start < end;
  });
  if (!found) return undefined;
  const captures = Object.entries(found.captures).map(([name, span]) => [name, shift(span)] as const);
  return { span: shift(found.span), captures: Object.fromEntries(captures) };
}

/**
 * The rewrite in the author's hand, `{name}` filled with their own words and `{sentence}` with the whole sentence up to
 * its full stop; undefined where a part did not stand.
 */
function fill(text: string, found: Readonly<Record<string, Span>>, place: Place): string | undefined {
  const { draft, sentence } = place;
  const captures = { ...found, ...statementIn(place) };
  let whole = true;
  const filled = text.replace(/\{([a-z]+)\}/g, (_, name: string, at: number) => {
    const part = Object.hasOwn(captures, name) ? captures[name] : undefined;
    if (!part) whole = false;
    const words = part ? draft.text.slice(part.start, part.end) : '';
    if (at === 0) return words;
    const flat = words.replace(/\s+/g, ' ');
    return part?.start === sentence.start ? uncapital(flat) : flat;
  });
  return whole ? filled.trim() : undefined;
}

/** Whether it changes anything, would not be flagged in its turn, and cuts no bracket or mark of emphasis in two. */
function isClean({ span, newText }: Edit, { draft, sentence, rule }: Place, read: Reader): boolean {
  const cut = draft.text.slice(span.start, span.end);
  if (cut === newText) return false;
  const isOdd = (text: string, mark: RegExp): boolean => (text.match(mark)?.length ?? 0) % 2 === 1;
  if (PAIRED.some((mark) => isOdd(cut, mark) !== isOdd(newText, mark))) return false;
  const before = draft.text.slice(Math.min(sentence.start, span.start), span.start);
  const after = draft.text.slice(span.end, Math.max(span.end, sentence.end));
  const flagged = flaggedIn(draft.prose.slice(sentence.start, sentence.end), read);
  return `${before}${newText}${after}`
    .replace(/\s+/g, ' ')
    .split(/(?<=[.?!]) (?=\p{L})/u)
    .every((one) => [...flaggedIn(one, read)].every((found) => found !== rule && flagged.has(found)));
}

const PAIRED = [/\*\*/g, /[“”]/g, /"/g, /[()]/g, /`/g];

const flaggedIn = (sentence: string, read: Reader): ReadonlySet<string> =>
  new Set(
    read(sentence.replace(/\s/g, ' ').trim())
      .flags.filter(({ rule }) => rule.rule.severity !== 'hint')
      .map(({ rule }) => rule.id),
  );
