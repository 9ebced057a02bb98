import { intern } from './review/line';
import type { Rule } from './review/rule';
import { compileRule, type RuleFiles } from './review/rulebook';

/**
 * The rules as the programs carry them: without the examples that only tests read, with the words that every
 * pattern needs worked out, so that a pattern is read when a sentence first holds them.
 */
export interface PackedRules extends Omit<RuleFiles, 'sets'> {
  /** Each distinct set of words once, its words parted by blanks. */
  readonly wordSets: readonly string[];
  /** For each pattern of a rule's `match`, the numbers of its sets. */
  readonly sets: Readonly<Record<string, readonly (readonly number[])[]>>;
}

const EXAMPLES = ['flags', 'allows', 'shows', 'ignores'] as const;

/** Packs the rules; throws a RuleError naming the first rule with a pattern that cannot be read. */
export function packRules(files: RuleFiles): PackedRules {
  const { rules, lexicon, verbs, rubric, model } = files;
  const vocabulary = { classes: lexicon, verbs };
  const sets = new Map<string, number>();
  const numberOf = (words: readonly string[]): number => {
    const set = [...words].sort().join(' ');
    const number = sets.get(set) ?? sets.size;
    sets.set(set, number);
    return number;
  };
  const numbered = Object.entries(rules).map(([id, rule]) => {
    const { match } = compileRule(id, rule, vocabulary);
    return [id, match.map((pattern) => pattern.sets.map(numberOf))] as const;
  });
  return {
    rules: Object.fromEntries(Object.entries(rules).map(([id, rule]) => [id, withoutExamples(rule)])),
    ...{ lexicon, verbs, rubric, model },
    sets: Object.fromEntries(numbered),
    wordSets: [...sets.keys()],
  };
}

/** The rules again, their lists of examples empty. */
export function unpackRules({ sets, wordSets, ...rest }: PackedRules): RuleFiles {
  const words = wordSets.map((set) => set.split(' ').map(intern));
  const unpack = (numbers: readonly number[]): string[][] => numbers.map((number) => words[number] ?? []);
  return {
    ...rest,
    sets: Object.fromEntries(Object.entries(sets).map(([id, patterns]) => [id, patterns.map(unpack)])),
  };
}

function withoutExamples(rule: Rule): Rule {
  const emptied = EXAMPLES.filter((key) => key in rule).map((key) => [key, []]);
  return { ...rule, ...Object.fromEntries(emptied) };
}
