import { l10n, window } from 'vscode';
import { type BaseLanguageClient, CloseAction, type ErrorHandler } from 'vscode-languageclient';

/** Starts a server that ended again by itself; one that goes on ending waits until the writer starts it. */
export function crashHandler(client: BaseLanguageClient): ErrorHandler {
  const standard = client.createDefaultErrorHandler();
  return {
    error: (error, message, count) => standard.error(error, message, count),
    closed: async () => {
      const { action } = await standard.closed();
      if (action === CloseAction.DoNotRestart) void offerStart(client);
      // The writer need not hear of a server that is there again a moment later.
      return { action, handled: true };
    },
  };
}

async function offerStart(client: BaseLanguageClient): Promise<void> {
  const start = l10n.t('Start Amends');
  const message = l10n.t(
    'Amends has stopped several times in a row, so it reads nothing now. Your draft is untouched.',
  );
  if ((await window.showWarningMessage(message, start)) === start) await client.start();
}
