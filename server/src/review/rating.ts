import type { Evidence, Finding, Review } from './review';
import type { Rulebook, Situation, Step, StepRubric } from './rulebook';

/** Where a draft stands on the article's five steps; scores run from 0 to 100. */
export interface Rating {
  /** Null for a draft that neither delivers nor answers for harm: there is nothing to rate. */
  readonly overall: number | null;
  /** The overall score in a word. */
  readonly word: string;
  readonly damage: boolean;
  readonly situation: Situation;
  readonly steps: readonly StepRating[];
}

export interface StepRating {
  readonly step: Step;
  readonly title: string;
  readonly asks: string;
  readonly score: number | null;
  readonly moves: readonly Evidence[];
  /** What speaks against the step: its flags and its gaps. */
  readonly findings: readonly Finding[];
}

export const STEPS: readonly Step[] = ['acknowledge', 'empathise', 'honest', 'solve', 'ask'];

/** Rates a reviewed draft by the rubric; the same draft and rules always give the same rating. */
export function rate(review: Review, book: Rulebook): Rating {
  const { rubric } = book;
  const steps = STEPS.map((step) => rateStep(step, review, book));
  const weight = STEPS.reduce((sum, step) => sum + rubric.steps[step].weight, 0);
  const total = steps.reduce((sum, { step, score }) => sum + rubric.steps[step].weight * (score ?? 0), 0);
  const overall = review.damage ? Math.round(total / weight) : null;
  const word = rubric.words.find(({ from }) => (overall ?? 0) >= from)?.word ?? '';
  const shown = { damage: review.damage, situation: review.situation, steps };
  return { overall, word: overall === null ? 'nothing to rate' : word, ...shown };
}

function rateStep(step: Step, review: Review, book: Rulebook): StepRating {
  const rubric = book.rubric.steps[step];
  const moves = review.moves.filter(({ rule }) => book.steps.get(rule) === step);
  const findings = review.findings.filter(({ rule, severity }) => severity !== 'hint' && book.steps.get(rule) === step);
  const { title, asks } = rubric;
  const score = review.damage ? scoreOf(review, rubric) : null;
  return { step, title, asks, score, moves, findings };
}

/** Base, plus the points of each kind of move made, less those of each flag raised, held within 0 and 100. */
function scoreOf(review: Review, rubric: StepRubric): number {
  const made = new Set(review.moves.map((move) => move.rule.slice('moves/'.length)));
  const won = [...made].reduce((sum, move) => sum + (rubric.moves[move] ?? 0), 0);
  const lost = review.findings
    .filter(({ scope, severity }) => scope === 'phrase' && severity !== 'hint')
    .reduce((sum, { category }) => sum + (category === 'omission' ? 0 : (rubric.flags[category] ?? 0)), 0);
  return Math.round(Math.min(100, Math.max(0, rubric.base + won - lost)));
}
