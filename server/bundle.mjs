// Gathers the rules into dist/rules.json and bundles the programs and the scorecard's page into dist/.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { gatherRules } from '../rules/gather.mjs';
import { settingsSchema } from '../rules/settings-schema.mjs';
import { closed, NETWORK, PROGRAMS } from './closed.mjs';
import { licencesOf } from './licences.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = join(root, 'dist');

mkdirSync(out, { recursive: true });
const rules = gatherRules(join(root, 'rules'));
writeFileSync(join(out, 'rules.json'), JSON.stringify(rules));
writeFileSync(join(out, 'settings.schema.json'), JSON.stringify(settingsSchema(rules.rules)));

const options = { bundle: true, minify: true, target: 'es2022', logLevel: 'warning', legalComments: 'none' };
const programs = [
  { in: 'server/src/node.ts', out: 'server', platform: 'node' },
  { in: 'server/src/browser.ts', out: 'server-web', platform: 'browser' },
  { in: 'server/src/cli.ts', out: 'cli', platform: 'node' },
  { in: 'client/src/node.ts', out: 'client', platform: 'node' },
  { in: 'client/src/browser.ts', out: 'client-web', platform: 'browser' },
  { in: 'client/src/scorecard/view/view.ts', out: 'scorecard', platform: 'browser', page: true },
  { in: 'client/src/scorecard/view/scorecard.css', out: 'scorecard', platform: 'browser', ending: 'css' },
];
const built = await Promise.all(
  programs.map(({ in: entry, out: name, platform, page = name === 'server-web', ending = 'js' }) =>
    build({
      ...options,
      platform,
      metafile: true,
      absWorkingDir: root,
      // The client alone starts a program: the server.
      plugins: platform === 'node' ? [closed(name === 'server' ? [...NETWORK, ...PROGRAMS] : NETWORK)] : [],
      entryPoints: [join(root, entry)],
      outfile: join(out, `${name}.${ending}`),
      format: page ? 'iife' : 'cjs',
      external: ['vscode', './server.js'],
      // In a worker there is no document: some packages have a build of their own for it.
      conditions: platform === 'node' ? ['module'] : ['worker', 'module'],
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
