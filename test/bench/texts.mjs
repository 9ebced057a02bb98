// Mail of any length, made from our own drafts.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CORPUS = join(ROOT, 'test', 'corpus');

/** Whole sentences and no more: a name or a title on a line of its own may end what Amends reads as the author's words. */
const isProse = (line) => line === '' || (line.length > 30 && /^[A-Z].*[.?!]$/.test(line));

/** The drafts one after the other, without what mail has around its words, so that all of it is read by every program. */
const mail = readdirSync(CORPUS, { recursive: true })
  .filter((name) => /^[rtw]\d?[\\/].*\.txt$/.test(name))
  .sort()
  .map((name) => readFileSync(join(CORPUS, name), 'utf8').split('\n').filter(isProse).join('\n').trim())
  .join('\n\n');

/** A text of this many UTF-16 units in which no sentence is one of another round's: nothing remembered is of use. */
export function textOf(size, round) {
  let text = '';
  for (let part = 0; text.length < size; part++) text += `${mail.replace(/(?=[.?!]\s)/g, ` ${round} ${part}`)}\n\n`;
  return text.slice(0, size);
}

export const median = (values) => percentile(values, 0.5);

export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
