/** Edits one draft again and again, as `npm run soak -- 100000` says, and prints what memory that takes. */
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createReviewer } from '../server/src/review/reviewer';
import { builtInRules } from '../server/src/rules';

const EDITS = Number(process.argv[2] ?? 100_000);
/** Bytes that the second half may add to what the first half took: caches are full by then. */
const FLAT = 8_000_000;
const WORDS = ['sorry', 'but', 'it was not my call', 'we had to', 'on Friday', 'I know', '🙂', '.\n\n', ', '];

const reviewer = createReviewer(builtInRules);
const draft = TextDocument.create('file:///soak.eml', 'eml', 1, 'Hi all,\n\nWe are letting you go on Friday.\n\nTom\n');

/** Bytes in use once all that can be dropped is dropped. */
function inUse(): number {
  if (!globalThis.gc) throw new Error('run it with --expose-gc, as npm run soak does');
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}

const measured: number[] = [];
for (let edit = 1; edit <= EDITS; edit++) {
  const length = draft.getText().length;
  const at = (edit * 7919) % length;
  // A draft stays about as long as it is.
  const gone = length > 2_000 ? 30 : 0;
  const text = `${WORDS[edit % WORDS.length]} ${edit % 1_013} `;
  const range = { start: draft.positionAt(at), end: draft.positionAt(at + gone) };
  TextDocument.update(draft, [{ range, text }], edit + 1);
  reviewer.rate(reviewer.review(draft.getText(), 'mail'));
  if (edit % Math.ceil(EDITS / 10) !== 0) continue;
  measured.push(inUse());
  console.log(`${edit} edits: ${((measured.at(-1) ?? 0) / 1e6).toFixed(1)} MB`);
}
const half = measured[Math.floor(measured.length / 2)] ?? 0;
const grown = (measured.at(-1) ?? 0) - half;
console.log(`${grown > FLAT ? 'grown' : 'flat'}: ${(grown / 1e6).toFixed(1)} MB more than half way through`);
process.exitCode = grown > FLAT ? 1 : 0;
