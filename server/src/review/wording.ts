import type { Pattern } from './pattern';
import type { Situation } from './rule';

/** What a rewrite takes the place of; a clause is as much of a sentence as can stand by itself. */
export type Target = 'phrase' | 'clause' | 'sentence';

/** What to write instead. Kept in the first person singular with curly quotes; an empty text deletes. */
export type Rewrite =
  | string
  | {
      readonly text: string;
      /** The form that the rewrite is for: what it replaces, and whose `[name: …]` parts the text uses as `{name}`. */
      readonly from?: string;
      readonly replace?: Target;
      /** It changes the wording and not what is claimed, so that all of its kind may be applied at once. */
      readonly safe?: true;
      /** An insertion kept for these situations. */
      readonly situations?: readonly Situation[];
    };

/** A rewrite with its pattern compiled. */
export interface CompiledRewrite {
  readonly text: string;
  readonly from?: Pattern;
  /** A statement is a sentence up to the clause of the phrase, said anew with words before or behind it. */
  readonly replace: Target | 'statement';
  readonly safe: boolean;
  readonly situations?: readonly Situation[];
}

/** What a rule says of rewriting. */
interface Rewriting {
  readonly replace?: Target;
  readonly rewrites: readonly Rewrite[];
}

/** The rewrites of a rule with their patterns compiled; throws what `compile` throws. */
export function compileRewrites(rule: Rewriting, compile: (source: string) => Pattern): CompiledRewrite[] {
  const usual = rule.replace ?? 'phrase';
  return rule.rewrites.map((rewrite) => {
    const { text, from, replace, safe, situations } = asForm(rewrite);
    const own = /\{(?:sentence|claim)\}/.test(text) ? 'statement' : replace;
    return {
      text,
      ...(from !== undefined && { from: compile(from) }),
      replace: own ?? (from === undefined ? usual : 'phrase'),
      safe: safe === true,
      ...(situations && { situations }),
    };
  });
}

/** A rewrite in its full form. */
const asForm = (rewrite: Rewrite): Exclude<Rewrite, string> =>
  typeof rewrite === 'string' ? { text: rewrite } : rewrite;
