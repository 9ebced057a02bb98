// From the command line to the end, on 2 kB, in a process of its own.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median, ROOT, textOf } from './texts.mjs';

const ROUNDS = 11;
const peer = (path) => fileURLToPath(new URL(`node_modules/${path}`, import.meta.url));

export function benchStarting() {
  const file = join(mkdtempSync(join(tmpdir(), 'amends-bench-')), 'draft.txt');
  writeFileSync(file, textOf(2_000, 'cold'));
  const programs = {
    amends: [join(ROOT, 'dist', 'cli.js'), 'check', file],
    'write-good': [peer('write-good/bin/write-good.js'), file],
    alex: [peer('alex/cli.js'), file],
    'node alone': ['-e', '0'],
  };
  const times = Object.fromEntries(Object.keys(programs).map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, args] of Object.entries(programs)) {
      const started = performance.now();
      spawnSync(process.execPath, args);
      times[name].push(performance.now() - started);
    }
  }
  const own = median(times.amends);
  const cells = Object.entries(times).map(
    ([name, all]) => `${name} ${median(all).toFixed(0)} (${(median(all) / own).toFixed(2)}×)`,
  );
  console.log(`cold, 2 kB, median ms: ${cells.join('  ')}`);
}
