import { createCache, REMEMBERED } from '../draft/cache';
import type { Span } from '../draft/draft';
import { handOf } from './hand';
import type { Reader } from './match';
import { type Fix, fixesFor } from './rewrite';
import type { Place } from './statement';
import type { CompiledRewrite } from './wording';
import { foldingAt } from './wrap';

/** What to write instead at a place. */
export type Fixer = (rewrites: readonly CompiledRewrite[], place: Place) => Fix[];

/** How much of the text before and behind a sentence its fixes may look at, in UTF-16 units. */
const AROUND = { before: 300, after: 300 } as const;

/**
 * A fixer that remembers what it has made, for as many places as twice these UTF-16 units tell of: while one paragraph is
 * typed, the fixes of all others stay as they are, at other offsets.
 */
export function createFixer(read: Reader, remembered = REMEMBERED): Fixer {
  // A key is far longer than the sentence of the place.
  const cache = createCache<readonly Fix[]>(2 * remembered);
  return (rewrites, place) => {
    const { start } = place.sentence;
    const fixes = cache(keyOf(place), () => moved(fixesFor(rewrites, place, read), -start));
    return moved(fixes, start);
  };
}

const moved = (fixes: readonly Fix[], by: number): Fix[] =>
  fixes.map((fix) => ({
    ...fix,
    edits: fix.edits.map(({ span, newText }) => ({ span: shifted(span, by), newText })),
  }));

const shifted = ({ start, end }: Span, by: number): Span => ({ start: start + by, end: end + by });

/** All that fixes depend on: the rule, the place, what is about it, and how paragraph and draft are written. */
function keyOf({ draft, sentence, phrase, rule, captures }: Place): string {
  const from = Math.max(0, sentence.start - AROUND.before);
  const spans = [sentence, phrase, ...Object.values(captures)].flatMap(({ start, end }) => [start - from, end - from]);
  const { voice, curly } = handOf(draft);
  const { width, newline, indent } = foldingAt(draft, sentence.start) ?? {};
  return [
    ...[rule, voice, curly, width, newline, indent, from === 0, spans.join(), Object.keys(captures).join()],
    draft.prose.slice(sentence.start, sentence.end),
    draft.text.slice(from, sentence.end + AROUND.after),
  ].join('\n');
}
