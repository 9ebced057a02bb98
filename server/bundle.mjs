// Packs the rules into dist/rules.json and bundles the programs and the scorecard's page into dist/.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { gatherRules } from '../rules/gather.mjs';
import { settingsSchema } from '../rules/settings-schema.mjs';
import { closed, NETWORK, PROGRAMS } from './closed.mjs';
import { licencesOf } from './licences.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = join(root, 'dist');

/** What no program needs of a library. */
const alias = { 'decode-named-character-reference': join(root, 'server/src/draft/references.ts') };
const options = { bundle: true, alias, minify: true, target: 'es2022', logLevel: 'warning', legalComments: 'none' };

/** The rules in little room, by the server's own code. */
async function packed(rules) {
  const entryPoints = [join(root, 'server/src/packed-rules.ts')];
  const { outputFiles } = await build({ ...options, entryPoints, format: 'esm', write: false });
  const { packRules: pack } = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
  return JSON.stringify(pack(rules));
}

mkdirSync(out, { recursive: true });
const rules = gatherRules(join(root, 'rules'));
writeFileSync(join(out, 'rules.json'), await packed(rules));
writeFileSync(join(out, 'settings.schema.json'), JSON.stringify(settingsSchema(rules.rules)));

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
  { in: 'client/src/scorecard/view/view.ts', out: 'scorecard', platform: 'browser', format: 'iife' },
  { in: 'client/src/scorecard/view/scorecard.css', out: 'scorecard', platform: 'browser', ending: 'css' },
];
const built = await Promise.all(
  programs.map(
    ({ in: entry, out: name, platform, format = 'cjs', ending = 'js', conditions = ['module'], define = {} }) =>
      build({
        ...options,
        // The client alone starts a program, the server; the terminal's pool is of threads.
        plugins: [
          rulesAsString,
          ...(platform === 'node' ? [closed(name === 'client' ? NETWORK : [...NETWORK, ...PROGRAMS])] : []),
        ],
        platform,
        metafile: true,
        absWorkingDir: root,
        entryPoints: [join(root, entry)],
        outfile: join(out, `${name}.${ending}`),
        format,
        external: ['vscode', './server.js'],
        conditions,
        define,
        mainFields: platform === 'node' ? ['module', 'main'] : ['browser', 'module', 'main'],
      }),
  ),
);
writeFileSync(
  join(out, 'THIRD-PARTY-LICENCES.txt'),
  licencesOf(
    built.map(({ metafile }) => metafile),
    root,
  ),
);
