import { l10n, type QuickPickItem, SnippetString, window, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

/** A skeleton as the server lists it. */
interface Skeleton {
  readonly title: string;
  readonly about: string;
  readonly snippet: string;
}

interface KindItem extends QuickPickItem {
  readonly kindOfDraft: 'mail' | 'markdown';
  readonly language: string;
}

/** Asks what happened and what to write it as, and opens the bones of such a message with tab stops. */
export async function startDraft(client: BaseLanguageClient): Promise<void> {
  const kinds: readonly KindItem[] = [
    { label: l10n.t('Mail'), description: '.eml', kindOfDraft: 'mail', language: 'eml' },
    { label: l10n.t('Markdown'), description: '.md', kindOfDraft: 'markdown', language: 'markdown' },
  ];
  const chosen = await chooseSkeleton(client);
  if (!chosen) return;
  const kind = await window.showQuickPick(kinds, { title: l10n.t('Write it as') });
  if (!kind) return;
  const skeleton = (await listSkeletons(client, kind.kindOfDraft)).find(({ title }) => title === chosen);
  const document = await workspace.openTextDocument({ language: kind.language });
  const editor = await window.showTextDocument(document);
  if (skeleton) await editor.insertSnippet(new SnippetString(skeleton.snippet));
}

async function chooseSkeleton(client: BaseLanguageClient): Promise<string | undefined> {
  const items = (await listSkeletons(client, 'mail')).map(({ title, about }) => ({ label: title, detail: about }));
  return (await window.showQuickPick(items, { title: l10n.t('What happened?'), matchOnDetail: true }))?.label;
}

const listSkeletons = (client: BaseLanguageClient, kind: 'mail' | 'markdown'): Promise<readonly Skeleton[]> =>
  client.sendRequest('workspace/executeCommand', { command: 'amends.skeletons', arguments: [kind] });
