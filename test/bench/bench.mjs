// How fast Amends is beside its peers: npm ci --prefix test/bench && npm run bench
//
// Everything runs interleaved in one go, so that a busy machine is equally busy for all; what counts are the ratios.
// One part alone: npm run bench -- typing
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PARTS = {
  typing: async () => (await import('./typing.mjs')).benchTyping(),
  starting: async () => (await import('./starting.mjs')).benchStarting(),
  server: async () => (await import('./server.mjs')).benchServer(),
  reading: async () => (await import('./reading.mjs')).benchReading(),
  growth: async () => (await import('./reading.mjs')).benchGrowth(),
};

if (!existsSync(fileURLToPath(new URL('node_modules', import.meta.url)))) {
  console.error('The peers are not there yet: npm ci --prefix test/bench');
  process.exit(2);
}
const asked = process.argv.slice(2);
const unknown = asked.find((part) => !Object.hasOwn(PARTS, part));
if (unknown !== undefined) {
  console.error(`There is no part “${unknown}”; the parts are ${Object.keys(PARTS).join(', ')}.`);
  process.exit(2);
}
for (const part of asked.length > 0 ? asked : Object.keys(PARTS)) await PARTS[part]();
process.exit();
