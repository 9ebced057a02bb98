// How fast Amends is beside its peers: npm ci --prefix test/bench && npm run bench
//
// Everything runs interleaved in one go, so that a busy machine is equally busy for all; what counts are the ratios.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

if (!existsSync(fileURLToPath(new URL('node_modules', import.meta.url)))) {
  console.error('The peers are not there yet: npm ci --prefix test/bench');
  process.exit(2);
}
const { benchReading } = await import('./reading.mjs');
const { benchStarting } = await import('./starting.mjs');
const { benchServer } = await import('./server.mjs');
await benchReading();
benchStarting();
await benchServer();
process.exit();
