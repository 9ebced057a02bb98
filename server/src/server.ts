import {
  type CancellationToken,
  CodeActionKind,
  CodeLensRefreshRequest,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  type Range,
  ResponseError,
  TextDocuments,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { capabilitiesFor, type Host, PROMISES, RATE, REVIEW, readClient, resolvePath } from './capabilities';
import { DISMISSED } from './dismissals/actions';
import { serveDismissals } from './dismissals/serve';
import { keepReviews } from './documents';
import { openText } from './open-text';
import type { RuleFileError } from './own-rules';
import {
  encodedDiagnostic,
  FIX_ALL,
  ruleFileDiagnostic,
  toCodeActions,
  toCodeLenses,
  toDiagnostic,
  toFixAll,
  toHover,
} from './protocol';
import { createRater } from './rater';
import type { Finding } from './review/review';
import type { RuleFiles } from './review/rulebook';
import { keepReviewers } from './reviewers';
import { settingsSlips } from './settings-slips';
import { listSkeletons, SKELETONS, START, startActions } from './start-draft';
import { createVoice } from './voice';

/** Milliseconds without a keystroke before diagnostics are pushed to a client that cannot pull them. */
const PAUSE = 80;
/** A team's own rule files, by the name that gives them completion in VS Code. */
const OWN_RULES = '**/*.amends.json';

/** Serves one client over this connection until it says goodbye; one process may serve any number of drafts. */
export function startServer(connection: Connection, rules: RuleFiles, host: Host): void {
  const documents = new TextDocuments(openText);
  const pending = new Map<string, ReturnType<typeof setTimeout>>();
  let client = readClient({ capabilities: {}, rootUri: null }, host);
  const kept = keepReviews(connection, {
    reviewers: keepReviewers(rules, host.readOwnRules),
    asksSettings: () => client.settings,
    resolve: (path) => resolvePath(path, client),
    onRuleErrors: tellRuleErrors,
    onSettings: tellSettingsSlips,
  });
  const voice = createVoice(connection);
  const openStore = () => host.openStore?.(client.dismissals);
  const dismissals = serveDismissals(voice, kept, openStore, () => client.reference);
  const { reviews } = dismissals;
  const rater = createRater(connection, reviews, { client: () => client, host, onTold: refresh });

  connection.onInitialize((params) => {
    client = readClient(params, host);
    return capabilitiesFor(client, host);
  });
  connection.onInitialized(() => {
    if (client.tellsSettings)
      void connection.client.register(DidChangeConfigurationNotification.type, { section: 'amends' });
    if (client.watches)
      void connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: [{ globPattern: OWN_RULES }],
      });
  });
  connection.onDidChangeConfiguration(() => {
    reviews.forgetSettings();
    refresh();
  });
  connection.onDidChangeWatchedFiles(refresh);
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
    const { version } = document;
    const diagnostics = await diagnose(document);
    if (documents.get(uri)?.version === version) await connection.sendDiagnostics({ uri, version, diagnostics });
  }

  /** What is wrong with a team's rules is said in their own files. */
  function tellRuleErrors(uris: readonly string[], errors: readonly RuleFileError[]): void {
    for (const uri of uris) {
      const diagnostics = errors.filter(({ file }) => file === uri).map(ruleFileDiagnostic);
      void connection.sendDiagnostics({ uri, diagnostics });
    }
  }

  const toldSlips = new Set<string>();
  const ruleIds: ReadonlySet<string> = new Set(Object.keys(rules.rules));

  /** A slip in the settings is said once, not for every document. */
  function tellSettingsSlips(value: unknown): void {
    for (const slip of settingsSlips(value, ruleIds)) {
      if (!toldSlips.has(slip)) voice.warn(slip);
      toldSlips.add(slip);
    }
  }

  function refresh(): void {
    if (client.refreshes) void connection.languages.diagnostics.refresh();
    if (client.refreshesLenses) void connection.sendRequest(CodeLensRefreshRequest.type);
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
      const isAsked = (kind: string): boolean =>
        context.only?.some((only) => only === '' || kind === only || kind.startsWith(`${only}.`)) ?? kind !== FIX_ALL;
      const { findings } = await reviews.proven(document);
      const quick = isAsked(CodeActionKind.QuickFix) ? within(findings, range, document) : [];
      const place = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
      const all = isAsked(FIX_ALL) ? toFixAll(findings, document, client) : undefined;
      return [
        ...quick.flatMap((finding) =>
          toCodeActions(finding, toDiagnostic(finding, document, client.reference), document, client),
        ),
        ...(all ? [all] : []),
        ...(await dismissals.actions(document, place, isAsked)),
        ...(isAsked(START) ? startActions((await reviews.of(document)).review.draft, document) : []),
      ];
    }),
  );

  connection.onHover(({ textDocument, position }, token) =>
    answer(textDocument.uri, token, null, async (document) => {
      const { findings } = await reviews.proven(document);
      return toHover(within(findings, { start: position, end: position }, document), document);
    }),
  );

  connection.onExecuteCommand(async ({ command, arguments: args = [] }, token) => {
    if (command === SKELETONS) return listSkeletons(args[0] === 'markdown' ? 'markdown' : 'mail');
    if (await dismissals.execute(command, args)) {
      refresh();
      return null;
    }
    const uri: unknown = args[0];
    if (typeof uri !== 'string')
      return new ResponseError(LSPErrorCodes.RequestFailed, `${command} needs the address of an open draft`);
    return answer(uri, token, null, async (document) => {
      if (command === REVIEW) return reviewOnDemand(document);
      if (command === PROMISES) return rater.promises(document, args?.[1]);
      if (command === DISMISSED) return dismissals.list(document);
      return rater.rate(document, args?.[1]);
    });
  });

  connection.onCodeLens(({ textDocument }, token) =>
    answer(textDocument.uri, token, [], async (document) => {
      const { review, reviewer, wanted } = await reviews.of(document);
      return wanted ? toCodeLenses(reviewer.rate(review), review.findings, RATE, document.uri) : [];
    }),
  );

  async function reviewOnDemand(document: TextDocument): Promise<{ findings: number }> {
    reviews.ask(document.uri);
    refresh();
    return { findings: (await reviews.wanted(document)).findings.length };
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
