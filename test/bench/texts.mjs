// Mail of any length, made from our own drafts.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CORPUS = join(ROOT, 'test', 'corpus');

/** Whole sentences and no more: a name or a title on a line of its own may end what Amends reads as the author's words. */
const isProse = (line) => line === '' || (line.length > 30 && /^[A-Z].*[.?!]$/.test(line));

/** The mails of some sets, without what mail has around its words, so that all of it is read by every program. */
const mailsOf = (sets) =>
  readdirSync(CORPUS, { recursive: true })
    .filter((name) => sets.test(name))
    .sort()
    .map((name) => readFileSync(join(CORPUS, name), 'utf8').split('\n').filter(isProse).join('\n').trim())
    .filter((text) => text !== '');
/** Drafts that answer for harm, and everyday mail. */
const [drafts, everyday] = [mailsOf(/^[rtw]\d+[\\/].*\.(eml|md|txt)$/), mailsOf(/^o\d+[\\/].*\.(eml|md|txt)$/)];

/**
 * Mixed mail of this many UTF-16 units, a draft and an everyday mail in turn. No sentence is one of another's mail nor of
 * another round's: nothing remembered is of use.
 */
export function textOf(size, round) {
  let text = '';
  for (let number = 0; text.length < size; number++) {
    const mails = number % 2 === 0 ? drafts : everyday;
    const mail = mails[(number >> 1) % mails.length];
    text += `${mail.replace(/(?=[.?!]\s|[.?!]$)/g, ` ${round} ${number}`)}\n\n`;
  }
  return text.slice(0, size);
}

export const median = (values) => percentile(values, 0.5);

export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
