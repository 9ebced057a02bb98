import type { Draft, Span } from '../draft/draft';
import type { Edit } from './edit';

/** A longer sentence is not told whole. */
const LONGEST_TITLE = 110;

/** Says what will stand in a sentence, or what goes. */
export function titleOf({ span, newText }: Edit, sentence: Span, draft: Draft): string {
  const before = draft.text.slice(sentence.start, Math.max(sentence.start, span.start));
  const after = draft.text.slice(span.end, Math.max(span.end, sentence.end));
  const whole = flat(before + newText + after);
  const core = flat(newText)
    .replace(/^[.,;]? ?(?=\S)/, '')
    .replace(/ \S$/, '');
  if (core.length <= 1) return `Take out “${shortened(takenOut(draft.text.slice(span.start, span.end), core))}”`;
  // An addition shares its first words with what follows: they stand before it in the text, and are told with it.
  const shared = /^(?!and\b|but\b)[a-z]/.test(core) ? (/[^,;.!?—–]*$/.exec(before)?.[0] ?? '') : '';
  if (span.start === span.end && whole.length > LONGEST_TITLE) return `Add “${flat(`${shared} ${core}`)}”`;
  return `Write “${whole.length <= LONGEST_TITLE ? whole : core}”`;
}

const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** What goes, without the letter that only becomes a capital and the word that joined it to the rest. */
const takenOut = (text: string, capitalised: string): string =>
  flat(capitalised === '' ? text : text.slice(0, -1)).replace(
    /^[\s,;—–-]+|[\s,;—–-]*(?:\b(?:and|but|so|yet))?\s*$/g,
    '',
  );

const shortened = (text: string): string =>
  text.length <= 60 ? text : `${text.slice(0, 60).replace(/\s+\S*$/, '')} …`;
