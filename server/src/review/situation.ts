import type { Likeness } from './likeness';
import type { Evidence, Read } from './review';
import type { Situation } from './rule';
import type { Rulebook } from './rulebook';

/** How much harm the signs must add up to before a draft counts as one that delivers or answers for it. */
const ENOUGH = 2;

/** The harm told, each rule counted once by its weight: 2 makes a draft one about damaged trust, 1 makes it a question. */
export function harmTold(sentences: readonly Read[]): number {
  const told = new Map(
    sentences.flatMap(({ reading }) => reading.harms.map(({ rule }) => [rule.id, rule.rule.weight])),
  );
  return [...told.values()].reduce((sum, weight) => sum + weight, 0);
}

/** Does the draft deliver or answer for harm? A mere sign of harm counts where the rest reads like such drafts. */
export function isDamage(told: number, likeness: Likeness | undefined, { model }: Rulebook): boolean {
  if (told >= ENOUGH) return true;
  return told > 0 && likeness !== undefined && likeness.familiarity * likeness.whole('damage') >= model.speaks.damage;
}

/**
 * What the draft answers for: what most of its signs of harm speak for, by their weight; without any, a draft that owns
 * or regrets something answers for a mistake.
 */
export function situationOf(sentences: readonly Read[], moves: readonly Evidence[]): Situation {
  const votes = new Map<Situation, number>();
  for (const { rule } of sentences.flatMap(({ reading }) => reading.harms).map((hit) => hit.rule))
    if (rule.situation) votes.set(rule.situation, (votes.get(rule.situation) ?? 0) + rule.weight);
  const [named] = [...votes].sort((a, b) => b[1] - a[1]);
  if (named) return named[0];
  return moves.some(({ rule }) => rule === 'moves/own' || rule === 'moves/regret') ? 'own-mistake' : 'other';
}
