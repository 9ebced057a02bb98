import { type Connection, MessageType, ShowMessageNotification } from 'vscode-languageserver';

/** Tells the writer something, in whatever way their editor shows it; nothing is asked of them. */
export interface Voice {
  readonly inform: (message: string) => void;
  readonly warn: (message: string) => void;
}

/** Speaks to one client. It is a notification, since some editors answer no `window/showMessageRequest`. */
export function createVoice(connection: Connection): Voice {
  const say = (type: MessageType) => (message: string) =>
    void connection.sendNotification(ShowMessageNotification.type, { type, message: withoutLinks(message) });
  return { inform: say(MessageType.Info), warn: say(MessageType.Warning) };
}

/** VS Code shows `[words](command:…)` as a link that runs the command, and a message may quote a folder's settings. */
const withoutLinks = (message: string): string => message.replaceAll('](', '] (');
