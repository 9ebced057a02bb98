import picocolors from 'picocolors';
import type { Span } from './draft/draft';
import { bar, changeTitle, NOTHING_TO_RATE, situationWords } from './report';
import type { Change } from './review/change';
import type { Commitment } from './review/commitment';
import type { Rating, StepRating } from './review/rating';
import type { Finding, Review } from './review/review';
import type { Severity } from './review/rule';
import { toDo } from './to-dos';

/** Colours go to a terminal, or where FORCE_COLOR asks for them; never into a pipe, whatever else the environment says. */
const pc = picocolors.createColors(!process.env.NO_COLOR && (process.stdout.isTTY || Boolean(process.env.FORCE_COLOR)));
const WIDTH = 76;
const MARGIN = '  ';

const PAINT: Readonly<Record<Severity, (text: string) => string>> = {
  warning: pc.yellow,
  information: pc.cyan,
  hint: pc.dim,
};

/** The findings of a draft as a person reads them: the sentence, the phrase underlined, why, what to write. */
export function printFindings(file: string, { draft, findings }: Review): string {
  const head = pc.bold(file);
  if (draft.encoded) return `${head}\n${MARGIN}its body is encoded (${draft.encoded}) and could not be decoded.\n`;
  if (findings.length === 0) return `${head}  ${pc.green('nothing to change')}\n`;
  const count = findings.length === 1 ? '1 thing to look at' : `${findings.length} things to look at`;
  return [
    `${head}  ${count}`,
    ...findings.map((finding) => printFinding(finding, draft.text, sentenceAround(finding, draft.paragraphs.flat()))),
  ].join('\n\n');
}

function sentenceAround({ span }: Finding, sentences: readonly Span[]): Span {
  return sentences.find(({ start, end }) => start <= span.start && span.end <= end) ?? span;
}

function printFinding(finding: Finding, text: string, sentence: Span): string {
  const { message, article, fixes, rule, severity, span, scope } = finding;
  const line = text.slice(0, span.start).split('\n').length;
  const shown = scope === 'draft' ? [] : underline(text, sentence, span, PAINT[severity]);
  const advice = fixes().map(({ title }) => title.replace(/\s+/g, ' '));
  return [
    `${pc.dim(`line ${line}`)}  ${PAINT[severity](message)}  ${pc.dim(rule)}`,
    ...shown,
    ...wrap(`The article: “${article}”`).map(pc.italic),
    ...advice.flatMap((title, index) => wrap(`${index === 0 ? '→' : 'or'} ${title}`).map(pc.green)),
  ]
    .map((row, index) => (index === 0 ? row : MARGIN + row))
    .join('\n');
}

/** The sentence, folded, with a mark under each letter of the phrase. */
function underline(text: string, sentence: Span, span: Span, paint: (text: string) => string): string[] {
  const flat = text.slice(sentence.start, sentence.end).replace(/\s/g, ' ');
  const from = span.start - sentence.start;
  const to = span.end - sentence.start;
  let at = 0;
  return wrap(flat).flatMap((row) => {
    const start = flat.indexOf(row, at);
    at = start + row.length;
    const left = Math.max(0, from - start);
    const right = Math.min(row.length, to - start);
    const marks = right > left ? [paint(' '.repeat(left) + '‾'.repeat(right - left))] : [];
    return [row, ...marks];
  });
}

/** Folds text into rows of the terminal's width, at blanks. */
function wrap(text: string): string[] {
  return text.match(new RegExp(`\\S(?:.{0,${WIDTH - 2}}\\S)?(?=\\s|$)|\\S{${WIDTH}}`, 'gu')) ?? [];
}

/** The rating of a draft: five bars with what speaks for and against each step, then what would bring most. */
export function printRating(file: string, rating: Rating, { draft }: Review, changes: readonly Change[]): string {
  if (rating.overall === null)
    return [pc.bold(file), ...wrap(NOTHING_TO_RATE).map((row) => MARGIN + row), ''].join('\n');
  const quote = ({ start, end }: Span): string => shorten(draft.text.slice(start, end));
  const step = ({ title, score, asks, moves, findings }: StepRating): string[] => [
    `${MARGIN}${title.padEnd(24)}${tint(score)(bar(score))} ${String(score).padStart(3)}  ${pc.dim(asks)}`,
    ...moves.map(({ span }) => `${MARGIN}  ${pc.green('+')} “${quote(span)}”`),
    ...findings.map(
      ({ scope, span, message }) => `${MARGIN}  ${pc.red('−')} ${scope === 'draft' ? message : `“${quote(span)}”`}`,
    ),
  ];
  return [
    `${pc.bold(file)}  ${tint(rating.overall)(pc.bold(`${rating.overall} of 100`))}, ${rating.word}`,
    `${MARGIN}${pc.dim(`read as ${situationWords(rating)}`)}`,
    '',
    ...rating.steps.flatMap(step),
    '',
    ...(changes.length > 0 ? [`${MARGIN}What would bring most`] : []),
    ...changes.flatMap(printChange),
    ...(changes.length > 0 ? [''] : []),
  ].join('\n');
}

function printChange(change: Change): string[] {
  const points = `+${change.points}`.padStart(6);
  return wrap(changeTitle(change)).map((row, index) => `${index === 0 ? pc.green(points) : '      '}  ${row}`);
}

/** The commitments of a draft, each with its day. */
export function printCommitments(file: string, commitments: readonly Commitment[]): string {
  if (commitments.length === 0) return `${pc.bold(file)}  nothing is promised\n`;
  const count = commitments.length === 1 ? '1 promise to keep' : `${commitments.length} promises to keep`;
  const day = ({ due, by }: Commitment): string => (due ?? (by ? 'no day' : '')).padEnd(10);
  const row = (commitment: Commitment): string =>
    `${MARGIN}☐ ${pc.cyan(day(commitment))}  ${shorten(toDo(commitment))}${commitment.by ? pc.dim(`  (${commitment.by})`) : ''}`;
  return [`${pc.bold(file)}  ${count}`, '', ...commitments.map(row), ''].join('\n');
}

const tint = (score: number | null) => ((score ?? 0) >= 60 ? pc.green : (score ?? 0) >= 30 ? pc.yellow : pc.red);

function shorten(text: string): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  return flat.length <= WIDTH - 8 ? flat : `${flat.slice(0, WIDTH - 9).trimEnd()}…`;
}
