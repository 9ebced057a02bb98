import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { version } from '../../package.json';
import { builtInRules } from './rules';
import { startServer } from './server';

// Serves over whatever transport the command line names: --stdio, --node-ipc, --socket=PORT or --pipe=NAME.
const connection = createConnection(ProposedFeatures.all);
const reference = pathToFileURL(join(__dirname, '..', 'rules', 'README.md')).href;
startServer(connection, builtInRules, {
  version,
  reference,
  readFile: (uri) => readFile(fileURLToPath(uri), 'utf8'),
});
