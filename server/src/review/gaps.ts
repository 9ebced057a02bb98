import { insertionsFor } from './insertion';
import { fade } from './rating';
import type { Evidence, Finding, ReadDraft } from './review';
import type { Gap } from './rule';
import type { Compiled, Rulebook } from './rulebook';

/** The steps nobody took; only a draft that delivers or answers for harm has any. */
export function gapsOf(read: ReadDraft, book: Rulebook): Finding[] {
  return read.damage ? book.gaps.filter((gap) => isMissing(gap, read, book)).map((gap) => gapFinding(gap, read)) : [];
}

function isMissing({ rule }: Compiled<Gap>, { moves, situation }: ReadDraft, { rubric }: Rulebook): boolean {
  if (rule.situations && !rule.situations.includes(situation)) return false;
  const sentences = (name: string): Evidence[] => moves.filter((move) => move.rule === `moves/${name}`);
  const made = Object.entries(rule.missing).map(([name, share]) => share * fade(sentences(name), rubric.fading.moves));
  return made.reduce((sum, share) => sum + share, 0) < rule.enough;
}

function gapFinding({ id, rule, rewrites }: Compiled<Gap>, read: ReadDraft): Finding {
  const { draft, harm } = read;
  const { category, severity, message, article, insert } = rule;
  const badNews = harm.map(({ span }) => span);
  const first = badNews[0] ?? draft.paragraphs[0]?.[0] ?? { start: 0, end: 0 };
  const span = insert === 'after-bad-news' ? first : (draft.signOff ?? draft.paragraphs.at(-1)?.at(-1) ?? first);
  const fixes = () => insertionsFor(rule, rewrites, read);
  const finding: Finding = { rule: id, category, scope: 'draft', severity, span, message, article, fixes };
  if (span === first) return finding;
  return { ...finding, related: { span: first, message: 'This is what they will want to answer.' } };
}
