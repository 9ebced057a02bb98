import { insertionsFor } from './insertion';
import type { Finding, ReadDraft } from './review';
import type { Compiled, Gap, Rulebook } from './rulebook';

/** The steps nobody took; only a draft that delivers or answers for harm has any. */
export function gapsOf(read: ReadDraft, { gaps }: Rulebook): Finding[] {
  return read.damage ? gaps.filter((gap) => isMissing(gap, read)).map((gap) => gapFinding(gap, read)) : [];
}

function isMissing({ rule }: Compiled<Gap>, { moves, situation }: ReadDraft): boolean {
  if (rule.situations && !rule.situations.includes(situation)) return false;
  return !rule.missing.some((name) => moves.some((move) => move.rule === `moves/${name}`));
}

function gapFinding({ id, rule, rewrites }: Compiled<Gap>, read: ReadDraft): Finding {
  const { draft, harm } = read;
  const { category, severity, message, article, insert } = rule;
  const badNews = harm.map(({ span }) => span);
  const first = badNews[0] ?? draft.paragraphs[0]?.[0] ?? { start: 0, end: 0 };
  const span = insert === 'after-bad-news' ? first : (draft.signOff ?? draft.paragraphs.at(-1)?.at(-1) ?? first);
  const fixes = insertionsFor(rule, rewrites, read);
  const finding: Finding = { rule: id, category, scope: 'draft', severity, span, message, article, fixes };
  if (span === first) return finding;
  return { ...finding, related: { span: first, message: 'This is what they will want to answer.' } };
}
