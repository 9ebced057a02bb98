import type { Category, Situation, Step } from './rule';

/** How moves and flags make a rating, see rules/rubric.json. Points are of 100. */
export interface Rubric {
  /** The share that a further sentence of the same kind counts of the one before. */
  readonly fading: { readonly moves: number; readonly flags: number };
  /**
   * The moves that count like another where a situation asks for them in its stead: a justified act asks for empathy and
   * not for a confession, an uncertain future for an honest “I don’t know”.
   */
  readonly instead: Readonly<Partial<Record<Situation, Readonly<Record<string, readonly string[]>>>>>;
  readonly steps: Readonly<Record<Step, StepRubric>>;
  /** The word for an overall score, the highest bound first. */
  readonly words: readonly { readonly from: number; readonly word: string }[];
}

export interface StepRubric {
  /** The article's heading, and what the step asks in one line. */
  readonly title: string;
  readonly asks: string;
  /** How much the step counts in the whole. */
  readonly weight: number;
  /** What a draft has before anything is said for or against. */
  readonly base: number;
  readonly moves: Readonly<Record<string, number>>;
  /** What the first flag of a category takes off. */
  readonly flags: Readonly<Partial<Record<Category, number>>>;
  /** Why each of these counts as it does, in one line: by the move's or the category's name, and for `weight`. */
  readonly why: Readonly<Record<string, string>>;
}
