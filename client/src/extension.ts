import {
  type ConfigurationChangeEvent,
  commands,
  type Diagnostic,
  type ExtensionContext,
  l10n,
  MarkdownString,
  type TextEditor,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { BaseLanguageClient, DocumentSelector, LanguageClientOptions } from 'vscode-languageclient';
import { registerDismissing } from './dismissing';
import { startDraft } from './start-draft';

/** What the server answers to `amends.rate`. */
interface Rated {
  readonly markdown: string;
}

const REPORT = 'amends-report';

/** Which documents the server hears of; whether it speaks is for the server and the settings to decide. */
export function clientOptions({ extensionUri, storageUri, globalStorageUri }: ExtensionContext): LanguageClientOptions {
  return {
    documentSelector: draftSelector(),
    middleware: {
      provideHover: async (document, position, token, next) => {
        const hover = await next(document, position, token);
        for (const part of hover?.contents ?? [])
          if (part instanceof MarkdownString) part.value = withoutMessage(part.value);
        return hover;
      },
      provideDiagnostics: async (document, previous, token, next) => {
        const report = await next(document, previous, token);
        return report && 'items' in report ? { ...report, items: report.items.map(shorten) } : report;
      },
    },
    initializationOptions: {
      reference: Uri.joinPath(extensionUri, 'rules', 'README.md').toString(),
      // Per workspace; a window without one has the user's.
      dismissals: Uri.joinPath(storageUri ?? globalStorageUri, 'dismissed.jsonl').toString(),
      setsRules: true,
    },
  };
}

/** The languages that the writer lets Amends look at; a mail file is one whatever takes it for its own. */
function draftSelector(): DocumentSelector {
  const languages = workspace.getConfiguration('amends').get<unknown>('languages');
  const named = Array.isArray(languages) ? languages.filter((language) => typeof language === 'string') : [];
  return [...named.map((language) => ({ language })), { pattern: '**/*.eml' }];
}

/** The client says once what it looks at, so a change of languages waits for the next start of the window. */
async function followLanguages(event: ConfigurationChangeEvent): Promise<void> {
  if (!event.affectsConfiguration('amends.languages')) return;
  const reload = l10n.t('Reload Window');
  const message = l10n.t('Amends looks at other languages once the window is reloaded.');
  if ((await window.showInformationMessage(message, reload)) === reload)
    await commands.executeCommand('workbench.action.reloadWindow');
}

/** VS Code shows the diagnostic above our hover, which need not begin with the same words. */
const withoutMessage = (markdown: string): string => markdown.replace(/^\*\*.*\*\*\n+/gm, '');

/** VS Code shows our hover below the message, which need not say the same again; and the Problems panel cuts long rows. */
function shorten(diagnostic: Diagnostic): Diagnostic {
  const data: unknown = 'data' in diagnostic ? diagnostic.data : undefined;
  if (data && typeof data === 'object' && 'what' in data && typeof data.what === 'string')
    diagnostic.message = data.what;
  return diagnostic;
}

const DRAFTS: readonly string[] = ['markdown', 'plaintext', 'eml', 'mail'];
const isDraft = (editor: TextEditor | undefined): boolean => DRAFTS.includes(editor?.document.languageId ?? '');

/** The draft last worked on: a report beside it takes the focus, not the draft's place. */
let lastDraft: TextEditor | undefined;

/** Starts the client and offers the commands, on the desktop and on the web alike. */
export async function start(context: ExtensionContext, client: BaseLanguageClient): Promise<void> {
  const reports = new Map<string, string>();
  const provider = { provideTextDocumentContent: ({ path }: Uri) => reports.get(path) ?? '' };
  const remember = (editor: TextEditor | undefined): void => {
    if (isDraft(editor)) lastDraft = editor;
  };
  remember(window.activeTextEditor);
  context.subscriptions.push(
    window.onDidChangeActiveTextEditor(remember),
    workspace.registerTextDocumentContentProvider(REPORT, provider),
    commands.registerCommand('amends.reviewDraft', () => reviewDraft(client)),
    commands.registerCommand('amends.rateDraft', () => rateDraft(client, reports)),
    commands.registerCommand('amends.startDraft', () => startDraft(client)),
    workspace.onDidChangeConfiguration(followLanguages),
    ...registerDismissing(client),
  );
  await client.start();
}

async function reviewDraft(client: BaseLanguageClient): Promise<void> {
  const uri = openDraft();
  if (!uri) return;
  const answer = await execute<{ findings: number }>(client, 'amends.review', uri);
  if (answer?.findings === 0)
    void window.showInformationMessage(l10n.t('Amends found nothing to change in this draft.'));
  else await commands.executeCommand('workbench.actions.view.problems');
}

async function rateDraft(client: BaseLanguageClient, reports: Map<string, string>): Promise<void> {
  const uri = openDraft();
  if (!uri) return;
  const answer = await execute<Rated>(client, 'amends.rate', uri);
  if (!answer) return;
  // A fresh folder each time, for a preview keeps what it has read under a name.
  const path = `/${reports.size + 1}/Rating of ${uri.split('/').at(-1)}.md`;
  reports.set(path, answer.markdown);
  await commands.executeCommand('markdown.showPreviewToSide', Uri.from({ scheme: REPORT, path }));
}

function openDraft(): string | undefined {
  const document = (window.activeTextEditor ?? lastDraft)?.document;
  if (!document) void window.showInformationMessage(l10n.t('Open the draft you want Amends to read.'));
  return document?.uri.toString();
}

async function execute<T>(client: BaseLanguageClient, command: string, uri: string): Promise<T | null> {
  return client.sendRequest('workspace/executeCommand', { command, arguments: [uri] });
}
