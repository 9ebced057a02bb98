import type { Draft, Span } from '../draft/draft';
import { lineStart } from '../draft/layout';
import type { Edit } from './edit';
import { handOf, inHand } from './hand';
import type { Evidence } from './review';
import type { Fix } from './rewrite';
import type { Gap, Situation } from './rule';
import type { CompiledRewrite } from './wording';
import { folded, newlineOf } from './wrap';

/** What an insertion needs to know of a draft: its text, what was read in it, and what it was read as. */
export interface Setting {
  readonly draft: Draft;
  readonly harm: readonly Evidence[];
  readonly moves: readonly Evidence[];
  readonly situation: Situation;
}

type Paragraph = readonly Span[];

/** Ways to try; of those that hold, fewer are offered. */
const MOST = 4;

/**
 * The ways of saying what is missing, as insertions at the place where the reader needs it: those for any draft and
 * those kept for its situation, in the rule's order, first where they belong and then where else they may stand.
 */
export function insertionsFor(rule: Gap, rewrites: readonly CompiledRewrite[], setting: Setting): Fix[] {
  const { draft, situation } = setting;
  const fitting = rewrites.filter(({ situations }) => situations?.includes(situation) ?? true);
  return PLACES[rule.insert].flatMap((place) =>
    fitting.slice(0, MOST).map(({ text }) => {
      const words = inHand(text, handOf(draft));
      return { title: `Add “${words}”`, edits: [place(words, setting)], safe: false };
    }),
  );
}

type Place = (text: string, setting: Setting) => Edit;

/** Where each insertion belongs, and where it may go should it not hold there. */
const PLACES: Readonly<Record<Gap['insert'], readonly Place[]>> = {
  'after-bad-news': [afterBadNews, beforeQuestion],
  'before-question': [beforeQuestion, atTheEnd],
  'before-sign-off': [beforeSignOff, atTheEnd],
};

/** At the end of the paragraph that brings the bad news; after a heading or a list it stands by itself. */
function afterBadNews(text: string, { draft, harm }: Setting): Edit {
  const body = bodyOf(draft);
  const told = firstTold(body, harm);
  const at = body.findIndex((sentences, index) => index >= told && isRunning(sentences, draft));
  const paragraph = body[at];
  const end = paragraph?.at(-1)?.end;
  if (end === undefined) return before(draft.signOff?.start, text, draft);
  return insert(end + trailing(draft.text, end), ` ${text}`, draft);
}

/** The first paragraph of the body that tells of harm; not all are looked for, a draft may tell of much. */
function firstTold(body: readonly Paragraph[], harm: readonly Evidence[]): number {
  for (const { span } of harm) {
    const at = body.findIndex((sentences) => holds(sentences, span));
    if (at >= 0) return at;
  }
  return 0;
}

/** What was said to them stands before what is asked of them. */
function beforeQuestion(text: string, { draft, moves }: Setting): Edit {
  const body = bodyOf(draft);
  const asked = moves.filter(({ rule }) => rule === 'moves/ask').at(-1);
  const at = asked ? body.findIndex((sentences) => holds(sentences, asked.span)) : -1;
  const last = body[at];
  const closes = at > 0 && at === body.length - 1 && last?.[0]?.start === asked?.span.start;
  return before(closes ? last?.[0]?.start : draft.signOff?.start, text, draft);
}

function beforeSignOff(text: string, { draft }: Setting): Edit {
  return before(draft.signOff?.start, text, draft);
}

/** Behind the last running sentence of the body. */
function atTheEnd(text: string, { draft }: Setting): Edit {
  const end = bodyOf(draft)
    .filter((sentences) => isRunning(sentences, draft))
    .at(-1)
    ?.at(-1)?.end;
  return end === undefined
    ? before(draft.signOff?.start, text, draft)
    : insert(end + trailing(draft.text, end), ` ${text}`, draft);
}

const holds = (sentences: Paragraph, { start, end }: Span): boolean =>
  sentences.some((sentence) => sentence.start <= start && end <= sentence.end);

/** The paragraphs of the letter itself: no subject, greeting or sign-off. */
function bodyOf({ paragraphs, subject, greeting, signOff }: Draft): Paragraph[] {
  return paragraphs.filter((sentences) => {
    const [start, end] = [sentences[0]?.start ?? 0, sentences.at(-1)?.end ?? 0];
    if (subject && start < subject.end) return false;
    if (greeting && start < greeting.end) return false;
    return !signOff || end <= signOff.start;
  });
}

/** Running prose, to which a sentence can be added: it ends as sentences do and is no heading, list or table. */
function isRunning(sentences: Paragraph, { text, prose }: Draft): boolean {
  const [start, end] = [sentences[0]?.start ?? 0, sentences.at(-1)?.end ?? 0];
  const head = lineStart(text, start);
  const lead = text.slice(head, start);
  const marked = /[|#>]|^\s*(?:[-*+•–]|\d+[.)]|\(?[a-z][.)])\s/.test(lead) || /\*\*|__/.test(lead);
  return !marked && /[.!?…)”"’🙂]$/u.test(prose.slice(start, end)) && prose.slice(start, end).split(/\s+/).length >= 6;
}

/** Marks of emphasis and quotation that close behind the last sentence. */
const trailing = (text: string, end: number): number => /^[*_”"')\]]*/.exec(text.slice(end, end + 6))?.[0].length ?? 0;

/** A paragraph of its own before an offset, or at the end of the body. */
function before(at: number | undefined, text: string, draft: Draft): Edit {
  const newline = newlineOf(draft.text);
  const last = bodyOf(draft).at(-1)?.at(-1)?.end ?? draft.greeting?.end;
  if (at !== undefined) {
    const head = lineStart(draft.text, at);
    const alone = /^\s*$/.test(draft.text.slice(head, at));
    const parted = head === 0 || /(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)$/.test(draft.text.slice(0, head));
    if (alone) return insert(at, `${parted ? '' : newline}${text}${newline}${newline}`, draft);
    return insert(at, `${text} `, draft);
  }
  const end = (last ?? draft.text.trimEnd().length) + trailing(draft.text, last ?? draft.text.length);
  return insert(end, `${end === 0 ? '' : newline + newline}${text}`, draft);
}

const insert = (at: number, newText: string, draft: Draft): Edit =>
  folded({ span: { start: at, end: at }, newText }, draft);
