// Packs the rules into dist/rules.json and bundles the four programs into dist/.
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
  // Both transports are in it, and in a worker it has no module around its variables, nor a document.
  {
    ...{ in: 'server/src/main.ts', out: 'server', platform: 'node' },
    ...{ format: 'iife', conditions: ['module', 'worker', 'browser'] },
  },
  // A package asks where its own module is, which only a module of the newer kind can say.
  { in: 'server/src/cli.ts', out: 'cli', platform: 'node', define: { 'import.meta.url': '__filename' } },
  { in: 'client/src/node.ts', out: 'client', platform: 'node' },
  { in: 'client/src/browser.ts', out: 'client-web', platform: 'browser' },
];
await Promise.all(
  programs.map(({ in: entry, out: name, platform, format = 'cjs', conditions = ['module'], define = {} }) =>
    build({
      ...options,
      plugins: [rulesAsString],
      platform,
      entryPoints: [join(root, entry)],
      outfile: join(out, `${name}.js`),
      format,
      external: ['vscode', './server.js'],
      conditions,
      define,
      mainFields: platform === 'node' ? ['module', 'main'] : ['browser', 'module', 'main'],
    }),
  ),
);
