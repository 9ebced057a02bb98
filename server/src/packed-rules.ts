import { type PackedModel, packModel, unpackModel } from './packed-model';
import { compileRule, type Rule, type RuleFiles } from './review/rulebook';

/**
 * The rules as the programs carry them: without the examples that only tests read, with the triggers of every pattern
 * worked out, so that a pattern is read when a sentence first holds one of them.
 */
export interface PackedRules extends Omit<RuleFiles, 'model' | 'triggers'> {
  /** Each distinct set of triggers once, its words parted by blanks. */
  readonly triggerSets: readonly string[];
  /** For each pattern of a rule's `match`, the number of its set. */
  readonly triggers: Readonly<Record<string, readonly number[]>>;
  readonly model: PackedModel;
}

const EXAMPLES = ['flags', 'allows', 'shows', 'ignores'] as const;

/** Packs the rules; throws a RuleError naming the first rule with a pattern that cannot be read. */
export function packRules(files: RuleFiles): PackedRules {
  const { rules, lexicon, verbs, rubric } = files;
  const vocabulary = { classes: lexicon, verbs };
  const sets = new Map<string, number>();
  const numberOf = (words: readonly string[]): number => {
    const set = words.join(' ');
    const number = sets.get(set) ?? sets.size;
    sets.set(set, number);
    return number;
  };
  const triggers = Object.entries(rules).map(([id, rule]) => {
    const { match } = compileRule(id, rule, vocabulary);
    return [id, match.map((pattern) => numberOf(pattern.triggers))] as const;
  });
  return {
    rules: Object.fromEntries(Object.entries(rules).map(([id, rule]) => [id, withoutExamples(rule)])),
    ...{ lexicon, verbs, rubric },
    triggers: Object.fromEntries(triggers),
    triggerSets: [...sets.keys()],
    model: packModel(files.model),
  };
}

/** The rules again, their lists of examples empty. */
export function unpackRules({ triggers, triggerSets, model, ...rest }: PackedRules): RuleFiles {
  const sets = triggerSets.map((set) => (set === '' ? [] : set.split(' ')));
  return {
    ...rest,
    triggers: Object.fromEntries(
      Object.entries(triggers).map(([id, numbers]) => [id, numbers.map((number) => sets[number] ?? [])]),
    ),
    model: unpackModel(model),
  };
}

function withoutExamples(rule: Rule): Rule {
  const emptied = EXAMPLES.filter((key) => key in rule).map((key) => [key, []]);
  return { ...rule, ...Object.fromEntries(emptied) };
}
