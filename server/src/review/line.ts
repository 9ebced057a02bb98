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

const WHOLE: ReadonlyMap<string, string> = new Map(
  Object.entries({
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
  }),
);

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
  const whole = WHOLE.get(word);
  if (whole !== undefined) return whole;
  const ending = word.includes("'") ? ENDINGS.find(([pattern]) => pattern.test(word)) : undefined;
  return ending ? word.replace(ending[0], ending[1]) : word;
}

/** The word in lower case with straight apostrophes, as lexicon and patterns spell it. */
export function normalise(word: string): string {
  const lower = word.toLowerCase();
  return /[’ʼ]/.test(lower) ? lower.replace(/[’ʼ]/g, "'") : lower;
}

/** The words that patterns ask for, each once: two that are the same string are told to be equal without a look at their letters. */
const known = new Map<string, string>();

/** The word as the one string that stands for it from now on. */
export function intern(word: string): string {
  const same = known.get(word);
  if (same !== undefined) return same;
  known.set(word, word);
  return word;
}

/** Reads a sentence (or the words of a pattern's class) into its line. */
export function toLine(sentence: string): Line {
  const words: Word[] = [];
  let text = '';
  let end = 0;
  WORD.lastIndex = 0;
  for (let found = WORD.exec(sentence); found; found = WORD.exec(sentence)) {
    const [written] = found;
    const start = found.index;
    const span = { start, end: start + written.length };
    text += words.length > 0 && isPause(sentence, end, start) ? ',' : ' ';
    end = span.end;
    const opened = open(normalise(written));
    if (!opened.includes(' ')) {
      words.push({ text: known.get(opened) ?? opened, written, span, at: text.length });
      text += opened;
      continue;
    }
    for (const [position, word] of opened.split(' ').entries()) {
      if (position > 0) text += ' ';
      words.push({ text: known.get(word) ?? word, written: word, span, at: text.length });
      text += word;
    }
  }
  return { text, words };
}

/** Most words are parted by a blank alone. */
const isPause = (sentence: string, from: number, to: number): boolean =>
  (to - from > 1 || sentence.charCodeAt(from) !== 0x20) && PAUSE.test(sentence.slice(from, to));

/** The stretch of the sentence that a stretch of its line was read from. */
export function toSentenceSpan(line: Line, start: number, end: number): Span | undefined {
  let first: Word | undefined;
  let last: Word | undefined;
  for (const word of line.words) {
    if (word.at >= end) break;
    if (word.at + word.text.length <= start) continue;
    first ??= word;
    last = word;
  }
  return first && last ? { start: first.span.start, end: last.span.end } : undefined;
}
