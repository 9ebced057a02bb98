import { type ExtensionContext, Uri } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { clientOptions, start } from './extension';

let client: LanguageClient | undefined;

/** Web: the server is a worker of the page. */
export async function activate(context: ExtensionContext): Promise<void> {
  const worker = new Worker(Uri.joinPath(context.extensionUri, 'dist', 'server.js').toString(true));
  client = new LanguageClient('amends', 'Amends', worker, clientOptions(context));
  await start(context, client);
}

export function deactivate(): Promise<void> | undefined {
  return client?.stop();
}
