import type { Span } from './draft';
import { isBlank, isHeading, type TextLine, trimSpan, wordsOf } from './layout';

const CLOSING =
  /^(?:[-–—~ ]*)(?:(?:and|as always|once again|again|so|with|many|most|kind(?:est)?|warm(?:est)?|very|my|our|all|lots of|much|sincere|deep(?:est)?|heartfelt|in|yours|best|love and|humble|the|good|friendly|big|huge|ever so|real) )*(?:regards|greetings|affection|regret|thanking you|rgds|wishes|thanks|thank you|thank u|thx|ta|cheers|best|all the best|sincerely|truly|faithfully|respectfully|cordially|warmly|gratefully|fondly|humbly|love|gratitude|respect|appreciation|solidarity|partnership|service|apologies|sorry|hugs?|xo+|yours|take care|talk soon|speak soon|see you|onwards?|blessings|god bless|peace|stay safe|be well|kindly|appreciatively)(?![\p{L}'’])(?<rest>[^\r\n]{0,70})$/iu;
const NAME_LINE =
  /^[-–—~/ ]*(?:x+ )?\p{Lu}[\p{L}'’.-]*(?:,?[ \t]+(?:\p{Lu}[\p{L}'’.-]*|de|van|von|der|den|la|al|bin|and|&|\+|\/|of|the|at|for|in|x+)){0,8},?$/u;
const NICKNAME = /^[-–—~ ]*(?:x+ )?\p{L}{1,12}(?: x+)?\.?$/u;
const CONTACT =
  /@|https?:|www\.|\+?\d[\d ().-]{6,}\d|\b(?:tel|phone|ph|mob|mobile|cell|fax|ext|direct|office|desk)\b[.:# ]{1,3}[+(\d]|[ \t]\|[ \t]|^\d+ .{3,40}\b(?:street|st|avenue|ave|road|rd|suite|floor)\b|please consider the environment/i;
const FOOTER = /please consider the environment/i;
const PLAIN_WORD = /(?<![\p{L}@./])\p{Ll}{2,}(?![\p{L}@./]*[@/])/gu;
const POSTSCRIPT = /^p\.?[ \t]?p?\.?s\b(?! ?\d)/i;
const MOST_LINES = 14;

/** What closes the message: its span, and the contact details below that are no words to a reader. */
export interface Closing {
  readonly signOff: Span;
  readonly contact?: Span;
}

/** The closing formula with the names below it, or the names alone, at the end of the message. `raw` has the links that `lines` have not. */
export function closingIn(prose: string, lines: readonly TextLine[], raw: readonly TextLine[]): Closing | undefined {
  const tail = lastFilled(lines, raw);
  const formula = tail.findLastIndex(
    (index, position) =>
      isClosingLine(lines[index]?.text ?? '', tail.length - position - 1) &&
      isShortBelow(raw, tail.slice(position + 1)),
  );
  const first = formula >= 0 ? formula : trailingNames(lines, raw, tail);
  return first < 0 ? undefined : partsOf(prose, lines, raw, tail.slice(first));
}

/** Parts the lines from the closing on into what is signed, contact details, and a postscript, which is the letter again. */
function partsOf(
  prose: string,
  lines: readonly TextLine[],
  raw: readonly TextLine[],
  below: readonly number[],
): Closing | undefined {
  const texts = below.map((index) => raw[index]?.text.trim() ?? '');
  const postscript = texts.findIndex((text) => POSTSCRIPT.test(text));
  const end = postscript > 0 ? postscript : below.length;
  const details = texts.findIndex((text, position) => position > 0 && position < end && isContact(text));
  const signed = details > 0 ? details : end;
  const over = texts.findIndex(
    (text, position) => position >= signed && (position >= end || !(isContact(text) || isShort(text))),
  );
  const signOff = spanOver(prose, lines, below.slice(0, signed));
  const contact = spanOver(prose, lines, below.slice(signed, over < 0 ? end : over));
  return signOff && { signOff, ...(contact && { contact }) };
}

/** Indices of the last lines with words or with links, in order, up to a heading, a rule or anything else that is masked. */
function lastFilled(lines: readonly TextLine[], raw: readonly TextLine[]): number[] {
  const found: number[] = [];
  for (let index = lines.length - 1; index >= 0 && found.length < MOST_LINES; index--) {
    const isDetail = isContact(raw[index]?.text.trim() ?? '');
    if (isHeading(raw[index]) || (isBlank(lines[index]) && !isBlank(raw[index]) && !isDetail)) break;
    if (!isBlank(lines[index]) || isDetail) found.unshift(index);
  }
  return found;
}

function isClosingLine(line: string, below: number): boolean {
  const text = line.trim();
  if (text.length > 90 || wordsOf(text) > 9) return false;
  const rest = CLOSING.exec(text)?.groups?.rest;
  if (rest === undefined) return false;
  if (/[.!?]\s+\p{Ll}|[?:]$/u.test(rest)) return false;
  return (
    wordsOf(text) <= 3 || /[,!–—-]$/.test(rest) || /^[,.!]? *[-–—]* *\p{Lu}[\p{L}. ]{0,30}$/u.test(rest) || below > 0
  );
}

/** Below a closing stand names, titles and contact details, or a postscript: nothing that goes on like a letter. */
function isShortBelow(raw: readonly TextLine[], below: readonly number[]): boolean {
  for (const index of below) {
    const text = raw[index]?.text.trim() ?? '';
    if (POSTSCRIPT.test(text)) return true;
    if (!CONTACT.test(text) && (wordsOf(text) > 9 || (/[.!?]$/.test(text) && wordsOf(text) > 4))) return false;
  }
  return true;
}

/** Position in `tail` of the name lines that end a message without a usual closing formula, or of the short line that closes above them; or -1. */
function trailingNames(lines: readonly TextLine[], raw: readonly TextLine[], tail: readonly number[]): number {
  const last = belowNames(raw, tail);
  for (let position = Math.max(1, last - 4); position < last; position++) {
    const names = tail.slice(position, last).map((index) => lines[index]?.text.trim() ?? '');
    if (!names.every(isShort) || !isName(names[0] ?? '', position === last - 1) || isItem(raw, tail, position))
      continue;
    const above = lines[tail[position - 1] ?? 0]?.text.trim() ?? '';
    if (isFarewell(lines, tail, position)) return position - 1;
    if (isBlank(lines[(tail[position] ?? 0) - 1]) && /[.!?)]$|^\P{L}*$|\S\s+\S+\s+\S/u.test(above)) return position;
    if (/[.!?)]$/.test(above) && wordsOf(names[0] ?? '') <= 3) return position;
  }
  return -1;
}

