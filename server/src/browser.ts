import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from 'vscode-languageserver/browser';
import { version } from '../../package.json';
import { databaseStore } from './dismissals/database';
import { builtInRules } from './rules';
import { startServer } from './server';

// Serves the page that started this worker, over the worker's own messages.
const worker = self as DedicatedWorkerGlobalScope;
const connection = createConnection(
  ProposedFeatures.all,
  new BrowserMessageReader(worker),
  new BrowserMessageWriter(worker),
);
startServer(connection, builtInRules, { version, openStore: databaseStore });
