import {
  CodeActionKind,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { CHOICES, SET_RULE } from './dismissals/actions';
import { DISMISSAL_COMMANDS } from './dismissals/dismissals';
import type { OpenStore } from './dismissals/store';
import { FIX_ALL } from './protocol';
import type { ReadOwnRules } from './reviewers';
import { SKELETONS, START } from './start-draft';

export const RATE = 'amends.rate';
export const REVIEW = 'amends.review';
export const PROMISES = 'amends.promises';

/** What the host tells of itself. */
export interface Host {
  readonly version: string;
  /** Where the rule reference is, for the link on each diagnostic; the client's own word goes before it. */
  readonly reference?: string;
  readonly readOwnRules?: ReadOwnRules;
  /** Where dismissals are kept; without it they last as long as the process. */
  readonly openStore?: OpenStore;
  /** Puts a Markdown page where an editor can open it and gives its URI. Absent on hosts without files. */
  readonly writeReport?: (name: string, markdown: string) => Promise<string>;
}

/** The parts of `initialize` that are heeded. */
type Said = Pick<InitializeParams, 'capabilities' | 'initializationOptions' | 'workspaceFolders' | 'rootUri'>;

/** What this client can do, as it said at `initialize`. */
export interface Client {
  readonly pulls: boolean;
  readonly refreshes: boolean;
  readonly settings: boolean;
  readonly versioned: boolean;
  readonly snippets: boolean;
  /** It lets the server ask to be told when settings change. */
  readonly tellsSettings: boolean;
  readonly watches: boolean;
  readonly refreshesLenses: boolean;
  /** It shows ratings itself; any other client has them shown by the server. */
  readonly scorecard: boolean;
  readonly showsDocuments: boolean;
  readonly reference: string | undefined;
  /** The place it keeps dismissals at, a path or URI. */
  readonly dismissals: string | undefined;
  /** It changes a rule's level in its own settings; for any other client the server keeps it. */
  readonly setsRules: boolean;
  /** The first workspace folder, from which paths in settings count. */
  readonly root: string | undefined;
}

/** Reads what the client said of itself. */
export function readClient(params: Said, host: Host): Client {
  const { capabilities, initializationOptions } = params;
  const said: unknown = initializationOptions?.reference;
  const dismissals: unknown = initializationOptions?.dismissals;
  return {
    pulls: capabilities.textDocument?.diagnostic !== undefined,
    refreshes: capabilities.workspace?.diagnostics?.refreshSupport === true,
    settings: capabilities.workspace?.configuration === true,
    versioned: capabilities.workspace?.workspaceEdit?.documentChanges === true,
    snippets: capabilities.workspace?.workspaceEdit?.snippetEditSupport === true,
    tellsSettings: capabilities.workspace?.didChangeConfiguration?.dynamicRegistration === true,
    watches: capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    refreshesLenses: capabilities.workspace?.codeLens?.refreshSupport === true,
    scorecard: initializationOptions?.scorecard === true,
    showsDocuments: capabilities.window?.showDocument?.support === true,
    reference: typeof said === 'string' ? said : host.reference,
    dismissals: typeof dismissals === 'string' ? dismissals : undefined,
    setsRules: initializationOptions?.setsRules === true,
    root: params.workspaceFolders?.[0]?.uri ?? params.rootUri ?? undefined,
  };
}

/** What the server offers this client: no more than it can use. */
export function capabilitiesFor(client: Client, { version }: Host): InitializeResult {
  return {
    serverInfo: { name: 'amends', version },
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL, CHOICES, START] },
      hoverProvider: true,
      codeLensProvider: {},
      executeCommandProvider: { commands: [RATE, REVIEW, PROMISES, ...dismissalCommands(client), SKELETONS] },
      ...(client.pulls ? { diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false } } : {}),
    },
  };
}

/** A client that sets rules itself has a command of that name of its own. */
const dismissalCommands = ({ setsRules }: Client): string[] =>
  DISMISSAL_COMMANDS.filter((command) => !(setsRules && command === SET_RULE));

/** The URI that a path in a setting means: from the workspace folder, unless it is absolute or a URI already. */
export function resolvePath(path: string, { root }: Client): string {
  if (/^[a-z][a-z0-9+.-]+:/i.test(path)) return path;
  const slashed = encodeURI(path.replaceAll('\\', '/'));
  return slashed.startsWith('/') ? `file://${slashed}` : `${(root ?? 'file://').replace(/\/$/, '')}/${slashed}`;
}
