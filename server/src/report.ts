import type { Span } from './draft/draft';
import type { Rating, StepRating } from './review/rating';
import type { Finding, Review } from './review/review';
import type { Step } from './review/rulebook';

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
  readonly fixes: readonly {
    readonly title: string;
    readonly edits: readonly { readonly start: number; readonly end: number; readonly newText: string }[];
  }[];
}

export interface RatingReport {
  readonly overall: number | null;
  readonly word: string;
  readonly damage: boolean;
  readonly situation: string;
  readonly steps: Readonly<Record<Step, number | null>>;
}

/** One finding in its public form. */
export function findingReport(finding: Finding): FindingReport {
  const { rule, category, scope, severity, span, message, article, fixes } = finding;
  return {
    ...{ rule, category, scope, severity, ...span, message, article },
    fixes: fixes.map(({ title, edits }) => ({
      title,
      edits: edits.map((edit) => ({ ...edit.span, newText: edit.newText })),
    })),
  };
}

/** A rating in its public form. */
export function ratingReport({ overall, word, damage, situation, steps }: Rating): RatingReport {
  const scores = Object.fromEntries(steps.map(({ step, score }) => [step, score])) as Record<Step, number | null>;
  return { overall, word, damage, situation, steps: scores };
}

/** Ten cells, filled by the score: `▰▰▰▱▱▱▱▱▱▱`. */
export function bar(score: number | null): string {
  const filled = Math.round((score ?? 0) / 10);
  return '▰'.repeat(filled) + '▱'.repeat(10 - filled);
}

const SITUATIONS: Readonly<Record<string, string>> = {
  'own-mistake': 'a mistake of your own',
  'justified-act': 'an act you stand by',
  'orders-from-above': 'orders from above',
  'uncertain-future': 'an uncertain future',
  other: 'damaged trust',
};

/** What the draft was read as, in words. */
export const situationWords = (rating: Rating): string => SITUATIONS[rating.situation] ?? rating.situation;

/** What is said of a draft that is not about damaged trust. */
export const NOTHING_TO_RATE =
  'This draft neither brings bad news nor answers for any, so there is nothing to rate: Amends reads messages written after trust was damaged.';

/** The rating of a draft as a Markdown page: the steps at a glance, then what speaks for and against each. */
export function ratingMarkdown(rating: Rating, { draft }: Review): string {
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
        ? `- **missing** ${finding.message}`
        : `- **against** ${quote(finding)} — ${finding.message}`,
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
    ...rating.steps.flatMap(details),
  ].join('\n');
}

const escapeMarkdown = (text: string): string => text.replace(/[\\`*_[\]<>#|~&]/g, '\\$&');
