import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  CodeAction,
  Diagnostic,
  DocumentDiagnosticReport,
  Hover,
  InitializeResult,
  PublishDiagnosticsParams,
} from 'vscode-languageserver-protocol';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';

export const DIST = join(__dirname, '..', 'dist');

/** A conversation with a real server, in the words of LSP. */
export interface Session {
  readonly connection: MessageConnection;
  readonly initialized: InitializeResult;
  readonly open: (text: string, uri?: string, languageId?: string) => Promise<void>;
  readonly change: (version: number, changes: readonly object[]) => Promise<void>;
  readonly pull: (uri?: string) => Promise<Diagnostic[]>;
  readonly pushed: () => Promise<PublishDiagnosticsParams>;
  readonly actions: (diagnostic: Pick<Diagnostic, 'range'>, uri?: string) => Promise<CodeAction[]>;
  readonly hover: (line: number, character: number) => Promise<Hover | null>;
  readonly execute: (command: string, ...args: unknown[]) => Promise<unknown>;
  /** What the server has shown the writer. */
  readonly told: () => readonly string[];
  /** Drops the connection, as an editor that crashed. */
  readonly drop: () => void;
  /** Says goodbye as LSP asks; gives the exit code. */
  readonly close: () => Promise<number | null>;
}

export const URI = 'file:///drafts/thursday.txt';

/** What a full-grown client can do; leave parts out to play an older one. */
export const ABLE = {
  textDocument: { diagnostic: {} },
  workspace: { workspaceEdit: { documentChanges: true } },
};

/** Starts `server.js --stdio` and greets it with these capabilities and settings. */
export async function startSession(
  capabilities: object = ABLE,
  settings?: object,
  initializationOptions: object = { dismissals: join(mkdtempSync(join(tmpdir(), 'amends-')), 'dismissed.jsonl') },
): Promise<Session> {
  const server = spawn(process.execPath, [join(DIST, 'server.js'), '--stdio']);
  const exited = new Promise<number | null>((resolve) => server.on('exit', resolve));
  const connection = createMessageConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  return converse(connection, exited, capabilities, settings, () => server.kill(), initializationOptions);
}

/** Speaks LSP over a connection that is there already. */
export async function converse(
  connection: MessageConnection,
  exited: Promise<number | null>,
  capabilities: object,
  settings?: object,
  kill: () => void = () => {},
  initializationOptions: object = {},
): Promise<Session> {
  const pushes: PublishDiagnosticsParams[] = [];
  const waiting: ((params: PublishDiagnosticsParams) => void)[] = [];
  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    const next = waiting.shift();
    if (next) next(params);
    else pushes.push(params);
  });
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('workspace/diagnostic/refresh', () => null);
  connection.onRequest('workspace/configuration', ({ items }: { items: readonly object[] }) =>
    items.map(() => settings ?? null),
  );
  const messages: string[] = [];
  connection.onNotification('window/showMessage', ({ message }: { message: string }) => {
    messages.push(message);
  });
  connection.listen();
  const initialized: InitializeResult = await connection.sendRequest('initialize', {
    // Told of a parent, a server that runs in this process would watch it and never let it end.
    processId: null,
    rootUri: null,
    capabilities,
    initializationOptions,
  });
  await connection.sendNotification('initialized', {});
  return {
    connection,
    initialized,
    open: (text, uri = URI, languageId = 'plaintext') =>
      connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } }),
    change: (version, contentChanges) =>
      connection.sendNotification('textDocument/didChange', { textDocument: { uri: URI, version }, contentChanges }),
    pull: async (uri = URI) => {
      const report: DocumentDiagnosticReport = await connection.sendRequest('textDocument/diagnostic', {
        textDocument: { uri },
      });
      return report.kind === 'full' ? report.items : [];
    },
    pushed: () => {
      const next = pushes.shift();
      return next ? Promise.resolve(next) : new Promise((resolve) => waiting.push(resolve));
    },
    actions: (diagnostic, uri = URI) =>
      connection.sendRequest('textDocument/codeAction', {
        textDocument: { uri },
        range: diagnostic.range,
        context: { diagnostics: [diagnostic] },
      }),
    hover: (line, character) =>
      connection.sendRequest('textDocument/hover', { textDocument: { uri: URI }, position: { line, character } }),
    execute: (command, ...args) => connection.sendRequest('workspace/executeCommand', { command, arguments: args }),
    told: () => messages,
    drop: () => {
      connection.dispose();
      kill();
    },
    close: async () => {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      return exited;
    },
  };
}
