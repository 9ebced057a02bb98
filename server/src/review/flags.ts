import type { Span } from '../draft/draft';
import type { Likeness } from './likeness';
import type { Hit, Reader } from './match';
import type { Evidence, Finding, Read, ReadDraft, Readers } from './review';
import { fixesFor } from './rewrite';
import type { Flag, Rulebook, Severity } from './rulebook';

/** The phrases that harm: those the patterns find, and whole sentences that only read like them. */
export function flagsOf(read: ReadDraft, book: Rulebook, { alike, read: reader }: Readers): Finding[] {
  const seen = read.sentences.map(({ text, reading }) => ({
    text,
    rules: [...new Set([...reading.moves, ...reading.harms].map((hit) => hit.rule.id))],
  }));
  // Outside a draft about harm there is no telling how likely a phrase is to hurt: the rule alone decides.
  const likely = read.damage ? alike.probabilities(seen) : undefined;
  return read.sentences.flatMap((sentence, index) => {
    const probability = likely?.[index];
    const found = standingIn(read, index).map((hit) =>
      quieten(flagFinding(hit, sentence, read, reader), probability, read, book),
    );
    if (found.some(isLoud) || probability === undefined || probability < MAYBE) return found;
    const likeness = alike.describe(seen, index);
    if (probability < book.model.speaks.alone[likeness.category]) return found;
    return [...found, ...alikeFinding(sentence, likeness, read, book, reader)];
  });
}

/** Below this no kind of sentence speaks alone, and its kind need not be worked out. */
const MAYBE = 0.3;

const isLoud = ({ severity }: Finding): boolean => severity !== 'hint';

/**
 * Severity by evidence: warnings are the rules that held on drafts their writers had not seen, and always speak. What
 * another rule finds is a hint where the rest of the draft speaks against it, or the model knows too little to say.
 */
function quieten(
  finding: Finding,
  probability: number | undefined,
  { damage }: ReadDraft,
  { model }: Rulebook,
): Finding {
  if (finding.severity !== 'information' || !damage) return finding;
  return probability !== undefined && probability >= model.speaks.information
    ? finding
    : { ...finding, severity: 'hint' };
}

/** The hits of a sentence that its neighbours, the draft and its quotation marks let stand. */
function standingIn({ sentences, draft, damage }: ReadDraft, index: number): Hit<Flag>[] {
  const sentence = sentences[index];
  if (!sentence || sentence.reading.flags.length === 0) return [];
  const made = movesNear(sentences, index);
  const standing = sentence.reading.flags.filter(({ rule: { rule }, span }) => {
    if (rule.when === 'harm' && !damage) return false;
    if (rule.unlessNear?.some((move) => made.has(`moves/${move}`))) return false;
    return !isQuoted(shift(span, sentence.span.start), draft.quotations);
  });
  return widest(standing);
}

/** The moves made in the sentence and the ones beside it in its paragraph. */
function movesNear(sentences: readonly Read[], index: number): Set<string> {
  const near = sentences.slice(Math.max(0, index - 1), index + 2);
  const together = near.filter(({ paragraph }) => paragraph === sentences[index]?.paragraph);
  return new Set(together.flatMap(({ reading }) => reading.moves.map((hit) => hit.rule.id)));
}

const shift = (span: Span, by: number): Span => ({ start: span.start + by, end: span.end + by });

const isQuoted = (span: Span, quotations: readonly Span[]): boolean =>
  quotations.some(({ start, end }) => start <= span.start && span.end <= end);

const LOUDNESS: Readonly<Record<Severity, number>> = { warning: 2, information: 1, hint: 0 };

/** A rule speaks once in a sentence; of hits of one category that overlap, the loudest speaks, and then the longest. */
function widest(hits: readonly Hit<Flag>[]): Hit<Flag>[] {
  const length = ({ span }: Hit<Flag>): number => span.end - span.start;
  const loudness = ({ rule: { rule } }: Hit<Flag>): number => LOUDNESS[rule.severity];
  const kept: Hit<Flag>[] = [];
  for (const hit of [...hits].sort((a, b) => loudness(b) - loudness(a) || length(b) - length(a))) {
    const same = (other: Hit<Flag>): boolean =>
      other.rule === hit.rule ||
      (other.rule.rule.category === hit.rule.rule.category &&
        other.span.start < hit.span.end &&
        hit.span.start < other.span.end);
    if (!kept.some(same)) kept.push(hit);
  }
  return kept;
}

function flagFinding(hit: Hit<Flag>, sentence: Read, { draft, moves }: ReadDraft, reader: Reader): Finding {
  const { category, severity, message, article, contradicts } = hit.rule.rule;
  const span = shift(hit.span, sentence.span.start);
  const captures = Object.fromEntries(
    Object.entries(hit.captures).map(([name, part]) => [name, shift(part, sentence.span.start)]),
  );
  const place = { draft, sentence: sentence.span, phrase: span, rule: hit.rule.id, captures };
  const fixes = fixesFor(hit.rule.rewrites, place, reader);
  const other = moves.find(({ rule }) => rule === `moves/${contradicts}`);
  return relate({ rule: hit.rule.id, category, scope: 'phrase', severity, span, message, article, fixes }, other);
}

function relate(finding: Finding, other: Evidence | undefined): Finding {
  if (!other || (other.span.start <= finding.span.start && finding.span.end <= other.span.end)) return finding;
  return { ...finding, related: { span: other.span, message: 'Here you say what this contradicts.' } };
}

/** A sentence that no pattern flags, and that the model has learnt to stop at. */
function alikeFinding(
  sentence: Read,
  { category, weighed }: Likeness,
  { draft }: ReadDraft,
  { alikes }: Rulebook,
  reader: Reader,
): Finding[] {
  const speaker = alikes.find(({ rule }) => rule.category === category);
  if (!speaker || isQuoted(sentence.span, draft.quotations)) return [];
  const { severity, message, article } = speaker.rule;
  const why = weighed.length > 0 ? ` What weighed most: ${weighed.map((words) => `“${words}”`).join(', ')}.` : '';
  const { span } = sentence;
  const fixes = fixesFor(
    speaker.rewrites,
    { draft, sentence: span, phrase: span, rule: speaker.id, captures: {} },
    reader,
  );
  return [{ rule: speaker.id, category, scope: 'phrase', severity, span, message: message + why, article, fixes }];
}
