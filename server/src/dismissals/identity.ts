import type { Draft, Span } from '../draft/draft';
import type { Finding } from '../review/review';

/**
 * What makes a finding this one and no other: its rule, the words of its sentence whatever their line breaks, quotes
 * and case, and which of such sentences it is. So it stays itself while the rest of the draft, its file and its name
 * change. Given as 128 bits of SHA-256 in hex.
 */
export async function identify(finding: Finding, draft: Draft): Promise<string> {
  const at = anchorOf(finding).start;
  const sentences = draft.paragraphs.flat();
  const own = sentences.find(({ start, end }) => start <= at && at < end) ?? anchorOf(finding);
  const words = wordsAt(own, draft);
  const before = sentences.filter((span) => span.start < own.start && wordsAt(span, draft) === words).length;
  const bytes = new TextEncoder().encode(JSON.stringify([finding.rule, words, before]));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A finding about the whole draft stands with the bad news it asks more of, for sign-offs are alike. */
function anchorOf({ scope, span, related }: Finding): Span {
  return scope === 'draft' ? (related?.span ?? span) : span;
}

const wordsAt = ({ start, end }: Span, { text }: Draft): string =>
  text
    .slice(start, end)
    .normalize('NFKC')
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
