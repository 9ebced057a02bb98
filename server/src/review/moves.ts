import { type Likeness, WHOLE } from './likeness';
import type { Evidence, Read } from './review';
import type { Rulebook } from './rulebook';

/** How sure a pattern alone makes us of a move: in drafts its writers had not seen, two of three were right. */
const BY_PATTERN = 0.65;

/**
 * The moves of each sentence with how surely it makes them: by its patterns, by what the model has learnt, whichever is
 * surer; the model counts as far as the prose is familiar to it.
 */
export function movesOf(
  sentences: readonly Read[],
  likeness: Likeness | undefined,
  { moves, model }: Rulebook,
): Evidence[] {
  // In a note of few sentences the pattern is all there is to go by.
  const byPattern = sentences.length < WHOLE ? 1 : BY_PATTERN;
  const made: Evidence[] = [];
  for (const [index, { span, reading }] of sentences.entries()) {
    for (const { id } of moves) {
      const learnt = likeness ? likeness.familiarity * likeness.of(index, id) : 0;
      const strength = Math.max(learnt, reading.told.includes(id) ? byPattern : 0);
      if (strength >= model.speaks.moves) made.push({ rule: id, span, strength });
    }
  }
  return made;
}