/** Position in `tail` behind the last name line: where a postscript or contact details begin, or its length. */
function belowNames(raw: readonly TextLine[], tail: readonly number[]): number {
  const texts = tail.map((index) => raw[index]?.text.trim() ?? '');
  const postscript = texts.findLastIndex((text) => POSTSCRIPT.test(text));
  const last = postscript > 0 ? postscript : texts.length;
  const first = texts.slice(0, last).findLastIndex((text) => !isShort(text) && !isContact(text)) + 1;
  const contact = texts.slice(0, last).findIndex((text, position) => position > first && isContact(text));
  return contact > 0 ? contact : last;
}

/** A telephone number, an address or the like; "ring 07700 900 418 any time before ten" is the author's sentence. */
function isContact(text: string): boolean {
  return CONTACT.test(text) && wordsOf(text) <= 14 && (FOOTER.test(text) || (text.match(PLAIN_WORD)?.length ?? 0) < 3);
}

function isShort(text: string): boolean {
  return wordsOf(text) <= 8 && !/[.!?:]$/.test(text.replace(/(?:\b\p{Lu}|\bJr|\bSr|\bEsq)\.$/u, ''));
}

function isName(text: string, isLast: boolean): boolean {
  return NAME_LINE.test(text) || (isLast && NICKNAME.test(text));
}

/** The last item of a list of names is no signature. */
function isItem(raw: readonly TextLine[], tail: readonly number[], position: number): boolean {
  const bullet = /^[ \t]*(?:[-*+•]|\d{1,3}[.)])[ \t]/;
  const [above, here] = [tail[position - 1], tail[position]].map((index) => bullet.test(raw[index ?? -1]?.text ?? ''));
  return above === true && here === true;
}

/** "A strong hug," above the names: a few words set apart that end no sentence. */
function isFarewell(lines: readonly TextLine[], tail: readonly number[], position: number): boolean {
  const index = tail[position - 1] ?? 0;
  const text = lines[index]?.text.trim() ?? '';
  return (
    position > 1 && isBlank(lines[index - 1]) && wordsOf(text) <= 5 && /^\p{L}/u.test(text) && /[,!\p{Ll}]$/u.test(text)
  );
}

function spanOver(prose: string, lines: readonly TextLine[], indices: readonly number[]): Span | undefined {
  const first = lines[indices[0] ?? -1];
  const last = lines[indices.at(-1) ?? -1];
  return first && last && trimSpan(prose, { start: first.start, end: last.end });
}
