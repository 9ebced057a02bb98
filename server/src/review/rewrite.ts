import type { Draft, Span } from '../draft/draft';
import { clausesAround, clausesOf, isClause, leansBack } from './clause';
import { factsLost } from './fact';
import { capital, type Hand, handOf, inHand, uncapital } from './hand';
import { find, type Lines, linesOf, type Reader } from './match';
import type { Pattern } from './pattern';
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
  /** The id of the rule that flags it. */
  readonly rule: string;
  /** What the pattern's `[name: …]` parts stood on. */
  readonly captures: Readonly<Record<string, Span>>;
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
    .map((candidate) => toFix(candidate, place));
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

/**
 * As `sentence`, a sentence that says something and neither asks, bids nor trails off, up to the end of the clause that
 * holds the phrase: words may go before and after it. As `claim`, one that does not speak of what the author does.
 */
function statementIn(place: Place): Readonly<Record<string, Span>> {
  const { draft, sentence } = place;
  const said = draft.text.slice(sentence.start, sentence.end);
  if (OPEN.test(said) || BIDDING.test(said) || !isClause(said)) return {};
  const { last, after } = clausesIn(place);
  if (draft.text.slice(sentence.start, last.end).split(/\s+/).length > LONGEST_STATEMENT) return {};
  const stop = after ? 0 : (/[.!]*$/.exec(said)?.[0].length ?? 0);
  const statement = { start: sentence.start, end: last.end - stop };
  return PERSONAL.test(said) ? { sentence: statement } : { sentence: statement, claim: statement };
}

/** The clauses about the phrase, first to last, and those before and after them, as spans of the draft. */
function clausesIn({ draft, sentence, phrase }: Place): Clauses {
  const prose = draft.prose.slice(sentence.start, sentence.end).replace(/[\r\n\t]/g, ' ');
  const clauses = clausesOf(prose).map(({ start, end }) => ({
    start: start + sentence.start,
    end: end + sentence.start,
  }));
  const [first, last] = clausesAround(clauses, phrase);
  const [before, after] = [clauses[first - 1], clauses[last + 1]];
  return { last: clauses[last] ?? sentence, ...(before && { before }), ...(after && { after }) };
}

interface Clauses {
  readonly last: Span;
  readonly before?: Span;
  readonly after?: Span;
}

/** Words of a statement to which more can be added without losing the reader. */
const LONGEST_STATEMENT = 30;
const OPEN = /[?:…)"”’'*_\p{Extended_Pictographic}]$|\.\.$|^\W*[\p{Ll}(“"]/u;
const BIDDING =
  /^\W*(?:please|kindly|let|don['’]t|do not|do|thank|thanks|just|if|so|as|because|when|while|although|though|since|unless|take|see|ask|make|keep|not)\b/i;
const PERSONAL = /^\W*(?:(?:and|but|so)\s+)?(?:I|we|my|our)\b/i;

function editFor({ replace }: CompiledRewrite, text: string, span: Span, place: Place): Edit {
  const { sentence } = place;
  if (replace === 'sentence') return { span: sentence, newText: text };
  if (replace === 'statement') return statementEdit(text, place);
  if (replace === 'clause') return clauseEdit(text, span, place);
  if (text === '') return phraseDeletion(span, place);
  return { span, newText: span.start === sentence.start ? capital(text) : uncapital(text) };
}

/** The least change that does the same, folded as the draft is. */
function finished(edit: Edit, { draft }: Place): Edit {
  if (edit.newText === '') return deletion(edit.span, draft);
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

const LONGEST_TITLE = 110;

/** A fix with a title that says what will stand there. */
function toFix({ edit, rewrite }: Candidate, { draft, sentence }: Place): Fix {
  const { span, newText } = edit;
  const safe = rewrite.safe && placeholdersIn(newText).length === 0;
  const before = draft.text.slice(sentence.start, Math.max(sentence.start, span.start));
  const after = draft.text.slice(span.end, Math.max(span.end, sentence.end));
  const whole = flat(before + newText + after);
  const core = flat(newText)
    .replace(/^[.,;]? ?(?=\S)/, '')
    .replace(/ \S$/, '');
  const done = (title: string): Fix => ({ title, edits: [edit], safe });
  if (core.length <= 1) return done(`Take out “${shortened(takenOut(draft.text.slice(span.start, span.end), core))}”`);
  if (span.start === span.end && whole.length > LONGEST_TITLE) return done(`Add “${core}”`);
  return done(`Write “${whole.length <= LONGEST_TITLE ? whole : core}”`);
}

const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** What goes, without the letter that only becomes a capital and the word that joined it to the rest. */
const takenOut = (text: string, capitalised: string): string =>
  flat(capitalised === '' ? text : text.slice(0, -1)).replace(
    /^[\s,;—–-]+|[\s,;—–-]*(?:\b(?:and|but|so|yet))?\s*$/g,
    '',
  );

const shortened = (text: string): string =>
  text.length <= 60 ? text : `${text.slice(0, 60).replace(/\s+\S*$/, '')} …`;
