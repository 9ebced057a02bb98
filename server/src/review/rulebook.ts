import type { Lexicon, Verbs } from './lexicon';
import type { Model } from './model';
import { compilePattern, type Pattern, type Vocabulary, type WordSet } from './pattern';
import { placeholdersIn } from './placeholder';
import { PatternError } from './syntax';
import { type CompiledRewrite, compileRewrites, type Rewrite, type Target } from './wording';

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

/** The contents of rules/, rules keyed by id (`excuse/blames-authority`). */
export interface RuleFiles {
  readonly rules: Readonly<Record<string, Rule>>;
  readonly lexicon: Lexicon;
  readonly verbs: Verbs;
  readonly rubric: Rubric;
  readonly model: Model;
  /** The sets of words of each pattern of a rule's `match`, by rule id, where they have been worked out before. */
  readonly sets?: Readonly<Record<string, readonly (readonly WordSet[])[]>>;
}

/** A rule with its patterns compiled. */
export interface Compiled<R extends Rule = Rule> {
  readonly id: string;
  readonly rule: R;
  readonly match: readonly Pattern[];
  readonly unless: readonly Pattern[];
  readonly rewrites: readonly CompiledRewrite[];
}

export interface Rulebook {
  readonly flags: readonly Compiled<Flag>[];
  readonly moves: readonly Compiled<Move>[];
  readonly harms: readonly Compiled<Harm>[];
  readonly contexts: readonly Compiled<Context>[];
  readonly gaps: readonly Compiled<Gap>[];
  readonly alikes: readonly Compiled<Alike>[];
  readonly unfilled: readonly Compiled<Unfilled>[];
  /** The gaps that rewrites leave, as their words without brackets. */
  readonly placeholders: ReadonlySet<string>;
  /** The step that each rule serves, by rule id. */
  readonly steps: ReadonlyMap<string, Step>;
  readonly rubric: Rubric;
  readonly model: Model;
}

/** A slip in a rule file, named by the rule's id. */
export class RuleError extends Error {
  constructor(
    readonly id: string,
    message: string,
  ) {
    super(message);
  }
}

export const isGap = (rule: Rule): rule is Gap => 'missing' in rule;
export const isFlag = (rule: Rule): rule is Flag => 'match' in rule && 'rewrites' in rule;

/** Compiles the rules; throws a RuleError naming the first rule with a pattern that cannot be read. */
export function compileRules(files: RuleFiles): Rulebook {
  const vocabulary = { classes: files.lexicon, verbs: files.verbs };
  const compiled = Object.entries(files.rules).map(([id, rule]) =>
    compileRule(id, rule, vocabulary, { known: files.sets?.[id] }),
  );
  const ofKind = <R extends Rule>(is: (rule: Rule) => rule is R): Compiled<R>[] =>
    compiled.filter((entry): entry is Compiled<R> => is(entry.rule));
  return {
    flags: ofKind(isFlag),
    moves: ofKind((rule): rule is Move => rule.category === 'move'),
    harms: ofKind((rule): rule is Harm => rule.category === 'harm'),
    contexts: ofKind((rule): rule is Context => rule.category === 'context'),
    gaps: ofKind(isGap),
    alikes: ofKind((rule): rule is Alike => 'likeness' in rule),
    unfilled: ofKind((rule): rule is Unfilled => 'placeholder' in rule),
    placeholders: new Set(compiled.flatMap(({ rewrites }) => rewrites.flatMap(({ text }) => placeholdersIn(text)))),
    steps: new Map(compiled.flatMap(({ id, rule }) => ('step' in rule ? [[id, rule.step] as const] : []))),
    rubric: files.rubric,
    model: files.model,
  };
}

/** What is known of a rule ahead, or asked of one from outside. */
interface Terms {
  /** The sets of words its patterns need, which say that they are sound. */
  readonly known?: readonly (readonly WordSet[])[] | undefined;
  /** In how many ways its patterns may be tried at one place; they are then compiled to the end at once. */
  readonly ways?: number;
}

/** Compiles one rule; throws a RuleError with the pattern and what is wrong with it. */
export function compileRule(id: string, rule: Rule, vocabulary: Vocabulary, { known, ways }: Terms = {}): Compiled {
  const compile = (source: string, sets?: readonly WordSet[]): Pattern => {
    try {
      const pattern = compilePattern(source, vocabulary, sets);
      if (ways !== undefined) refuseSlow(pattern, ways);
      return pattern;
    } catch (error) {
      if (!(error instanceof PatternError)) throw error;
      throw new RuleError(id, `the pattern “${source}”: ${error.message}`);
    }
  };
  const match = 'match' in rule ? rule.match.map((source, index) => compile(source, known?.[index])) : [];
  const blind = rule.category === 'context' ? undefined : match.find(({ triggers }) => triggers.length === 0);
  if (blind) throw new RuleError(id, `the pattern “${blind.source}” needs a word or word class that must be there`);
  const compileLate = (source: string): Pattern => compile(source, known && []);
  return {
    id,
    rule,
    match,
    unless: 'unless' in rule ? (rule.unless ?? []).map(compileLate) : [],
    rewrites:
      'rewrites' in rule
        ? compileRewrites(
            { rewrites: rule.rewrites, ...('replace' in rule && rule.replace && { replace: rule.replace }) },
            compileLate,
          )
        : [],
  };
}

function refuseSlow(pattern: Pattern, ways: number): void {
  if (pattern.ways() > ways)
    throw new PatternError(
      'it is too slow, as it can be read in very many ways; use fewer or shorter gaps, such as .{0,3}',
    );
  try {
    // A regular expression that is too large says so only when it is run.
    pattern.regex().test('');
  } catch (error) {
    throw new PatternError(error instanceof Error ? error.message : String(error));
  }
}
