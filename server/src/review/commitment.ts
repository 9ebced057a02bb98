import type { Span } from '../draft/draft';
import type { Review } from './review';

/** Something the author says they will do: what the article means by “If you do make a promise, follow through.” */
export interface Commitment {
  /** The sentence it stands in. */
  readonly span: Span;
  /** That sentence on one line. */
  readonly sentence: string;
  readonly who: 'I' | 'we' | null;
  /** What was promised, without “I will” and without the day. */
  readonly what: string;
  /** The day as the draft says it, such as “by Friday”. */
  readonly by: string | null;
  /** The day it names, `YYYY-MM-DD`; null where the words name none for certain. */
  readonly due: string | null;
}

/** A day named in a text, at an offset (UTF-16) of it. */
export interface NamedDay {
  readonly index: number;
  readonly text: string;
  readonly day: string;
}

/** Finds the days that a text names, seen from a reference day it was made for. */
export type ReadDays = (text: string) => readonly NamedDay[];

const FUTURE = /\b(I|we)(?: will|['’]ll| am going to| are going to)\b(?! (?:not|never)\b)/gi;
/** Acts that lie ahead only where the sentence says so; a commitment always does. */
const AHEAD: readonly string[] = ['moves/repair', 'moves/prevent'];

/** The commitments of a draft in order, one for each “I will” of the sentences that make any. Pure. */
export function commitmentsIn({ draft, moves }: Review, readDays: ReadDays): Commitment[] {
  const sentences = new Map<number, { readonly span: Span; readonly rules: Set<string> }>();
  for (const { span, rule } of moves) {
    const known = sentences.get(span.start);
    if (known) known.rules.add(rule);
    else sentences.set(span.start, { span, rules: new Set([rule]) });
  }
  return [...sentences.values()].flatMap(({ span, rules }) => {
    const sentence = draft.text.slice(span.start, span.end).replace(/\s+/g, ' ').trim();
    const clauses = clausesOf(sentence);
    if (rules.has('moves/commit')) return (clauses.length > 0 ? clauses : [{ who: null, text: sentence }]).map(read);
    return AHEAD.some((rule) => rules.has(rule)) ? clauses.map(read) : [];

    function read({ who, text }: Clause): Commitment {
      // “If it is not there on Friday I will chase it” names its day ahead of the clause.
      const day = bestDay(text, readDays) ?? (clauses.length === 1 ? bestDay(sentence, readDays) : undefined);
      const what = tidy(day ? text.replace(day.phrase, ' ') : text);
      return { span, sentence, who, what, by: day ? tidy(day.phrase) : null, due: day?.day ?? null };
    }
  });
}

interface Clause {
  readonly who: Commitment['who'];
  readonly text: string;
}

function clausesOf(sentence: string): Clause[] {
  const heads = [...sentence.matchAll(FUTURE)];
  return heads.map((head, index) => ({
    who: head[1]?.toLowerCase() === 'we' ? 'we' : 'I',
    text: withoutLink(sentence.slice(head.index + head[0].length, heads[index + 1]?.index)),
  }));
}

/** A clause without the “, and” that leads to the next. */
const withoutLink = (clause: string): string => clause.replace(/[\s,;–—-]*(?:\b(?:and|but|or|so|then))?\s*$/i, '');

const LEAD =
  /(?:\b(?:by|before|on|no later than|not later than|latest|until)(?: the)?(?: close| end| morning)?(?: on| of)? |^)$/i;
/** Words after which a day is one gone by, or somebody else's. */
const NOT_DUE = /\b(?:since|from|of|last|dated) (?:the )?$/i;

/** The day that the words most likely set: one after “by” before any other. */
function bestDay(text: string, readDays: ReadDays): { readonly day: string; readonly phrase: string } | undefined {
  const days = readDays(text)
    .filter(({ index }) => !NOT_DUE.test(text.slice(0, index)))
    .map(({ index, text: words, day }) => {
      const lead = LEAD.exec(text.slice(0, index))?.[0] ?? '';
      return { day, phrase: lead + words, led: lead !== '' || /^(?:on|by|before|within) /i.test(words) };
    });
  return days.find(({ led }) => led) ?? days[0];
}

/** The words of a promise without what hangs over at its ends. */
function tidy(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/ ([.,;:!?])/g, '$1')
    .replace(/^[\s,;:—–-]+/, '')
    .replace(/(?:[\s,;:—–-]|[.!]$|\b(?:and|but|or|so|also|that)$)+$/, '')
    .trim();
}
