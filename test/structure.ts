/**
 * How often the author's words are told from quoted replies and signatures: `npx tsx test/structure.ts [folder] [--list]`.
 * The folder holds `emails/*.txt` and, of the same names, `trimmed/*.txt`: what a human would keep. Compared are the
 * lines with words, white space normalised, before links and markup are masked. Lines quoted with `>` that stand in
 * `trimmed` (context of an answer below them) are left out: they are quotations here.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { linesOf } from '../server/src/draft/layout';
import { isQuoted, ownSpans } from '../server/src/draft/replies';

const list = process.argv.includes('--list');
const folder =
  process.argv.slice(2).find((argument) => !argument.startsWith('--')) ??
  '../shared/corpus/mail-structure/email_reply_trimmer';

/** The lines with words, white space normalised. */
function wordsOf(lines: readonly string[]): string {
  return lines
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}

function keptOf(email: string): string {
  return wordsOf(ownSpans(linesOf(email)).map(({ start, end }) => email.slice(start, end)));
}

function expectedOf(trimmed: string): string {
  const lines = linesOf(trimmed);
  return wordsOf(lines.filter((line) => !isQuoted(line)).map(({ text }) => text));
}

function main(): void {
  if (!existsSync(join(folder, 'emails')) || !existsSync(join(folder, 'trimmed'))) {
    console.log(`No mails to compare: ${folder} has no folders emails and trimmed.`);
    return;
  }
  const names = readdirSync(join(folder, 'emails')).filter((name) => name.endsWith('.txt'));
  const misses = names.flatMap((name) => {
    const kept = keptOf(readFileSync(join(folder, 'emails', name), 'utf8'));
    const expected = expectedOf(readFileSync(join(folder, 'trimmed', name), 'utf8'));
    return kept === expected ? [] : [{ name, kept, expected }];
  });
  for (const { name, kept, expected } of list ? misses : []) {
    console.log(
      `${name}\n  kept:     ${JSON.stringify(kept.slice(0, 300))}\n  expected: ${JSON.stringify(expected.slice(0, 300))}`,
    );
  }
  const right = names.length - misses.length;
  console.log(
    `${right} of ${names.length} mails (${((100 * right) / Math.max(1, names.length)).toFixed(1)} %) keep what a human would keep.`,
  );
}

main();
