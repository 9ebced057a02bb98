import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { version } from '../../package.json';
import { createReviewer } from './review/reviewer';
import { builtInRules } from './rules';
import { startServer } from './server';

// Serves over whatever transport the command line names: --stdio, --node-ipc, --socket=PORT or --pipe=NAME.
const connection = createConnection(ProposedFeatures.all);
const reference = pathToFileURL(join(__dirname, '..', 'rules', 'README.md')).href;
startServer(connection, createReviewer(builtInRules), { version, reference });
