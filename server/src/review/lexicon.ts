import { intern, toLine } from './line';

/** Word classes by name; an entry is a word, a phrase, or a verb in braces standing for all its forms. */
export type Lexicon = Readonly<Record<string, readonly string[]>>;

/** Irregular verbs by their base form: every other form they take. */
export type Verbs = Readonly<Record<string, readonly string[]>>;

/** Every form of a verb: "decide" gives decide, decides, decided, deciding. */
export function formsOf(stem: string, irregular: Verbs): readonly string[] {
  const known = Object.hasOwn(irregular, stem) ? irregular[stem] : undefined;
  return known ? [stem, ...known] : [stem, ...regularForms(stem)];
}

const CONSONANT_Y = /[^aeiou]y$/;
const HISSING = /(?:s|x|z|ch|sh)$/;
const SHORT = /^[^aeiou]*[aeiou][bdgklmnprtv]$/;

function regularForms(stem: string): string[] {
  if (stem.endsWith('e')) return [`${stem}s`, `${stem}d`, `${stem.slice(0, -1)}ing`];
  if (CONSONANT_Y.test(stem)) return [`${stem.slice(0, -1)}ies`, `${stem.slice(0, -1)}ied`, `${stem}ing`];
  const doubled = SHORT.test(stem) ? stem + stem.slice(-1) : stem;
  return [HISSING.test(stem) ? `${stem}es` : `${stem}s`, `${doubled}ed`, `${doubled}ing`];
}

/** A phrase as a line spells it, so that a class may be written with hyphens, capitals and contractions. */
export function spell(phrase: string): readonly string[] {
  const known = spelt.get(phrase) ?? toLine(phrase).words.map((word) => intern(word.text));
  spelt.set(phrase, known);
  return known;
}

/** What was spelt before: patterns say the same few thousand words over and over. */
const spelt = new Map<string, readonly string[]>();
