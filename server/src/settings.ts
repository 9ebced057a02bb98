import type { Draft, Format } from './draft/draft';
import type { Finding } from './review/review';
import type { Situation } from './review/rule';

/** When to review a document nobody asked about. */
export type When = 'automatic' | 'always' | 'onCommand';

/** What a writer may set, per workspace or folder, under `amends`. */
export interface Settings {
  readonly review: When;
  /** A severity for a rule's id, or `off`. */
  readonly rules: Readonly<Record<string, 'off' | Finding['severity']>>;
  /** A team's own rule files, as paths from the workspace folder. */
  readonly ownRules: readonly string[];
  /** What the drafts answer for; undefined leaves it to the draft. */
  readonly situation?: Situation;
  /** What is less severe than this is not shown. */
  readonly minimumSeverity: Finding['severity'];
}

export const DEFAULTS: Settings = { review: 'automatic', rules: {}, ownRules: [], minimumSeverity: 'hint' };

export const SITUATIONS: readonly Situation[] = [
  'own-mistake',
  'justified-act',
  'orders-from-above',
  'uncertain-future',
  'other',
];

/** The situation that goes by this name; undefined for `automatic` and for what is none. */
export const readSituation = (name: unknown): Situation | undefined => SITUATIONS.find((known) => known === name);

const WHENS: readonly string[] = ['automatic', 'always', 'onCommand'];
const SEVERITIES: readonly Finding['severity'][] = ['hint', 'information', 'warning'];
const LEVELS: readonly unknown[] = ['off', 'warning', 'information', 'hint'];

/** Reads the settings as an editor sends them; a value that is none falls back to the default. */
export function readSettings(value: unknown): Settings {
  if (typeof value !== 'object' || value === null) return DEFAULTS;
  const said: Readonly<Record<string, unknown>> = { ...value };
  const { review, rules, ownRules } = said;
  const situation = readSituation(said.situation);
  const levels = typeof rules === 'object' && rules !== null ? Object.entries(rules) : [];
  return {
    review: typeof review === 'string' && WHENS.includes(review) ? (review as When) : DEFAULTS.review,
    rules: Object.fromEntries(levels.filter(([, level]) => LEVELS.includes(level))),
    ownRules: Array.isArray(ownRules) ? ownRules.filter((path) => typeof path === 'string') : [],
    minimumSeverity: SEVERITIES.find((known) => known === said.minimumSeverity) ?? DEFAULTS.minimumSeverity,
    ...(situation && { situation }),
  };
}

/** The findings as the writer wants to see them. */
export function applySettings(
  findings: readonly Finding[],
  { rules, minimumSeverity = DEFAULTS.minimumSeverity }: Pick<Settings, 'rules'> & Partial<Settings>,
): Finding[] {
  const least = SEVERITIES.indexOf(minimumSeverity);
  return findings.flatMap((finding) => {
    const level = rules[finding.rule];
    if (level === 'off') return [];
    const heard = level ? { ...finding, severity: level } : finding;
    return SEVERITIES.indexOf(heard.severity) < least ? [] : [heard];
  });
}

const FORMATS: Readonly<Record<string, Format>> = {
  markdown: 'markdown',
  plaintext: 'plain',
  mail: 'mail',
  eml: 'mail',
};

/** The draft format that goes with an editor's language id and the file's name; undefined leaves it to the text. */
export function formatOf(languageId: string, uri: string): Format | undefined {
  if (/\.eml$/i.test(uri)) return 'mail';
  return languageId === 'plaintext' ? undefined : FORMATS[languageId];
}

/** Whether to review a draft unasked: mail always, other text when it reads like a message. */
export function isWanted(draft: Draft, when: When): boolean {
  if (when === 'always') return true;
  return when === 'automatic' && (draft.format === 'mail' || draft.isMessage);
}
