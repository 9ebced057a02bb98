import type { Span } from '../draft/draft';
import type { Fixer } from './fixer';
import { type Likeness, WHOLE } from './likeness';
import type { Hit } from './match';
import { once } from './once';
import type { Evidence, Finding, Read, ReadDraft, Readers } from './review';
import { type Category, type Flag, isOwn, type Severity } from './rule';
import type { Rulebook } from './rulebook';

/** The phrases that harm: those the patterns find, and whole sentences that only read like them. */
export function flagsOf(read: ReadDraft, book: Rulebook, readers: Readers): Finding[] {
  return read.sentences.flatMap((sentence, index) => {
    const flagged = read.likeness?.of(index, 'flagged') ?? 0;
    const found = standingIn(read, index).map((hit) =>
      quieten(flagFinding(hit, sentence, read, readers.fix), flagged, read, book),
    );
    if (!read.likeness || !read.damage || found.some(isLoud) || read.sentences.length < WHOLE) return found;
    if (sentence.reading.told.some((rule) => HONEST.has(rule))) return found;
    const category = likeliest(read.likeness, index);
    if (flagged < bound(book.model.speaks.alone[category], read)) return found;
    return [...found, ...alikeFinding(sentence, category, read, book, readers)];
  });
}

/** What a pattern finds of these in a sentence outweighs what the sentence, in a bad draft, only reads like. */
const HONEST: ReadonlySet<string> = new Set(['moves/honest-unknown', 'moves/regret', 'moves/ack-feel']);
const CATEGORIES: readonly Category[] = ['excuse', 'overpromise', 'acknowledgement'];
const likeliest = ({ of }: Likeness, sentence: number): Category =>
  CATEGORIES.reduce((best, next) => (of(sentence, next) > of(sentence, best) ? next : best));

/** The stranger the prose is to the model, the surer it must be; of wholly strange prose it is never sure. */
const bound = (least: number, { likeness }: ReadDraft): number => 1 - (1 - least) * (likeness?.familiarity ?? 0);

const isLoud = ({ severity }: Finding): boolean => severity !== 'hint';

/**
 * Severity by evidence. What a rule finds is a hint where the model, knowing the rest of the draft, finds it most
 * unlikely to hurt. In prose it knows little of, rules that warn are believed: they held on drafts their writers had not
 * seen; rules that inform are not. Of what a team's own rules stand for it has learnt nothing.
 */
function quieten(finding: Finding, flagged: number, read: ReadDraft, { model }: Rulebook): Finding {
  if (isOwn(finding.rule)) return finding;
  const { warning, information } = model.speaks;
  const doubted =
    finding.severity === 'warning'
      ? flagged < warning * (read.likeness?.familiarity ?? 0)
      : flagged < bound(information, read);
  return read.damage && doubted ? { ...finding, severity: 'hint' } : finding;
}

/** The hits of a sentence that its neighbours, the draft and its quotation marks let stand. */
function standingIn(read: ReadDraft, index: number): Hit<Flag>[] {
  const { draft, damage } = read;
  const sentence = read.sentences[index];
  if (!sentence || sentence.reading.flags.length === 0) return [];
  const made = once(() => movesNear(read, index));
  const standing = sentence.reading.flags.filter(({ rule: { rule }, span }) => {
    if (rule.when === 'harm' && !damage) return false;
    if (rule.unlessNear?.some((move) => made().has(`moves/${move}`))) return false;
    return !isQuoted(shift(span, sentence.span.start), draft.quotations);
  });
  return widest(standing);
}

/** The moves that patterns find in the sentence and the ones beside it in its paragraph; the model is not sure enough. */
function movesNear({ sentences }: ReadDraft, index: number): Set<string> {
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

function flagFinding(hit: Hit<Flag>, sentence: Read, { draft, moves }: ReadDraft, fix: Fixer): Finding {
  const { category, severity, message, article, contradicts } = hit.rule.rule;
  const span = shift(hit.span, sentence.span.start);
  const captures = Object.fromEntries(
    Object.entries(hit.captures).map(([name, part]) => [name, shift(part, sentence.span.start)]),
  );
  const place = { draft, sentence: sentence.span, phrase: span, rule: hit.rule.id, captures };
  const fixes = () => fix(hit.rule.rewrites, place);
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
  category: Category,
  { draft }: ReadDraft,
  { alikes }: Rulebook,
  { alike, fix }: Readers,
): Finding[] {
  const speaker = alikes.find(({ rule }) => rule.category === category);
  if (!speaker || isQuoted(sentence.span, draft.quotations)) return [];
  const { severity, message, article } = speaker.rule;
  const weighed = alike.weighed(sentence.text, category);
  const why = weighed.length > 0 ? ` What weighed most: ${weighed.map((words) => `“${words}”`).join(', ')}.` : '';
  const { span } = sentence;
  const fixes = () => fix(speaker.rewrites, { draft, sentence: span, phrase: span, rule: speaker.id, captures: {} });
  return [{ rule: speaker.id, category, scope: 'phrase', severity, span, message: message + why, article, fixes }];
}
