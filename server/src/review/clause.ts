import type { Span } from '../draft/draft';

const AUXILIARY = '(?:is|are|was|were|will|would|has|have|had|can|could|should|did|does|do)';
/** Words that open a clause which can stand by itself. */
const SUBJECT = `(?:I|we|you|he|she|it|they|there|this|nobody|no one|everyone|everybody|somebody|someone|please|let['’]s|let us|don['’]t|do not|trust me)(?:['’](?:m|re|ve|ll|d|s))?|that(?:['’]s| ${AUXILIARY})|(?:half|some|most|all) of \\p{L}+|(?:my|our|your|his|her|their|the) (?:\\p{L}+ ){1,3}${AUXILIARY}`;
/** After a bare comma only these begin a clause; others may go on with a list or a relative clause. */
const SURE =
  "(?:I|we|they|he|she|nobody|no one|there(?:['’]s|['’]ll| is| are| was| will)|it['’]s|it is|it was|that['’]s|you['’](?:re|ve|ll)|you (?:are|have|will|know|should|can|must|were)|please|let['’]s|don['’]t)(?:['’](?:m|re|ve|ll|d|s))?";
const JOINT = new RegExp(
  `\\s*;\\s+|\\s+(?:[—–]|--?)\\s+|\\s*—\\s*|,?\\s+(?:and|but|yet|so(?! \\p{L}+ (?:can|could|may|might)))\\s+(?=(?:${SUBJECT})\\s)|,\\s+(?=${SURE}\\s)`,
  'giu',
);
const VERB =
  /\b(?:am|is|are|was|were|be|has|have|had|do|does|did|will|would|can|cannot|could|should|shall|may|might|must|\p{L}+ed|made|took|got|told|said|went|came|gave|put|kept|know|think|hope|want|need|get|feel|felt|found|knew|thought|please|let|meant|wrote|left|lost|held|ran|saw|heard|happen|happens)\b|['’](?:m|re|ve|ll|d)\b|n['’]t\b|\b(?:it|that|there|he|she)['’]s\b/iu;
/** A verb follows these. */
const SPOKEN = /^(?:I|we|they|he|she)\s/i;
/** A clause that opens so leans on the next one. */
const LEANING =
  /^\W*(?:(?:and|but|so|or)\s+)?(?:if|when|while|whilst|because|as|since|although|though|unless|until|once|after|before|whether|where|wherever|given|to the extent|in case)\b/iu;

/**
 * The clauses of a sentence that could each stand as a sentence, as spans of its text in order, joining words and
 * marks left out; the last holds the full stop. A sentence that cannot be parted safely is one clause.
 */
export function clausesOf(sentence: string): Span[] {
  const clauses: Span[] = [];
  let start = 0;
  for (const { 0: joint, index } of sentence.matchAll(JOINT)) {
    const before = sentence.slice(start, index);
    const after = sentence.slice(index + joint.length);
    if (!isClosed(before) || !isSaid(after) || !(standsAlone(before) || isExclamation(before, joint))) continue;
    clauses.push({ start, end: index });
    start = index + joint.length;
  }
  return [...clauses, { start, end: sentence.length }];
}

/** Whether the words hold a verb, as far as can be told without a parse. */
export const isClause = (words: string): boolean => VERB.test(words);

/** Two words or more with a verb among them. */
const isSaid = (words: string): boolean => (VERB.test(words) || SPOKEN.test(words)) && /\S\s+\S/.test(words);

/** A short judgement without a verb, such as "Not great, and I apologise". */
const isExclamation = (words: string, joint: string): boolean =>
  /^,\s+(?:and|but)\s/i.test(joint) && !VERB.test(words) && words.trim().split(/\s+/).length <= 3;

const standsAlone = (clause: string): boolean =>
  VERB.test(clause) && !LEANING.test(clause) && clause.trim().split(/\s+/).length >= 3;

/** Every bracket and quotation mark in it that opens also closes. */
function isClosed(text: string): boolean {
  const of = (mark: RegExp): number => text.match(mark)?.length ?? 0;
  return of(/\(/g) === of(/\)/g) && of(/“/g) === of(/”/g) && of(/"/g) % 2 === 0 && of(/\[/g) === of(/\]/g);
}

/** From the first to the last clause that the span touches. */
export function clausesAround(clauses: readonly Span[], span: Span): readonly [first: number, last: number] {
  const touched = clauses.flatMap(({ start, end }, index) => (start < span.end && end > span.start ? [index] : []));
  return [touched[0] ?? 0, touched.at(-1) ?? clauses.length - 1];
}

/** Whether a clause speaks of the one before it, and so falls with it. */
export const leansBack = (clause: string): boolean =>
  /^(?:it|that|this|these|those|they)(?:['’]|\b)/i.test(clause) || /\bthat (?:effort|work|one|way)\b/i.test(clause);
