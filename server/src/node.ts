import { mkdtempSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { version } from '../../package.json';
import { fileStore } from './dismissals/file';
import { type RuleText, withOwnRules } from './own-rules';
import { builtInRules } from './rules';
import { startServer } from './server';

// Most of what a review makes is short-lived: the engine’s room for it grows to many times what is of use here.
setFlagsFromString('--semi-space-growth-factor=1');

async function readRule(uri: string): Promise<RuleText> {
  return { file: uri, text: await readFile(fileURLToPath(uri), 'utf8').catch(() => undefined) };
}

let reports: string | undefined;

/** Reports quote the draft: they are for this user alone, and go with the server. */
async function writeReport(name: string, markdown: string): Promise<string> {
  if (reports === undefined) {
    const folder = mkdtempSync(join(tmpdir(), 'amends-'));
    process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
    reports = folder;
  }
  const file = join(reports, `Rating of ${name.replace(/[^\p{L}\p{N} ._-]/gu, '_').slice(0, 80)}.md`);
  await writeFile(file, markdown, { mode: 0o600 });
  return pathToFileURL(file).href;
}

// Serves over whatever transport the command line names: --stdio, --node-ipc, --socket=PORT or --pipe=NAME.
startServer(createConnection(ProposedFeatures.all), builtInRules, {
  version,
  reference: pathToFileURL(join(__dirname, '..', 'rules', 'README.md')).href,
  writeReport,
  readOwnRules: async (uris) => withOwnRules(builtInRules, await Promise.all(uris.map(readRule))),
  openStore: fileStore,
});
