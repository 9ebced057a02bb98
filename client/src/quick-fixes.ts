import { CodeActionTriggerKind } from 'vscode';
import type { Middleware } from 'vscode-languageclient';

/** Milliseconds in which VS Code surely opens a menu that it has the answer for. */
const OPENING = 100;

/** VS Code drops the menu one asked for when the light bulb's answer comes in the same moment, so the bulb's waits. */
export function menuBeforeLightBulb(): NonNullable<Middleware['provideCodeActions']> {
  let opened: Promise<unknown> = Promise.resolve();
  return async (document, range, context, token, next) => {
    if (context.triggerKind === CodeActionTriggerKind.Invoke) {
      const answer = Promise.resolve(next(document, range, context, token));
      opened = answer.catch(() => undefined).then(() => new Promise((resume) => setTimeout(resume, OPENING)));
      return answer;
    }
    await opened;
    return token.isCancellationRequested ? [] : next(document, range, context, token);
  };
}
