import { join } from 'node:path';
import { gatherRules } from '../../rules/gather.mjs';
import { parseDraft } from '../../server/src/draft/draft';
import type { Seen } from '../../server/src/review/features';
import { createReader } from '../../server/src/review/match';
import type { Category } from '../../server/src/review/rule';
import { compileRules, type RuleFiles } from '../../server/src/review/rulebook';
import { formatOf } from '../../server/src/settings';
import { overlaps, type Sample } from '../corpora';

export const CATEGORIES: readonly Category[] = ['excuse', 'overpromise', 'acknowledgement'];
/** The moves met often enough to learn them. */
const MOVES = ['ack-feel', 'own', 'regret', 'value', 'support', 'honest-unknown', 'commit', 'repair', 'prevent', 'ask'];
/** What the model is to tell of a sentence, in the order of its letters; the last is the same all over a draft. */
export const SIGNALS: readonly string[] = [
  'flagged',
  ...CATEGORIES,
  ...MOVES.map((move) => `moves/${move}`),
  'bad-news',
  'damage',
];

/** A draft to learn from: its sentences, and by sentence the truth about each signal. */
export interface Lesson {
  readonly file: string;
  readonly sentences: readonly Seen[];
  /** 1 or 0 for each signal; undefined for a sentence whose flag is merely arguable, which teaches nothing. */
  readonly truth: readonly (readonly number[] | undefined)[];
}

const read = createReader(compileRules(gatherRules(join(__dirname, '..', '..', 'rules')) as unknown as RuleFiles));

/** What a labelled draft teaches. */
export function toLesson({ labels, text }: Sample): Lesson {
  const draft = parseDraft(text, formatOf('plaintext', labels.file));
  const spans = draft.paragraphs.flat();
  const openings = new Set(draft.paragraphs.map(([first]) => first));
  const sentences = spans.map((span) => {
    const sentence = draft.prose.slice(span.start, span.end).replace(/\s/g, ' ');
    return { text: sentence, rules: read(sentence).told, opens: openings.has(span) };
  });
  const truth = spans.map((span) => {
    const flags = labels.flags.filter(({ sentence }) => overlaps(span, sentence));
    const sure = flags.filter(({ confidence }) => confidence >= 2);
    if (flags.length > 0 && sure.length === 0) return undefined;
    const told = new Set([
      ...(labels.draft.damage ? ['damage'] : []),
      ...(sure.length > 0 ? ['flagged'] : []),
      ...sure.map(({ category }) => category),
      ...labels.moves.filter(({ sentence }) => overlaps(span, sentence)).map(({ label }) => `moves/${label}`),
      ...(labels.badNews.some((sentence) => overlaps(span, sentence)) ? ['bad-news'] : []),
    ]);
    return SIGNALS.map((signal) => (told.has(signal) ? 1 : 0));
  });
  return { file: labels.file, sentences, truth };
}
