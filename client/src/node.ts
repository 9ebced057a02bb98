import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { clientOptions, start } from './extension';

let client: LanguageClient | undefined;

/** Desktop: the server is a process of its own, spoken to over IPC. */
export async function activate(context: ExtensionContext): Promise<void> {
  const module = context.asAbsolutePath('dist/server.js');
  client = new LanguageClient('amends', 'Amends', { module, transport: TransportKind.ipc }, clientOptions(context));
  await start(context, client);
}

export function deactivate(): Promise<void> | undefined {
  return client?.stop();
}
