import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createReviewer } from '../server/src/review/reviewer';
import { builtInRules } from '../server/src/rules';
import { formatOf } from '../server/src/settings';
import { OWN, readLabelled } from './corpora';

const GOLDEN = join(OWN, 'findings.txt');

/** Every finding on our own drafts, a line each, so that a change of the rules shows in review as a difference. */
function findings(): string {
  const reviewer = createReviewer(builtInRules);
  return readLabelled(OWN)
    .flatMap(({ labels: { file }, text }) =>
      reviewer.review(text, formatOf('plaintext', file)).findings.map(({ rule, severity, span }) => {
        const words = text.slice(span.start, span.end).replace(/\s+/g, ' ');
        return `${file}:${span.start}-${span.end} ${severity} ${rule} ${words}\n`;
      }),
    )
    .join('');
}

describe('the findings on our own drafts', () => {
  it('are those last looked at: UPDATE=1 npm test writes them anew', function () {
    this.timeout(120_000);
    const found = findings();
    if (process.env.UPDATE) writeFileSync(GOLDEN, found);
    const kept = readFileSync(GOLDEN, 'utf8').split('\n');
    const [now, then] = [new Set(found.split('\n')), new Set(kept)];
    assert.deepEqual([[...now].filter((row) => !then.has(row)), kept.filter((row) => !now.has(row))], [[], []]);
  });
});
