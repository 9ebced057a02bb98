import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { version } from '../../package.json';
import { fileStore } from './dismissals/file';
import { type RuleText, withOwnRules } from './own-rules';
import { builtInRules } from './rules';
import { startServer } from './server';

async function readRule(uri: string): Promise<RuleText> {
  return { file: uri, text: await readFile(fileURLToPath(uri), 'utf8').catch(() => undefined) };
}

// Serves over whatever transport the command line names: --stdio, --node-ipc, --socket=PORT or --pipe=NAME.
startServer(createConnection(ProposedFeatures.all), builtInRules, {
  version,
  reference: pathToFileURL(join(__dirname, '..', 'rules', 'README.md')).href,
  readOwnRules: async (uris) => withOwnRules(builtInRules, await Promise.all(uris.map(readRule))),
  openStore: fileStore,
});
