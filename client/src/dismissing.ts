import {
  ConfigurationTarget,
  commands,
  type Disposable,
  l10n,
  Position,
  type QuickPickItem,
  Range,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

/** What the server lists as dismissed; with a message, it hides that in this draft. */
interface Dismissed {
  readonly key: string;
  readonly rule: string;
  readonly on: string;
  readonly message?: string;
  readonly range?: { readonly start: Place; readonly end: Place };
}

interface Place {
  readonly line: number;
  readonly character: number;
}

interface DismissedItem extends QuickPickItem {
  readonly key: string;
}

/** The commands about what the writer does not want to see again. */
export function registerDismissing(client: BaseLanguageClient): Disposable[] {
  return [
    commands.registerCommand('amends.showDismissed', () => showDismissed(client)),
    commands.registerCommand('amends.setRule', setRule),
  ];
}

/** Sets a rule's level where the writer's settings for this draft already speak of rules, else for the user. */
async function setRule(uri: string, rule: string, level: string): Promise<void> {
  const settings = workspace.getConfiguration('amends', Uri.parse(uri));
  const { globalValue, workspaceValue, workspaceFolderValue } = settings.inspect<Record<string, string>>('rules') ?? {};
  const [target, before] = workspaceFolderValue
    ? [ConfigurationTarget.WorkspaceFolder, workspaceFolderValue]
    : workspaceValue
      ? [ConfigurationTarget.Workspace, workspaceValue]
      : [ConfigurationTarget.Global, globalValue];
  await settings.update('rules', { ...before, [rule]: level }, target);
  const open = l10n.t('Open Settings');
  const answer = await window.showInformationMessage(l10n.t('{0} is set to “{1}”.', rule, level), open);
  if (answer === open) await commands.executeCommand('workbench.action.openSettings', 'amends.rules');
}

/** Lists what is dismissed, what stands in this draft first; the chosen ones show again. */
async function showDismissed(client: BaseLanguageClient): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (!document) return;
  const uri = document.uri.toString();
  const answer = await execute<{ readonly dismissed: readonly Dismissed[] }>(client, 'amends.dismissed', uri);
  const dismissed = answer?.dismissed ?? [];
  if (dismissed.length === 0) {
    void window.showInformationMessage(l10n.t('You have dismissed nothing here.'));
    return;
  }
  const items = dismissed.map(({ key, rule, on, message, range }): DismissedItem => {
    const words = range && document.getText(new Range(at(range.start), at(range.end)));
    return {
      key,
      label: words ? `“${words.replace(/\s+/g, ' ')}”` : rule,
      description: words ? rule : l10n.t('not in this draft'),
      detail: [message, l10n.t('dismissed {0}', on)].filter(Boolean).join(' · '),
    };
  });
  items.sort((one, other) => Number(other.label.startsWith('“')) - Number(one.label.startsWith('“')));
  const title = l10n.t('Dismissed findings: choose what to show again');
  const chosen = (await window.showQuickPick(items, { title, canPickMany: true })) ?? [];
  for (const { key } of chosen) await execute(client, 'amends.restore', uri, key);
}

const at = ({ line, character }: Place) => new Position(line, character);

function execute<T>(client: BaseLanguageClient, command: string, ...args: readonly string[]): Promise<T | null> {
  return client.sendRequest('workspace/executeCommand', { command, arguments: args });
}
