import files from '../../rules/skeletons.json';
import { STEPS } from './review/rating';
import type { Step } from './review/rule';

/** The bones of a message for one situation: a part for each of the article's steps, with gaps in brackets. */
export interface Skeleton {
  readonly situation: string;
  readonly title: string;
  /** When to take it, in one sentence. */
  readonly about: string;
  readonly parts: Readonly<Record<Step, string>>;
  /** What fills each gap in the tests. */
  readonly example: Readonly<Record<string, string | undefined>>;
}

export const SKELETONS: readonly Skeleton[] = files;

/** What a draft is started as: mail has headers to fill in. */
export type Kind = 'mail' | 'markdown';

/** The body of a message: a greeting, the five steps in the article's order, a sign-off. */
export function bodyOf({ parts }: Skeleton): string {
  return ['Hi [their names],', ...STEPS.map((step) => parts[step]), 'Best,\n[your name]'].join('\n\n').concat('\n');
}

/** The whole message as a file of this kind begins. */
export const textOf = (skeleton: Skeleton, kind: Kind): string =>
  kind === 'mail' ? `To: [their addresses]\nSubject: [subject]\n\n${bodyOf(skeleton)}` : bodyOf(skeleton);

/** The text as an LSP snippet: each gap a tab stop, one named twice the same stop. */
export function toSnippet(text: string): string {
  const stops = [...new Set([...text.matchAll(GAP)].map(([, gap]) => gap ?? ''))];
  const escaped = text.replace(/[\\$}]/g, '\\$&');
  return escaped.replace(GAP, (gap, name: string) => `\${${stops.indexOf(name) + 1}:${gap}}`);
}

const GAP = /\[([^\]]+)\]/g;
