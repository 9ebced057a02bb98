import type { Span } from './draft';
import { type Enclosure, enclosuresIn } from './enclosures';
import { trimSpan } from './layout';

/** No sentence is longer than this many UTF-16 units: what comes after reads sentences one at a time. */
export const LONGEST_SENTENCE = 2000;

/** Brackets or quotation marks that enclose more than this are no reason to keep sentences together. */
const LONGEST_ENCLOSURE = 400;

const EMOJI = '(?:\\p{Extended_Pictographic}|\\p{Regional_Indicator})[\\p{Emoji_Modifier}\\u{fe0f}\\u{200d}\\u{20e3}]*';
const END = new RegExp(
  `(?<stops>[.!?…。！？]+)(?<close>["'”’»)\\]]*)(?:[ \\t]{0,3}(?:${EMOJI})+)*|(?:${EMOJI})+|(?<=[\\s.!?])[:;]-?[)(DP]+(?=\\s|$)`,
  'gu',
);

/** Abbreviations that never end a sentence. */
const TITLES = new Set(
  'mr mrs ms mx dr prof st sgt capt lt col gen maj cpl rev hon sen rep gov pres fr supt messrs e.g i.e eg ie vs cf viz approx dept est fig ca incl attn tel ext al mt ft op'.split(
    ' ',
  ),
);
/** Abbreviations that may end one: they do when a word follows that usually begins a sentence. */
const ABBREVIATIONS = new Set(
  'a.m p.m am pm inc ltd co corp llc plc jr sr bros etc esq ph.d m.d r.n b.a m.a u.s u.k u.n e.u d.c jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun ave blvd rd hwy min max hrs hr sq vol pp'.split(
    ' ',
  ),
);
/** Abbreviations only before a number. */
const NUMBERED = new Set(['no', 'nos', 'p', 'pp', 'art', 'sec', 'ch', 'para', 'vol', 'ref', 'rm', 'tel', 'ext']);
const STARTERS =
  /^["'“‘(]?(?:I|We|You|He|She|It|They|The|This|That|These|Those|There|Here|My|Our|Your|His|Her|Their|Its|In|On|At|For|From|If|When|While|As|After|Before|Since|Because|But|And|So|Or|Yet|Please|Thanks?|No|Not|Yes|What|Who|Why|How|Where|All|Some|Any|Each|Every|Let|To|By|With|Until|Once|Today|Tomorrow|Then|Now|Nobody|Everyone|Sorry|A|An)(?:['’][a-z]+)?(?=[\s,.]|$)/;

/**
 * The sentences of one paragraph of `prose`, each trimmed of white space. Line breaks inside it end no sentence.
 * A full stop does so before white space, unless it belongs to an abbreviation, an initial or a list number, or
 * stands inside brackets or quotation marks.
 */
export function sentencesOf(prose: string, paragraph: Span, enclosures = enclosuresIn(prose, paragraph)): Span[] {
  const passage = prose.slice(paragraph.start, paragraph.end);
  const shelters = sheltersOf(enclosures, paragraph.start);
  const sentences: Span[] = [];
  let start = 0;
  let shelter = 0;
  for (const match of passage.matchAll(END)) {
    const end = match.index + match[0].length;
    while ((shelters[shelter]?.end ?? Infinity) <= match.index) shelter++;
    const inside = (shelters[shelter]?.start ?? Infinity) < match.index && (shelters[shelter]?.end ?? 0) > end;
    if (inside || !endsSentence(passage, start, match)) continue;
    addSentence(sentences, prose, paragraph.start + start, paragraph.start + end);
    start = end;
  }
  addSentence(sentences, prose, paragraph.start + start, paragraph.end);
  return sentences;
}

/** The outermost enclosures short enough to keep together, relative to the paragraph. */
function sheltersOf(enclosures: readonly Enclosure[], offset: number): Span[] {
  const short = enclosures
    .filter(({ start, end }) => end - start <= LONGEST_ENCLOSURE)
    .map(({ start, end }) => ({ start: start - offset, end: end - offset }))
    .sort((a, b) => a.start - b.start || b.end - a.end);
  let reach = -1;
  return short.filter(({ start, end }) => {
    if (start < reach) return false;
    reach = end;
    return true;
  });
}

function endsSentence(passage: string, start: number, match: RegExpExecArray): boolean {
  const end = match.index + match[0].length;
  if (end < passage.length && !/\s/.test(passage[end] ?? '')) return false;
  const next = /^\s*(\S{0,20})/.exec(passage.slice(end, end + 80))?.[1] ?? '';
  if (next === '') return true;
  const lower = /^["'“‘(]?\p{Ll}/u.test(next);
  const { stops, close } = match.groups ?? {};
  if (stops === undefined) return !lower && !/^[\p{P}\p{Extended_Pictographic}]/u.test(next);
  if (lower && (close !== '' || /\.\.|…/.test(stops))) return false;
  return stops !== '.' || close !== '' || !isAbbreviation(passage, start, match.index, next, lower);
}

/** Whether the full stop at `stop` belongs to the word before it and the sentence goes on. */
function isAbbreviation(passage: string, start: number, stop: number, next: string, lower: boolean): boolean {
  const before = passage.slice(Math.max(start, stop - 12), stop);
  const word = /[^\s("“[]*$/.exec(before)?.[0] ?? '';
  const known = word.toLowerCase();
  if (stop - start < 8 && /^\s*\(?(?:\d{1,3}|[a-z])$/i.test(passage.slice(start, stop))) return true;
  if (TITLES.has(known)) return true;
  if (NUMBERED.has(known) && /^[#\d]/.test(next)) return true;
  if (ABBREVIATIONS.has(known) && !/^(?:am|max|min|sat|sun|mar|co|no)$/.test(word))
    return lower || !STARTERS.test(next);
  if (/^(?:\p{Lu}\.)*\p{Lu}$/u.test(word) && word !== 'I') return lower || !STARTERS.test(next);
  return false;
}

/** Adds the stretch as sentences of bounded length; a stretch without letters or digits joins the sentence before it. */
function addSentence(sentences: Span[], prose: string, start: number, end: number): void {
  const sentence = trimSpan(prose, { start, end });
  if (!sentence) return;
  const last = sentences.at(-1);
  if (!/[\p{L}\p{N}]/u.test(prose.slice(sentence.start, sentence.end))) {
    if (last && sentence.end - last.start <= LONGEST_SENTENCE)
      sentences[sentences.length - 1] = { start: last.start, end: sentence.end };
    return;
  }
  let from = sentence.start;
  while (sentence.end - from > LONGEST_SENTENCE) {
    const cut = cutBefore(prose, from);
    const piece = trimSpan(prose, { start: from, end: cut });
    if (piece) sentences.push(piece);
    from = cut;
  }
  const rest = trimSpan(prose, { start: from, end: sentence.end });
  if (rest) sentences.push(rest);
}

/** Where to cut a stretch that is too long: at its last white space, or between two whole characters. */
function cutBefore(prose: string, from: number): number {
  const limit = from + LONGEST_SENTENCE;
  for (let at = limit; at > from + LONGEST_SENTENCE / 2; at--) if (/\s/.test(prose[at] ?? '')) return at;
  const unit = prose.charCodeAt(limit);
  return unit >= 0xdc00 && unit <= 0xdfff ? limit - 1 : limit;
}
