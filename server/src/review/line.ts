import type { Span } from '../draft/draft';

/**
 * A sentence as patterns read it: lower-case words, each led by a blank, or by a comma where punctuation stands
 * before it. Contractions are opened ("won't" reads "will not"), so one pattern covers every way of writing them; a question mark is a word of its own.
 */
export interface Line {
  readonly text: string;
  readonly words: readonly Word[];
}

export interface Word {
  /** Lower case, straight apostrophes. */
  readonly text: string;
  /** As written; of an opened contraction, the part that this word stands for. */
  readonly written: string;
  /** Where it stands in the sentence; both words of a contraction share its span. */
  readonly span: Span;
  /** Offset in `Line.text` just behind the leading blank or comma. */
  readonly at: number;
}

const WORD = /[\p{L}\p{N}]+(?:['’ʼ][\p{L}\p{N}]+)*|\?/gu;
const PAUSE = /[,;:()–—…]|\.\.|--|\s-\s/;

const WHOLE: Readonly<Record<string, string>> = {
  "won't": 'will not',
  "can't": 'can not',
  "shan't": 'shall not',
  "ain't": 'is not',
  "let's": 'let us',
  cannot: 'can not',
  gonna: 'going to',
  wanna: 'want to',
  gotta: 'got to',
  im: 'i am',
  ive: 'i have',
  youre: 'you are',
  theyre: 'they are',
  youve: 'you have',
  weve: 'we have',
  thats: 'that is',
  theres: 'there is',
  whats: 'what is',
  dont: 'do not',
  cant: 'can not',
  wont: 'will not',
  didnt: 'did not',
  doesnt: 'does not',
  isnt: 'is not',
  wasnt: 'was not',
  arent: 'are not',
  werent: 'were not',
  wouldnt: 'would not',
  couldnt: 'could not',
  shouldnt: 'should not',
  havent: 'have not',
  hasnt: 'has not',
  hadnt: 'had not',
};

const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/^(.+)n't$/, '$1 not'],
  [/^(.+)'re$/, '$1 are'],
  [/^(.+)'ve$/, '$1 have'],
  [/^(.+)'ll$/, '$1 will'],
  [/^(i)'m$/, '$1 am'],
  [/^(.+)'d$/, '$1 would'],
  [
    /^(he|she|it|that|this|there|here|what|who|where|how|when|why|everyone|everybody|nobody|everything|nothing)'s$/,
    '$1 is',
  ],
];

/** Opens a contraction: "didn't" gives "did not"; any other word is given back as it is. */
function open(word: string): string {
  const whole = Object.hasOwn(WHOLE, word) ? WHOLE[word] : undefined;
  if (whole !== undefined) return whole;
  if (!word.includes("'")) return word;
  const ending = ENDINGS.find(([pattern]) => pattern.test(word));
  return ending ? word.replace(ending[0], ending[1]) : word;
}

/** The word in lower case with straight apostrophes, as lexicon and patterns spell it. */
export function normalise(word: string): string {
  return word.replace(/[’ʼ]/g, "'").toLowerCase();
}

/** Reads a sentence (or the words of a pattern's class) into its line. */
export function toLine(sentence: string): Line {
  const words: Word[] = [];
  let text = '';
  let end = 0;
  for (const { 0: written, index } of sentence.matchAll(WORD)) {
    const opened = open(normalise(written)).split(' ');
    const span = { start: index, end: index + written.length };
    const lead = PAUSE.test(sentence.slice(end, index)) && words.length > 0 ? ',' : ' ';
    for (const [position, word] of opened.entries()) {
      text += position === 0 ? lead : ' ';
      words.push({ text: word, written: opened.length === 1 ? written : word, span, at: text.length });
      text += word;
    }
    end = span.end;
  }
  return { text, words };
}

/** The stretch of the sentence that a stretch of its line was read from. */
export function toSentenceSpan(line: Line, start: number, end: number): Span | undefined {
  const inside = line.words.filter((word) => word.at + word.text.length > start && word.at < end);
  const first = inside[0];
  const last = inside.at(-1);
  return first && last ? { start: first.span.start, end: last.span.end } : undefined;
}
