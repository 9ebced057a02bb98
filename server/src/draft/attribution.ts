import { createCache, REMEMBERED } from './cache';

/** Languages' words for "wrote" in the line above a quoted reply; matched anywhere in it. */
const WROTE =
  /\bwrote\b|\bwrites\b|\bsaid\b|(?<!\p{L})écrit\b|\bschrieb\b|\bschreef\b|\bgeschreven\b|\bescribió|\bescreveu\b|\bha scritto\b|\bskrev\b|\bnapisał|\bpisze\b|\bkirjoitti\b|\bnapsal|\bírta\b|\byazdı|\bscrie\b|\bnapísal|\bwrote:|написал|пише|пишет|写道|寫道|のメッセージ|作成|작성|さんは書きました/iu;
/** Words that open such a line, apart from a date or a name. */
const OPENER =
  /^(?:on|at|in|le|am|el|il|em|op|den|dnia|w dniu|på|pe|vào|dne|a|la|pada|tarihinde|на)\s|^在|^[-*]{2,}\s*on\s/iu;
const ADDRESS = /[^\s@<>]@[^\s@<>]+\.[a-z]|<[^<>]*>|\[mailto:/i;
const TIME = /\d{1,2}[:.h]\d{2}|\b(?:a\.?m|p\.?m)\b|\bGMT\b|\bUhr\b/i;
const DATE =
  /\b(?:19|20)\d{2}\b|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|(?<!\d)\d{1,2}\.? \p{L}{3,}|\p{L}{3,}\.? \d{1,2}(?!\d)/u;
/** Gmail's older form in some languages: a full date and an address, and no verb. */
const BARE =
  /^\s*\d{4}[-/.]\d{1,2}[-/.]\d{1,2} \d{1,2}:\d{2} (?:GMT|UTC)[+-]\d{1,2}:?\d{2} [^.!?]{2,80}$|^\s*\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\s.{1,80}<[^<>\s]+@[^<>\s]+>:?\s*$/;
const BY_THE_AUTHOR = /\b(?:I|we|I've|we've|I’ve|we’ve|I'd|we'd)\s+(?:\p{L}+\s+){0,2}(?:wrote|said|written)\b/iu;

/** Longest attribution, wrapped lines joined, in UTF-16 units. */
const LONGEST = 400;
const MOST_LINES = 6;

export interface Attribution {
  /** Number of lines it takes, blank ones inside it counted. */
  readonly lines: number;
  /** It names a day with a time, or an address: so surely an attribution that what follows needs no `>`. */
  readonly sure: boolean;
}

/** The attribution ("On 3 May 2024 at 10:02, Ana wrote:") that begins at a line, possibly wrapped, in any of the usual languages. */
export function attributionAt(lines: readonly { readonly text: string }[], index: number): Attribution | undefined {
  const first = lines[index]?.text ?? '';
  if (first.length > LONGEST || !mayBegin(first)) return undefined;
  if (BARE.test(first)) return { lines: 1, sure: true };
  let joined = '';
  for (let count = 1; count <= MOST_LINES && joined.length <= LONGEST; count++) {
    const line = lines[index + count - 1];
    if (line === undefined) return undefined;
    joined = `${joined} ${line.text
      .slice(0, LONGEST + 1)
      .replace(/^[ \t>|]+/, '')
      .trim()}`.trim();
    const found = judge(joined, count);
    if (found) return found;
    if (/[.!?][”"]?$/.test(joined) && !TIME.test(joined)) return undefined;
  }
  return undefined;
}

/** What each line's own words tell is worked out once, for most lines stay as they are while one is typed. */
const begins = createCache<boolean>(REMEMBERED);
const mayBegin = (line: string): boolean => begins(line, () => mayBeginAnew(line));

function mayBeginAnew(first: string): boolean {
  const text = first.replace(/^[ \t>|]+/, '').slice(0, 80);
  return (
    OPENER.test(text) ||
    /^[*_-]*\d|^\p{L}{1,14}[.,]?,? +\d/u.test(text) ||
    /^[^:]*?[<@]/.test(first.slice(0, 200)) ||
    /^[\p{L}" ]{2,60},? (?:\d|<|wrote)/u.test(text)
  );
}

function judge(joined: string, lines: number): Attribution | undefined {
  if (joined.length > LONGEST) return undefined;
  if (lines > 1 && BARE.test(joined)) return { lines, sure: true };
  if (!/(?:[:：]|wrote -{2,})[*_]?$/.test(joined) || !WROTE.test(joined) || BY_THE_AUTHOR.test(joined))
    return undefined;
  const dated = DATE.test(joined) && (TIME.test(joined) || /\b(?:19|20)\d{2}\b/.test(joined));
  const addressed = ADDRESS.test(joined);
  if (!dated && !addressed) return DATE.test(joined) && OPENER.test(joined) ? { lines, sure: false } : undefined;
  return { lines, sure: dated || addressed };
}
