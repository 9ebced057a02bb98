import assert from 'node:assert/strict';
import { tagLine } from '../server/src/review/grammar';
import { formsOf } from '../server/src/review/lexicon';
import { toLine, toSentenceSpan } from '../server/src/review/line';
import { compilePattern } from '../server/src/review/pattern';

const vocabulary = {
  classes: { boss: ['head office', 'the board', 'HQ'], cut: ['{cut} back', 'downsized'] },
  verbs: { cut: ['cuts', 'cutting'], make: ['makes', 'made', 'making'] },
};

/** What the pattern stands on in the sentence, as the author wrote it. */
function found(pattern: string, sentence: string): string[] {
  const compiled = compilePattern(pattern, vocabulary);
  const line = compiled.tagged ? tagLine(toLine(sentence)) : toLine(sentence);
  return [...line.text.matchAll(compiled.regex())].map((match) => {
    const span = toSentenceSpan(line, match.index + 1, match.index + match[0].length);
    return span ? sentence.slice(span.start, span.end) : '';
  });
}

describe('a line', () => {
  const reads: readonly (readonly [string, string])[] = [
    ['We won’t, I promise.', ' we will not,i promise'],
    ["It's Rick's call -- not mine", " it is rick's call,not mine"],
    ['dont come in (really)', ' do not come in,really'],
    ['Is it a follow-up?', ' is it a follow up ?'],
    ['İstanbul said “no”…', ' i̇stanbul said no'],
    ['', ''],
  ];
  for (const [sentence, line] of reads) it(`reads “${sentence}”`, () => assert.equal(toLine(sentence).text, line));

  it('marks parts of speech without losing its place', () => {
    const sentence = '“Mistakes” — we’re told, were made by İdil; it wasn’t Ana’s.';
    const plain = toLine(sentence);
    const tagged = tagLine(plain);
    assert.equal(tagged.text.replace(/[\uE000-\uE0FF]/g, ''), plain.text);
    for (const [index, word] of tagged.words.entries()) {
      assert.equal(tagged.text.slice(word.at, word.at + word.text.length), word.text);
      assert.deepEqual(word.span, plain.words[index]?.span);
    }
  });
});

describe('a pattern', () => {
  const stands: readonly (readonly [string, string, readonly string[]])[] = [
    ['we had to', 'And we had to go; we have to.', ['we had to']],
    ['will not', 'We won’t.', ['won’t']],
    ['(i|we) (never)? {make} it', 'I never made it, we make it.', ['I never made it', 'we make it']],
    ['<boss> said', 'Head office said no, and HQ said so.', ['Head office said', 'HQ said']],
    ['<cut>', 'We cut back and downsized.', ['cut back', 'downsized']],
    ['we . go', 'we all go, we, alas, go', ['we all go']],
    ['we * go', 'we, alas, all go', ['we, alas, all go']],
    ['we .{1,2} go', 'we can all go, we go', ['we can all go']],
    ['sorry , but', 'Sorry, but no. Sorry but no.', ['Sorry, but']],
    ['^ sorry', 'Sorry, so sorry', ['Sorry']],
    ['sorry $', 'Sorry, so sorry.', ['sorry']],
    ['!not sorry', 'so sorry, not sorry', ['so sorry']],
    ['/un.+/ man', 'an unhappy man', ['unhappy man']],
    ['right \\?', 'All right? All right.', ['right?']],
    ['(decision|call) was #PastTense', 'The decision was taken. The call was good.', ['decision was taken']],
    ['let (you|one of you) go', 'We let one of you go.', ['let one of you go']],
  ];
  for (const [pattern, sentence, expected] of stands) {
    it(`${pattern} stands on ${expected.join(', ')} in “${sentence}”`, () =>
      assert.deepEqual(found(pattern, sentence), expected));
  }

  it('finds the whole word only', () => assert.deepEqual(found('art', 'Start the party, art.'), ['art']));

  const slips: readonly (readonly [string, RegExp])[] = [
    ['(we|i', /“\)” is missing/],
    ['we)', /“\)” is out of place/],
    ['<bos> said', /<bos> is no word class/],
    ['we #Vreb', /#Vreb is no part of speech/],
    ['we {2,1}', /no range/],
    ['(|we)', /is empty/],
    ['we ~ go', /cannot read “~ go”/],
  ];
  for (const [pattern, complaint] of slips) {
    it(`${pattern} is refused in plain words`, () =>
      assert.throws(() => compilePattern(pattern, vocabulary), complaint));
  }

  it('names the words that no match can do without', () => {
    const needs = (pattern: string) => compilePattern(pattern, vocabulary).needs.map(({ one }) => [...one]);
    assert.deepEqual(needs('we had (lost|mislaid) it'), [['lost', 'mislaid'], ['we'], ['had'], ['it']]);
    assert.deepEqual(needs('(we|i|.) ((never)? {make}|!not <cut>)'), [
      ['make', 'makes', 'made', 'making', 'cut', 'cuts', 'cutting', 'downsized'],
    ]);
    assert.deepEqual(needs('. (we)?'), []);
  });
});

describe('the forms of a verb', () => {
  const forms: readonly (readonly [string, readonly string[]])[] = [
    ['decide', ['decide', 'decides', 'decided', 'deciding']],
    ['carry', ['carry', 'carries', 'carried', 'carrying']],
    ['stop', ['stop', 'stops', 'stopped', 'stopping']],
    ['miss', ['miss', 'misses', 'missed', 'missing']],
    ['make', ['make', 'makes', 'made', 'making']],
  ];
  for (const [stem, expected] of forms)
    it(`of ${stem}`, () => assert.deepEqual(formsOf(stem, vocabulary.verbs), expected));
});
