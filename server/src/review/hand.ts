import type { Draft, Span } from '../draft/draft';

/** For whom the author speaks. */
export type Voice = 'I' | 'we';

/** How the author writes: what is offered must read as if they had written it. */
export interface Hand {
  readonly voice: Voice;
  /** The author types curly quotes. */
  readonly curly: boolean;
}

const I = /(?<![\p{L}'’])(?:I|i|me|my|mine|myself)(?![\p{L}])/gu;
const WE = /(?<![\p{L}'’])(?:we|our|ours|ourselves)(?![\p{L}])/giu;

const count = (text: string, words: RegExp): number => text.match(words)?.length ?? 0;

/** Each draft is read for its hand once. */
const hands = new WeakMap<Draft, Hand>();

/** The author's hand in one sentence: its own person where it has one, and the draft's where it has not. */
export function handOf(draft: Draft, sentence?: Span): Hand {
  const hand = hands.get(draft) ?? readHand(draft);
  hands.set(draft, hand);
  const voice = sentence && voiceOf(draft.prose.slice(sentence.start, sentence.end));
  return voice ? { ...hand, voice } : hand;
}

const readHand = ({ prose, text }: Draft): Hand => ({
  voice: voiceOf(prose) ?? 'I',
  curly: /[’“]/.test(text),
});

/** The person a text speaks in, or undefined where it speaks in none or in both alike. */
function voiceOf(text: string): Voice | undefined {
  const [one, many] = [count(text, I), count(text, WE)];
  return one === many ? undefined : one > many ? 'I' : 'we';
}

/** Singular to plural, longest first; "am" and "was" follow their subject. */
const PLURAL: readonly (readonly [RegExp, string])[] = [
  [/\bI am the one who answers\b/g, 'we are the ones who answer'],
  [/\bI am the one\b/g, 'we are the ones'],
  [/\bI am\b/g, 'we are'],
  [/\bI’m\b/g, 'we’re'],
  [/\bI was\b/g, 'we were'],
  [/\bI\b/g, 'we'],
  [/\bmyself\b/g, 'ourselves'],
  [/\bmine\b/g, 'ours'],
  [/\bmy\b/g, 'our'],
  [/\bMy\b/g, 'Our'],
  [/\bme\b/g, 'us'],
];

const STRAIGHT: Readonly<Record<string, string>> = { '’': "'", '‘': "'", '“': '"', '”': '"' };

/** A rule's words, kept in the first person singular with curly quotes, as this author would write them. */
export function inHand(text: string, hand: Hand): string {
  const voiced =
    hand.voice === 'we'
      ? startLarge(
          PLURAL.reduce((said, [from, to]) => said.replace(from, to), text),
          text,
        )
      : text;
  return hand.curly ? voiced : voiced.replace(/[‘’“”]/g, (mark) => STRAIGHT[mark] ?? mark);
}

/** Sentences begin with a capital again where "I" stood at their head. */
function startLarge(text: string, before: string): string {
  const large = text.replace(/([.?!] )(we|us)\b/g, (_, stop: string, word: string) => stop + capital(word));
  return /^I\b/.test(before) ? capital(large) : large;
}

/** With a capital at its head. */
export const capital = (text: string): string => text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());

/** Words that begin a sentence large and are no names. */
const COMMON =
  /^(?:the|an?|this|that|these|those|it|its|we|you|they|he|she|there|here|my|our|your|his|her|their|no|nobody|none|nothing|not|any|anyone|every|everyone|everybody|everything|some|someone|all|each|both|most|many|what|whatever|when|where|while|who|why|how|if|as|at|by|for|from|in|into|of|on|to|with|after|before|since|until|because|although|please|yes|now|then|so|and|but|or|just|only|also|even|next|last|within|between|during|under|over|due|let|don|do|does|did|is|are|was|were|has|have|had|will|would|can|could|should|may|might|must|nobody['’]s|i)(?![\p{L}])/iu;

/** Without a capital at its head where the first word is no name; "I" keeps its own. */
export const uncapital = (text: string): string =>
  /^I(?![\p{L}])/u.test(text) || !COMMON.test(text) ? text : text.replace(/^\p{Lu}/u, (letter) => letter.toLowerCase());
