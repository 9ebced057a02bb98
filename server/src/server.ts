import {
  type CancellationToken,
  CodeActionKind,
  type Connection,
  DidChangeConfigurationNotification,
  DocumentDiagnosticReportKind,
  type InitializeParams,
  type InitializeResult,
  LSPErrorCodes,
  type Range,
  ResponseError,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { keepReviews } from './documents';
import { encodedDiagnostic, toCodeActions, toDiagnostic, toHover } from './protocol';
import { ratingMarkdown, ratingReport } from './report';
import type { Finding, Review } from './review/review';
import type { Reviewer } from './review/reviewer';

/** Milliseconds without a keystroke before diagnostics are pushed to a client that cannot pull them. */
const PAUSE = 80;
export const RATE = 'amends.rate';
export const REVIEW = 'amends.review';

/** What the host tells of itself. */
export interface Host {
  readonly version: string;
  /** Where the rule reference is, for the link on each diagnostic; the client's own word goes before it. */
  readonly reference?: string;
}

/** What this client can do, as it said at `initialize`. */
interface Client {
  readonly pulls: boolean;
  readonly refreshes: boolean;
  readonly settings: boolean;
  readonly versioned: boolean;
  readonly reference: string | undefined;
}

function readClient({ capabilities, initializationOptions }: InitializeParams, host: Host): Client {
  const said: unknown = initializationOptions?.reference;
  return {
    pulls: capabilities.textDocument?.diagnostic !== undefined,
    refreshes: capabilities.workspace?.diagnostics?.refreshSupport === true,
    settings: capabilities.workspace?.configuration === true,
    versioned: capabilities.workspace?.workspaceEdit?.documentChanges === true,
    reference: typeof said === 'string' ? said : host.reference,
  };
}

function capabilitiesFor(client: Client, { version }: Host): InitializeResult {
  return {
    serverInfo: { name: 'amends', version },
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
      hoverProvider: true,
      executeCommandProvider: { commands: [RATE, REVIEW] },
      ...(client.pulls ? { diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false } } : {}),
    },
  };
}

/** Serves one client over this connection until it says goodbye; one process may serve any number of drafts. */
export function startServer(connection: Connection, reviewer: Reviewer, host: Host): void {
  const documents = new TextDocuments(TextDocument);
  const pending = new Map<string, ReturnType<typeof setTimeout>>();
  let client: Client = readClient({ capabilities: {}, processId: null, rootUri: null }, host);
  const reviews = keepReviews(connection, reviewer, () => client.settings);

  connection.onInitialize((params) => {
    client = readClient(params, host);
    return capabilitiesFor(client, host);
  });
  connection.onInitialized(() => {
    if (client.settings)
      void connection.client.register(DidChangeConfigurationNotification.type, { section: 'amends' });
  });
  connection.onDidChangeConfiguration(() => {
    reviews.forgetSettings();
    refresh();
  });
  connection.onShutdown(() => {
    for (const timer of pending.values()) clearTimeout(timer);
  });

  documents.onDidChangeContent(({ document }) => {
    if (!client.pulls) schedule(document.uri);
  });
  documents.onDidClose(({ document }) => {
    clearTimeout(pending.get(document.uri));
    reviews.forget(document.uri);
    if (!client.pulls) void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
  });

  function schedule(uri: string): void {
    clearTimeout(pending.get(uri));
    pending.set(
      uri,
      setTimeout(() => void push(uri), PAUSE),
    );
  }

  async function push(uri: string): Promise<void> {
    pending.delete(uri);
    const document = documents.get(uri);
    if (!document) return;
    const diagnostics = await diagnose(document);
    if (documents.get(uri) === document)
      await connection.sendDiagnostics({ uri, version: document.version, diagnostics });
  }

  function refresh(): void {
    if (client.refreshes) void connection.languages.diagnostics.refresh();
    if (!client.pulls) for (const uri of documents.keys()) schedule(uri);
  }

  const diagnose = async (document: TextDocument) => {
    const { draft, findings } = await reviews.wanted(document);
    if (draft.encoded) return [encodedDiagnostic(draft, document)];
    return findings.map((finding) => toDiagnostic(finding, document, client.reference));
  };

  /** Runs a request on an open document; a closed one, a cancelled request or a fault never reaches the transport. */
  async function answer<T>(
    uri: string,
    token: CancellationToken,
    empty: T,
    work: (document: TextDocument) => Promise<T>,
  ) {
    const document = documents.get(uri);
    if (!document) return empty;
    const result = await work(document).catch((error: unknown) => {
      connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
      return empty;
    });
    if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
    return result;
  }

  connection.languages.diagnostics.on(({ textDocument }, token) =>
    answer(textDocument.uri, token, { kind: DocumentDiagnosticReportKind.Full, items: [] }, async (document) => ({
      kind: DocumentDiagnosticReportKind.Full,
      items: await diagnose(document),
    })),
  );

  connection.onCodeAction(({ textDocument, range, context }, token) =>
    answer(textDocument.uri, token, [], async (document) => {
      if (context.only && !context.only.some((kind) => CodeActionKind.QuickFix.startsWith(kind))) return [];
      const { findings } = await reviews.wanted(document);
      return within(findings, range, document).flatMap((finding) =>
        toCodeActions(finding, toDiagnostic(finding, document, client.reference), document, client),
      );
    }),
  );

  connection.onHover(({ textDocument, position }, token) =>
    answer(textDocument.uri, token, null, async (document) => {
      const { findings } = await reviews.wanted(document);
      return toHover(within(findings, { start: position, end: position }, document), document);
    }),
  );

  connection.onExecuteCommand(({ command, arguments: args }, token) => {
    const uri: unknown = args?.[0];
    if (typeof uri !== 'string')
      return new ResponseError(LSPErrorCodes.RequestFailed, `${command} needs the address of an open draft`);
    return answer(uri, token, null, async (document) => {
      if (command === REVIEW) return reviewOnDemand(document);
      return rateDocument(document);
    });
  });

  async function reviewOnDemand(document: TextDocument): Promise<{ findings: number }> {
    reviews.ask(document.uri);
    refresh();
    return { findings: (await reviews.wanted(document)).findings.length };
  }

  async function rateDocument(document: TextDocument) {
    const review: Review = reviews.of(document);
    const rating = reviewer.rate(review);
    return { rating: ratingReport(rating), markdown: ratingMarkdown(rating, review) };
  }

  documents.listen(connection);
  connection.listen();
}

/** The findings that a range touches, an empty range being a place. */
function within(findings: readonly Finding[], range: Range, document: TextDocument): Finding[] {
  const start = document.offsetAt(range.start);
  const end = document.offsetAt(range.end);
  return findings.filter(({ span }) => span.start <= end && span.end >= start);
}
