import type { Rewrite, Target } from './wording';

export type Step = 'acknowledge' | 'empathise' | 'honest' | 'solve' | 'ask';
export type Category = 'excuse' | 'overpromise' | 'acknowledgement';
export type Severity = 'warning' | 'information' | 'hint';
export type Situation = 'own-mistake' | 'justified-act' | 'orders-from-above' | 'uncertain-future' | 'other';

/** What every rule file says, whatever its kind; `title` is the heading, `article` the article's own words. */
interface Said {
  readonly title: string;
  readonly article: string;
}

interface Recognising extends Said {
  readonly match: readonly string[];
  /** Patterns that silence the rule when found in the same sentence. */
  readonly unless?: readonly string[];
  /** Shared contexts, the files in rules/context, that silence the rule. */
  readonly guards?: readonly string[];
}

/** A phrase that harms: flagged where it is found. */
export interface Flag extends Recognising {
  readonly category: Category;
  readonly step: Step;
  readonly severity: Severity;
  readonly message: string;
  /** Moves that silence the rule when made in this sentence or one beside it. */
  readonly unlessNear?: readonly string[];
  /** `harm`: speaks only in a draft that delivers or answers for harm. */
  readonly when?: 'harm';
  /** The move that the phrase contradicts when the draft makes it elsewhere. */
  readonly contradicts?: string;
  /** What a rewrite takes the place of unless it says so itself; the phrase if absent. */
  readonly replace?: Target;
  readonly rewrites: readonly Rewrite[];
  /** What must be flagged, some with what a rewrite makes of it. */
  readonly flags: readonly (string | { readonly text: string; readonly becomes: string })[];
  readonly allows: readonly string[];
}

/** A sentence that does what the article asks. */
export interface Move extends Recognising {
  readonly category: 'move';
  readonly step: Step;
  readonly shows: readonly string[];
  readonly ignores: readonly string[];
}

/** A sentence that tells the reader of harm, or answers for it: what makes a draft one that Amends speaks in. */
export interface Harm extends Recognising {
  readonly category: 'harm';
  readonly situation?: Situation;
  /** How sure it makes us, 1 or 2; a draft whose signs add up to 2 delivers or answers for harm. */
  readonly weight: 1 | 2;
  readonly shows: readonly string[];
  readonly ignores: readonly string[];
}

/** A circumstance that many rules share as a guard, such as hope, question or condition. */
export interface Context extends Said {
  readonly category: 'context';
  readonly match: readonly string[];
  /** Where the circumstance must stand to count: ahead of the phrase, or anywhere in its sentence. */
  readonly where: 'before' | 'sentence';
  readonly shows: readonly string[];
  readonly ignores: readonly string[];
}

/** A step nobody took: found once in a draft that delivers or answers for harm and makes none of these moves. */
export interface Gap extends Said {
  readonly category: Category | 'omission';
  readonly step: Step;
  readonly severity: Severity;
  readonly message: string;
  /** How much each move makes up of the step; it is missing while all that is made adds up to less than enough. */
  readonly missing: Readonly<Record<string, number>>;
  readonly enough: number;
  readonly situations?: readonly Situation[];
  readonly insert: 'after-bad-news' | 'before-question' | 'before-sign-off';
  readonly rewrites: readonly Rewrite[];
  readonly flags: readonly string[];
  readonly allows: readonly string[];
}

/** Speaks where a sentence reads like those of its category although no pattern finds it: the model decides. */
export interface Alike extends Said {
  readonly category: Category;
  readonly step: Step;
  readonly severity: Severity;
  readonly message: string;
  readonly likeness: true;
  readonly replace?: Target;
  readonly rewrites: readonly Rewrite[];
}

/** A gap that a rewrite left for the author to fill, still unfilled. */
export interface Unfilled extends Said {
  readonly category: 'omission';
  readonly step: Step;
  readonly severity: Severity;
  readonly message: string;
  readonly placeholder: true;
  readonly flags: readonly string[];
  readonly allows: readonly string[];
}

export type Rule = Flag | Move | Harm | Context | Gap | Alike | Unfilled;

export const isGap = (rule: Rule): rule is Gap => 'missing' in rule;
export const isFlag = (rule: Rule): rule is Flag => 'match' in rule && 'rewrites' in rule;

/** What the ids of a team's own rules begin with. */
export const OWN = 'own/';
export const isOwn = (id: string): boolean => id.startsWith(OWN);
