import type { Span } from './draft';
import { isBlank, isHeading, type TextLine, trimSpan, wordsOf } from './layout';

const NAMES = "(?:[ \\t]+[\\p{L}\\p{N}'’.&/+-]+){0,6}?";
const HELLO =
  "(?:dear(?:est)?|hi+(?: there)?|hiya|yo|hello+|hey+(?: there)?|howdy|greetings|good (?:morning|afternoon|evening|day)|morning|afternoon|evening|happy (?:mon|tues|wednes|thurs|fri|satur|sun)day|kia ora|g['’]?day|aloha|namaste|hola|bonjour|hallo|ciao)(?![\\p{L}'’])";
const GREETING = new RegExp(`^${HELLO}.{0,80}$`, 'iu');
const GREETING_TO = /^(?:to|attention:?) (?:all|everyone|everybody|whom|the|our|my|those|each|every)\b.{0,160}[,:]$/iu;
const INLINE_GREETING = new RegExp(`^${HELLO}${NAMES}[ \\t]*(?:[,:!–—]|\\.(?=[ \\t])|[ \\t]-(?=[ \\t]))`, 'iu');
const GROUP =
  "(?:team|all|everyone|everybody|folks|colleagues|guys|gang|friends|both|there|you all|y[’']?all|ladies|gents|people|crew)";
const BARE_GREETING = new RegExp(`^(?:hi|hello|hey|dear|morning|good morning) ${GROUP}(?=[ \\t])`, 'iu');
const GROUP_LINE = new RegExp(`^(?:[\\p{L}\\p{N}]+ ){0,2}${GROUP}$`, 'iu');
const NO_NAME =
  /\b(?:updates?|summary|agenda|notes?|draft|subject|announcement|notice|memo|background|news|reminder|fyi|important|urgent|introduction|overview|statement|context|message|letter|confidential|re|ps)\b/i;

const TITLED =
  /^(?:mr|mrs|ms|miss|dr|prof|sir|madam|coach|chef|father|sister|rev)\b\.?(?: \p{Lu}[\p{L}'’-]+){0,3}[,:]?$/iu;
/** Letterhead, date and title may stand above a greeting, but not more lines than these. */
const MOST_LINES = 6;
const FIRST_LINES = 60;

/** The greeting: the short line, or the front of a line, that addresses the readers before anything else is said. */
export function greetingIn(prose: string, lines: readonly TextLine[], raw: readonly TextLine[]): Span | undefined {
  let position = 0;
  for (let index = 0; index < Math.min(lines.length, FIRST_LINES) && position < MOST_LINES; index++) {
    const line = lines[index];
    if (!line || isBlank(line)) continue;
    const found = isHeading(raw[index]) ? undefined : greetingAt(lines, index, position);
    const lead = line.text.length - line.text.trimStart().length;
    if (found !== undefined) return trimSpan(prose, { start: line.start, end: line.start + lead + found });
    if (wordsOf(line.text) > 14 || /[.!?]\s*$/.test(line.text)) return undefined;
    position++;
  }
  return undefined;
}

/** Length of the greeting at the front of the line, without its indent. */
function greetingAt(lines: readonly TextLine[], index: number, position: number): number | undefined {
  const text = lines[index]?.text.slice(0, 400).trim() ?? '';
  const words = wordsOf(text);
  const plain = !/[.!?](?=\s)/.test(text.replace(/\b(?:mr|mrs|ms|dr|prof|st|rev)\.|\b\p{Lu}\./giu, ''));
  if ((GREETING.test(text) && words <= 9 && plain && !/[.?]$/.test(text)) || GREETING_TO.test(text)) {
    return INLINE_GREETING.exec(text)?.[0].length === text.length || !startsProse(text)
      ? text.length
      : inlineLength(text);
  }
  return inlineLength(text) ?? (isNameLine(lines, index, position, text, words) ? text.length : undefined);
}

/** "Hi Ana, thanks for that" goes on behind its comma; "Dear Ana, Ben and Cy," does not. */
function startsProse(text: string): boolean {
  const rest = /[,!:–—-][ \t]+(.+)$/.exec(text)?.[1] ?? '';
  return (
    /\b(?:I|we|you|it|this|that|is|are|was|have|has|just|please|thanks|thank|sorry)\b/i.test(rest) &&
    !/[,:]$/.test(text)
  );
}

function inlineLength(text: string): number | undefined {
  return (INLINE_GREETING.exec(text) ?? BARE_GREETING.exec(text))?.[0].length;
}

/** "Team," or "2nd shift -" or "Ana": a first line that only names the readers. */
function isNameLine(lines: readonly TextLine[], index: number, position: number, text: string, words: number): boolean {
  const next = lines[index + 1];
  if (words > 6 || text.length > 60 || NO_NAME.test(text) || (position > 0 && !isBlank(lines[index - 1]))) return false;
  if (!/^[\p{Lu}\p{N}]/u.test(text) && !GROUP_LINE.test(text.replace(/[\s,:!–—-]+$/, ''))) return false;
  if (/[,:–—]$|[ \t\p{L}]-$/u.test(text)) return isBlank(next) || /^\s*[\p{Lu}\d"“]/u.test(next?.text ?? '');
  const name = text.replace(/!+$/, '');
  if (GROUP_LINE.test(name) || TITLED.test(name) || /^(?:all|team) [\p{L}\p{N}]/iu.test(name)) return true;
  if (name !== text && words <= 2) return true;
  return position === 0 && isBlank(next) && index + 2 < lines.length && /^\p{Lu}\p{Ll}{1,15}$/u.test(text);
}
