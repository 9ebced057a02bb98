import type { Span } from './draft/draft';
import type { Change } from './review/change';
import type { Rating, StepRating } from './review/rating';
import type { Finding, Review } from './review/review';
import type { Fix } from './review/rewrite';
import type { Situation, Step } from './review/rule';

/** The findings and rating of one file as `amends check --format json` prints them; spans are UTF-16 offsets. */
export interface FileReport {
  readonly file: string;
  /** The body was decoded from this encoding, and offsets index the decoded text given here. */
  readonly decoded?: { readonly from: string; readonly text: string };
  readonly findings: readonly FindingReport[];
  readonly rating: RatingReport;
}

export interface FindingReport {
  readonly rule: string;
  readonly category: string;
  readonly scope: string;
  readonly severity: string;
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly article: string;
  readonly fixes: readonly FixReport[];
}

export interface FixReport {
  readonly title: string;
  readonly edits: readonly { readonly start: number; readonly end: number; readonly newText: string }[];
}

export interface RatingReport {
  readonly overall: number | null;
  readonly word: string;
  readonly damage: boolean;
  readonly situation: string;
  readonly steps: Readonly<Record<Step, number | null>>;
}

/** What `amends rate --format json` adds: every point with what it comes from, and what would bring more. */
export interface RatingDetails extends RatingReport {
  readonly recognised: string;
  readonly counts: Readonly<Record<Step, readonly CountReport[]>>;
  readonly changes: readonly (FixReport & { readonly rule: string; readonly points: number })[];
}

export interface CountReport {
  readonly criterion: string;
  readonly points: number;
  readonly why: string;
  readonly from: readonly { readonly rule: string; readonly start: number; readonly end: number }[];
}

/** One finding in its public form. */
export function findingReport(finding: Finding): FindingReport {
  const { rule, category, scope, severity, span, message, article, fixes } = finding;
  return {
    ...{ rule, category, scope, severity, ...span, message, article },
    fixes: fixes().map(fixReport),
  };
}

const fixReport = ({ title, edits }: Fix): FixReport => ({
  title,
  edits: edits.map((edit) => ({ ...edit.span, newText: edit.newText })),
});

/** A rating in its public form. */
export function ratingReport({ overall, word, damage, situation, steps }: Rating): RatingReport {
  const scores = Object.fromEntries(steps.map(({ step, score }) => [step, score])) as Record<Step, number | null>;
  return { overall, word, damage, situation, steps: scores };
}

/** A rating with all that explains it in its public form. */
export function ratingDetails(rating: Rating, changes: readonly Change[]): RatingDetails {
  const counts = rating.steps.map(({ step, counts }) => [
    step,
    counts.map((count) => ({ ...count, from: count.from.map(({ rule, span }) => ({ rule, ...span })) })),
  ]);
  return {
    ...ratingReport(rating),
    recognised: rating.recognised,
    counts: Object.fromEntries(counts) as RatingDetails['counts'],
    changes: changes.map(({ finding, fix, points }) => ({ rule: finding.rule, points, ...fixReport(fix) })),
  };
}

/** Ten cells, filled by the score: `▰▰▰▱▱▱▱▱▱▱`. */
export function bar(score: number | null): string {
  const filled = Math.round((score ?? 0) / 10);
  return '▰'.repeat(filled) + '▱'.repeat(10 - filled);
}

/** The situations in words, as they follow “read as”. */
export const SITUATIONS: Readonly<Record<Situation, string>> = {
  'own-mistake': 'a mistake of your own',
  'justified-act': 'an act you stand by',
  'orders-from-above': 'orders from above',
  'uncertain-future': 'an uncertain future',
  other: 'damaged trust',
};

/** What the draft was read as, in words, and when its writer knows better, that too. */
export function situationWords({ situation, recognised }: Rating): string {
  const words = SITUATIONS[situation];
  return situation === recognised ? words : `${words}, as you said; by itself it reads as ${SITUATIONS[recognised]}`;
}

/** What is said of a draft that is not about damaged trust. */
export const NOTHING_TO_RATE =
  'This draft neither brings bad news nor answers for any, so there is nothing to rate: Amends reads messages written after trust was damaged.';

/** What a change does to the draft, on one line. */
export const changeTitle = ({ fix }: Change): string => fix.title.replace(/\s+/g, ' ');

/** The rating of a draft as a Markdown page: the steps at a glance, then what speaks for and against each. */
export function ratingMarkdown(rating: Rating, { draft }: Review, changes: readonly Change[]): string {
  if (rating.overall === null) return `# Amends\n\n${NOTHING_TO_RATE}\n`;
  const quote = ({ span }: { readonly span: Span }): string =>
    `“${escapeMarkdown(draft.text.slice(span.start, span.end).replace(/\s+/g, ' ').trim())}”`;
  const details = ({ title, asks, moves, findings }: StepRating): string[] => [
    `### ${title}`,
    '',
    `It asks: ${asks}.`,
    '',
    ...moves.map((move) => `- **for** ${quote(move)}`),
    ...findings.map((finding) =>
      finding.scope === 'draft'
        ? `- **missing** ${escapeMarkdown(finding.message)}`
        : `- **against** ${quote(finding)} — ${escapeMarkdown(finding.message)}`,
    ),
    '',
  ];
  return [
    `# ${rating.overall} of 100: ${rating.word}`,
    '',
    `Read as ${situationWords(rating)}.`,
    '',
    '| Step | | Score |',
    '| --- | --- | ---: |',
    ...rating.steps.map(({ title, score }) => `| **${title}** | ${bar(score)} | ${score} |`),
    '',
    ...(changes.length > 0 ? ['## What would bring most', ''] : []),
    ...changes.map((change) => `1. **+${change.points}** ${escapeMarkdown(changeTitle(change))}`),
    ...(changes.length > 0 ? [''] : []),
    ...rating.steps.flatMap(details),
  ].join('\n');
}

/** Text as Markdown shows it, letter by letter. Brackets that make no link stay bare, for some editors show each backslash. */
export const escapeMarkdown = (text: string): string => text.replace(/[\\`*_<>#|~&]|\](?=[([:])/g, '\\$&');
