import type { Draft, Span } from '../draft/draft';
import { clausesAround, clausesOf, isClause } from './clause';

/** Where a rewrite is to go: the flagged phrase in its sentence. Spans index the draft's text. */
export interface Place {
  readonly draft: Draft;
  readonly sentence: Span;
  readonly phrase: Span;
  /** The id of the rule that flags it. */
  readonly rule: string;
  /** What the pattern's `[name: …]` parts stood on. */
  readonly captures: Readonly<Record<string, Span>>;
}

/**
 * As `sentence`, a sentence that says something and neither asks, bids nor trails off, up to the end of the clause that
 * holds the phrase: words may go before and after it. As `claim`, one that does not speak of what the author does.
 */
export function statementIn(place: Place): Readonly<Record<string, Span>> {
  const { draft, sentence } = place;
  const said = draft.text.slice(sentence.start, sentence.end);
  if (OPEN.test(said) || BIDDING.test(said) || !isClause(said)) return {};
  const { last, after } = clausesIn(place);
  if (draft.text.slice(sentence.start, last.end).split(/\s+/).length > LONGEST_STATEMENT) return {};
  const stop = after ? 0 : (/[.!]*$/.exec(said)?.[0].length ?? 0);
  const statement = { start: sentence.start, end: last.end - stop };
  return PERSONAL.test(said) ? { sentence: statement } : { sentence: statement, claim: statement };
}

/** The clauses about the phrase, first to last, and those before and after them, as spans of the draft. */
export function clausesIn({ draft, sentence, phrase }: Place): Clauses {
  const prose = draft.prose.slice(sentence.start, sentence.end).replace(/[\r\n\t]/g, ' ');
  const clauses = clausesOf(prose).map(({ start, end }) => ({
    start: start + sentence.start,
    end: end + sentence.start,
  }));
  const [first, last] = clausesAround(clauses, phrase);
  const [before, after] = [clauses[first - 1], clauses[last + 1]];
  return { last: clauses[last] ?? sentence, ...(before && { before }), ...(after && { after }) };
}

interface Clauses {
  readonly last: Span;
  readonly before?: Span;
  readonly after?: Span;
}

/** Words of a statement to which more can be added without losing the reader. */
const LONGEST_STATEMENT = 30;
const OPEN = /[?:…)"”’'*_\p{Extended_Pictographic}]$|\.\.$|^\W*[\p{Ll}(“"]/u;
const BIDDING =
  /^\W*(?:please|kindly|let|don['’]t|do not|do|thank|thanks|just|if|so|as|because|when|while|although|though|since|unless|take|see|ask|make|keep|not)\b/i;
const PERSONAL = /^\W*(?:(?:and|but|so)\s+)?(?:I|we|my|our)\b/i;
