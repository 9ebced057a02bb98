import {
  type ConfigurationChangeEvent,
  commands,
  type Diagnostic,
  type ExtensionContext,
  l10n,
  MarkdownString,
  type TextDocument,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { BaseLanguageClient, DocumentSelector, LanguageClientOptions } from 'vscode-languageclient';
import { crashHandler } from './crashes';
import { registerDismissing } from './dismissing';
import { menuBeforeLightBulb } from './quick-fixes';
import { followRatings, type Ratings } from './ratings';
import { createScorecard } from './scorecard/panel';
import { startDraft } from './start-draft';
import { showStatus } from './status-bar';

/** Which documents the server hears of; whether it speaks is for the server and the settings to decide. */
export function clientOptions({ extensionUri, storageUri, globalStorageUri }: ExtensionContext): LanguageClientOptions {
  return {
    documentSelector: draftSelector(),
    middleware: {
      // The code lens names the server's command; here it opens the scorecard.
      executeCommand: (command, args, next) =>
        command === 'amends.rate' ? commands.executeCommand('amends.rateDraft', ...args) : next(command, args),
      provideCodeActions: menuBeforeLightBulb(),
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
      scorecard: true,
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

/** Starts the client and offers the commands, on the desktop and on the web alike. */
export async function start(context: ExtensionContext, client: BaseLanguageClient): Promise<void> {
  client.clientOptions.errorHandler = crashHandler(client);
  const ready = client.start();
  const ratings = followRatings(client, ready);
  const scorecard = createScorecard(context.extensionUri, client, ratings);
  context.subscriptions.push(
    ratings,
    scorecard,
    ...showStatus(ratings),
    commands.registerCommand('amends.reviewDraft', () => reviewDraft(client, ratings)),
    commands.registerCommand('amends.rateDraft', async (uri?: string) => {
      const document = uri ? openDocument(uri) : openDraft(ratings);
      if (!document) return;
      // A server that gave up starts anew for one who asks.
      await client.start();
      await scorecard.show(document);
    }),
    commands.registerCommand('amends.startDraft', () => startDraft(client)),
    workspace.onDidChangeConfiguration(followLanguages),
    ...registerDismissing(client),
  );
  await ready;
}

async function reviewDraft(client: BaseLanguageClient, ratings: Ratings): Promise<void> {
  const document = openDraft(ratings);
  if (!document) return;
  await client.start();
  const answer: { findings: number } | null = await client.sendRequest('workspace/executeCommand', {
    command: 'amends.review',
    arguments: [document.uri.toString()],
  });
  await ratings.rate(document);
  if (answer?.findings === 0)
    void window.showInformationMessage(l10n.t('Amends found nothing to change in this draft.'));
  else await commands.executeCommand('workbench.actions.view.problems');
}

function openDraft(ratings: Ratings): TextDocument | undefined {
  const document = (window.activeTextEditor ?? ratings.draft())?.document;
  if (!document) void window.showInformationMessage(l10n.t('Open the draft you want Amends to read.'));
  return document;
}

const openDocument = (uri: string): TextDocument | undefined =>
  workspace.textDocuments.find((document) => document.uri.toString() === uri);
