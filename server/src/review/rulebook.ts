import type { Lexicon, Verbs } from './lexicon';
import type { Model } from './model';
import { compilePattern, type Pattern, type Vocabulary, type WordSet } from './pattern';
import { placeholdersIn } from './placeholder';
import type { Rubric } from './rubric';
import {
  type Alike,
  type Context,
  type Flag,
  type Gap,
  type Harm,
  isFlag,
  isGap,
  type Move,
  type Rule,
  type Step,
  type Unfilled,
} from './rule';
import { PatternError } from './syntax';
import { type CompiledRewrite, compileRewrites } from './wording';

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
