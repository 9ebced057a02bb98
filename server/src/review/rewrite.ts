import type { Draft, Span } from '../draft/draft';
import type { Hit } from './match';
import type { Flag, Gap } from './rulebook';

/** A change to the draft's text at a span of it. */
export interface Edit {
  readonly span: Span;
  readonly newText: string;
}

/** A change to offer: always a suggestion, never applied unasked. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly Edit[];
}

/** The rewrites of a flag as edits, in the rule's order, the best first. */
export function fixesFor(hit: Hit<Flag>, span: Span, sentence: Span, draft: Draft): Fix[] {
  const { rewrites, replace } = hit.rule.rule;
  return rewrites.map((rewrite) => {
    const filled = fitQuotes(fill(rewrite, hit, sentence, draft), draft);
    if (filled === '') return { title: 'Take it out', edits: [{ span: deletion(span, sentence, draft), newText: '' }] };
    const target = replace === 'sentence' ? sentence : span;
    const newText = replace === 'sentence' ? filled : fitCase(filled, span, sentence);
    return { title: `Write “${newText}”`, edits: [{ span: target, newText }] };
  });
}

/** Puts what the pattern's parts stood on into the rewrite: `{what}` becomes the author's own words. */
function fill(rewrite: string, hit: Hit<Flag>, sentence: Span, draft: Draft): string {
  return rewrite
    .replace(/\{([a-z]+)\}/g, (_, name: string) => {
      const part = hit.captures[name];
      if (!part) return '';
      return draft.prose.slice(sentence.start + part.start, sentence.start + part.end).replace(/\s+/g, ' ');
    })
    .replace(/ {2,}/g, ' ')
    .replace(/ ([.,;])/g, '$1')
    .trim();
}

const STRAIGHT: Readonly<Record<string, string>> = { '’': "'", '‘': "'", '“': '"', '”': '"' };

/** Whether a draft is typed with curly quotes: looked up once, for a long draft has many fixes. */
const curly = new WeakMap<Draft, boolean>();

function isCurly(draft: Draft): boolean {
  const known = curly.get(draft) ?? /[’“]/.test(draft.text);
  curly.set(draft, known);
  return known;
}

/** Rewrites are kept with curly quotes; a draft typed with straight ones gets straight ones. */
function fitQuotes(text: string, draft: Draft): string {
  return isCurly(draft) ? text : text.replace(/[‘’“”]/g, (mark) => STRAIGHT[mark] ?? mark);
}

/** A phrase at the head of a sentence starts with a capital; inside, only "I" and names do. */
function fitCase(text: string, span: Span, sentence: Span): string {
  const first = text.charAt(0);
  if (span.start === sentence.start) return first.toUpperCase() + text.slice(1);
  return /^I\b/.test(text) ? text : first.toLowerCase() + text.slice(1);
}

/** The span with one blank beside it, so that no double blank is left. */
function deletion(span: Span, sentence: Span, draft: Draft): Span {
  if (span.start > sentence.start && draft.text[span.start - 1] === ' ')
    return { start: span.start - 1, end: span.end };
  return draft.text[span.end] === ' ' ? { start: span.start, end: span.end + 1 } : span;
}

/** The ways of saying what is missing, as insertions at the place where the reader needs it. */
export function insertionsFor(gap: Gap, draft: Draft, badNews: readonly Span[]): Fix[] {
  const rewrites = gap.rewrites.map((rewrite) => fitQuotes(rewrite, draft));
  return rewrites.map((rewrite) => ({
    title: `Add “${rewrite}”`,
    edits: [gap.insert === 'after-bad-news' ? afterBadNews(rewrite, draft, badNews) : beforeSignOff(rewrite, draft)],
  }));
}

function afterBadNews(rewrite: string, draft: Draft, badNews: readonly Span[]): Edit {
  const at = badNews[0]?.end ?? draft.paragraphs.at(-1)?.at(-1)?.end ?? draft.text.length;
  return { span: { start: at, end: at }, newText: ` ${rewrite}` };
}

function beforeSignOff(rewrite: string, draft: Draft): Edit {
  const newline = draft.text.includes('\r\n') ? '\r\n' : '\n';
  if (draft.signOff) {
    const at = draft.signOff.start;
    return { span: { start: at, end: at }, newText: `${rewrite}${newline}${newline}` };
  }
  const at = draft.paragraphs.at(-1)?.at(-1)?.end ?? draft.text.length;
  return { span: { start: at, end: at }, newText: `${newline}${newline}${rewrite}` };
}
