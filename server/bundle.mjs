// Packs the rules into dist/rules.json and bundles the five programs into dist/.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { gatherRules } from '../rules/gather.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = join(root, 'dist');

const options = { bundle: true, minify: true, target: 'es2022', logLevel: 'warning', legalComments: 'none' };

/** The rules in little room, by the server's own code. */
async function packRules() {
  const entryPoints = [join(root, 'server/src/packed-rules.ts')];
  const { outputFiles } = await build({ ...options, entryPoints, format: 'esm', write: false });
  const { packRules: pack } = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
  return JSON.stringify(pack(gatherRules(join(root, 'rules'))));
}

mkdirSync(out, { recursive: true });
writeFileSync(join(out, 'rules.json'), await packRules());

/** Engines read JSON in a string faster than the same as an object of the program. */
const rulesAsString = {
  name: 'rules-as-string',
  setup: ({ onLoad }) =>
    onLoad({ filter: /dist[\\/]rules\.json$/ }, ({ path }) => ({
      contents: `export default JSON.parse(${JSON.stringify(readFileSync(path, 'utf8'))})`,
    })),
};

const programs = [
  { in: 'server/src/node.ts', out: 'server', platform: 'node' },
  { in: 'server/src/browser.ts', out: 'server-web', platform: 'browser' },
  { in: 'server/src/cli.ts', out: 'cli', platform: 'node' },
  { in: 'client/src/node.ts', out: 'client', platform: 'node' },
  { in: 'client/src/browser.ts', out: 'client-web', platform: 'browser' },
];
await Promise.all(
  programs.map(({ in: entry, out: name, platform }) =>
    build({
      ...options,
      plugins: [rulesAsString],
      platform,
      entryPoints: [join(root, entry)],
      outfile: join(out, `${name}.js`),
      format: name === 'server-web' ? 'iife' : 'cjs',
      external: ['vscode', './server.js'],
      // In a worker there is no document: some packages have a build of their own for it.
      conditions: platform === 'node' ? ['module'] : ['worker', 'module'],
      mainFields: platform === 'node' ? ['module', 'main'] : ['browser', 'module', 'main'],
    }),
  ),
);
