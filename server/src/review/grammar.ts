import type nlp from 'compromise/two';
import type { Line } from './line';

/** Parts of speech that patterns may ask for, in compromise's names, each with the letter that marks it in a line. */
export const TAGS = [
  'Verb',
  'PastTense',
  'PresentTense',
  'Infinitive',
  'Gerund',
  'Participle',
  'Modal',
  'Copula',
  'Noun',
  'Plural',
  'Pronoun',
  'ProperNoun',
  'Person',
  'Organization',
  'Adjective',
  'Adverb',
  'Determiner',
  'Possessive',
  'Preposition',
  'Conjunction',
  'Value',
  'Date',
  'Negative',
] as const;

const FIRST_MARK = 0xe000;

/** The private-use letter that marks a word with this part of speech, or undefined for an unknown name. */
export function markOf(tag: string): string | undefined {
  const index = TAGS.map(String).indexOf(tag);
  return index < 0 ? undefined : String.fromCharCode(FIRST_MARK + index);
}

/**
 * The line with each word led by the marks of its parts of speech, and the offset of each word in it.
 * The source of the parts of speech is compromise's tagger, run on this one sentence.
 */
export function tagLine(line: Line): Line {
  const marks = marksByOffset(line);
  const words = [];
  let text = '';
  for (const word of line.words) {
    text += line.text[word.at - 1] ?? ' ';
    words.push({ ...word, at: text.length + (marks.get(word.at)?.length ?? 0) });
    text += (marks.get(word.at) ?? '') + word.text;
  }
  return { text, words };
}

/** Compromise, loaded for the first sentence that needs it: that takes longer than most reviews. */
const tagger = (): typeof nlp => require('compromise/two');

/** Marks keyed by the word's offset in the line. */
function marksByOffset(line: Line): Map<number, string> {
  const written = line.words.map((word) => (line.text[word.at - 1] === ',' ? ', ' : ' ') + caseOf(word)).join('');
  const marks = new Map<number, string>();
  const offsets = new Map<number, number>();
  let cursor = 0;
  for (const word of line.words) {
    cursor += line.text[word.at - 1] === ',' ? 2 : 1;
    offsets.set(cursor, word.at);
    cursor += word.text.length;
  }
  cursor = 0;
  for (const term of tagger()(written).docs.flat()) {
    cursor += term.pre.length;
    const at = offsets.get(cursor);
    if (at !== undefined && !marks.has(at))
      marks.set(at, TAGS.map((tag) => (term.tags?.has(tag) ? markOf(tag) : '')).join(''));
    cursor += term.text.length + term.post.length;
  }
  return marks;
}

/** The word as written where lower-casing kept its length, for offsets must not drift. */
function caseOf(word: Line['words'][number]): string {
  return word.written.length === word.text.length ? word.written : word.text;
}
