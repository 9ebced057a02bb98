import type { Evidence, Finding, Review } from './review';
import type { Rubric, StepRubric } from './rubric';
import type { Category, Situation, Step } from './rule';
import type { Rulebook } from './rulebook';

/** Where a draft stands on the article's five steps; scores run from 0 to 100. */
export interface Rating {
  /** Null for a draft that neither delivers nor answers for harm: there is nothing to rate. */
  readonly overall: number | null;
  /** The overall score in a word. */
  readonly word: string;
  readonly damage: boolean;
  /** What it was rated as, and what it reads as to Amends where its writer has not said. */
  readonly situation: Situation;
  readonly recognised: Situation;
  readonly steps: readonly StepRating[];
}

export interface StepRating {
  readonly step: Step;
  readonly title: string;
  readonly asks: string;
  readonly score: number | null;
  /** The sentences that take the step, each once. */
  readonly moves: readonly Evidence[];
  /** What speaks against the step: its flags and its gaps. */
  readonly findings: readonly Finding[];
  /** How the score adds up, before it is held within 0 and 100; the rest is the step's base. */
  readonly counts: readonly Count[];
}

/** What one criterion of the rubric adds or takes, and the sentences it comes from. */
export interface Count {
  /** The move or the category of flag. */
  readonly criterion: string;
  readonly points: number;
  /** Why it counts, in the rubric's words. */
  readonly why: string;
  readonly from: readonly Evidence[];
}

const CATEGORIES: readonly Category[] = ['excuse', 'overpromise', 'acknowledgement'];
export const STEPS: readonly Step[] = ['acknowledge', 'empathise', 'honest', 'solve', 'ask'];

/** Rates a reviewed draft by the rubric; the same draft and rules always give the same rating. */
export function rate(review: Review, book: Rulebook): Rating {
  const { rubric } = book;
  const steps = STEPS.map((step) => rateStep(step, review, book));
  const weight = STEPS.reduce((sum, step) => sum + rubric.steps[step].weight, 0);
  const total = steps.reduce((sum, { step, score }) => sum + rubric.steps[step].weight * (score ?? 0), 0);
  const overall = review.damage ? Math.round(total / weight) : null;
  const word = rubric.words.find(({ from }) => (overall ?? 0) >= from)?.word ?? '';
  const { damage, situation, recognised } = review;
  return { overall, word: overall === null ? 'nothing to rate' : word, damage, situation, recognised, steps };
}

function rateStep(step: Step, review: Review, book: Rulebook): StepRating {
  const rubric = book.rubric.steps[step];
  const made = review.moves.filter(({ rule }) => book.steps.get(rule) === step);
  const moves = made.filter(({ span }, index) => made.findIndex((other) => other.span === span) === index);
  const findings = review.findings.filter(({ rule, severity }) => severity !== 'hint' && book.steps.get(rule) === step);
  const { title, asks } = rubric;
  const counts = countsOf(review, rubric, book.rubric);
  const total = counts.reduce((sum, { points }) => sum + points, rubric.base);
  const score = review.damage ? Math.round(Math.min(100, Math.max(0, total))) : null;
  return { step, title, asks, score, moves, findings, counts };
}

/** The points of each kind of move made, and what the flags of each category take off. */
function countsOf(review: Review, rubric: StepRubric, { fading, instead }: Rubric): Count[] {
  const count = (criterion: string, weight: number, again: number): Count[] => {
    const likes = instead[review.situation]?.[criterion] ?? [];
    const from = once([criterion, ...likes].flatMap((name) => evidenceFor(name, review)));
    const points = Math.round(weight * fade(from, again));
    return points === 0 ? [] : [{ criterion, points, why: rubric.why[criterion] ?? '', from }];
  };
  return [
    ...Object.entries(rubric.moves).flatMap(([move, weight]) => count(move, weight, fading.moves)),
    ...CATEGORIES.flatMap((category) => count(category, -(rubric.flags[category] ?? 0), fading.flags)),
  ];
}

/** Each sentence once, by its surest sign. */
function once(evidence: readonly Evidence[]): Evidence[] {
  const surest = [...evidence].sort((a, b) => b.strength - a.strength);
  return surest.filter(({ span }, index) => surest.findIndex((other) => other.span === span) === index);
}

/** The sentences that speak for a criterion: those that make the move, or the flags of the category. */
export function evidenceFor(criterion: string, { moves, findings }: Review): Evidence[] {
  const made = moves.filter(({ rule }) => rule === `moves/${criterion}`);
  const raised = findings.filter(
    ({ scope, severity, category }) => scope === 'phrase' && severity !== 'hint' && category === criterion,
  );
  return [...made, ...raised.map(({ rule, span }) => ({ rule, span, strength: 1 }))];
}

/** What the evidence adds up to: the surest counts in full, each further one a share `again` of the one before. */
export function fade(evidence: readonly Evidence[], again: number): number {
  const strengths = evidence.map(({ strength }) => strength).sort((a, b) => b - a);
  return strengths.reduce((sum, strength, index) => sum + strength * again ** index, 0);
}
