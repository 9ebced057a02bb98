import type { Finding, ReadDraft } from './review';
import type { Rulebook } from './rulebook';

/** A gap for what only the author knows: "[what you did]". It begins small and is no link, checkbox or footnote. */
export const PLACEHOLDER = /\[(\p{Ll}[^[\]]{2,200})\](?![([:])/gu;
/** Words that no ordinary bracket begins with: a gap even where no rule offers it. */
const ASKING = /^(?:what|who|whom|when|where|which|why|how) \p{L}/u;

const flat = (gap: string): string => gap.replace(/\s+/g, ' ');

/** Every gap in a text, as its words. */
export const placeholdersIn = (text: string): string[] =>
  [...text.matchAll(PLACEHOLDER)].map(([, gap = '']) => flat(gap));

/** Gaps left unfilled in the author's own words: such a draft must not be sent. */
export function unfilledIn({ draft }: Pick<ReadDraft, 'draft'>, { unfilled, placeholders }: Rulebook): Finding[] {
  const gaps = [...draft.prose.matchAll(PLACEHOLDER)].flatMap(({ 0: written, 1: gap = '', index }) => {
    const span = { start: index, end: index + written.length };
    const quoted = draft.quotations.some(({ start, end }) => start <= span.start && span.end <= end);
    return !quoted && (placeholders.has(flat(gap)) || ASKING.test(flat(gap))) ? [span] : [];
  });
  return unfilled.flatMap(({ id, rule: { category, severity, message, article } }) =>
    gaps.map(
      (span): Finding => ({ rule: id, category, scope: 'phrase', severity, span, message, article, fixes: () => [] }),
    ),
  );
}
