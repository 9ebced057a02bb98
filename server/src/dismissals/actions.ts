import { type CodeAction, CodeActionKind, type Command, type Diagnostic } from 'vscode-languageserver-types';
import type { Finding } from '../review/review';
import type { Dismissed, Level } from './journal';

export const DISMISS = 'amends.dismiss';
export const RESTORE = 'amends.restore';
export const DISMISSED = 'amends.dismissed';
export const SET_RULE = 'amends.setRule';

/** The kind of what takes a choice back: in the menu of source actions, out of the light bulb's way. */
export const CHOICES = `${CodeActionKind.Source}.amends`;

const run = (title: string, command: string, ...args: readonly string[]): { title: string; command: Command } => ({
  title,
  command: { title, command, arguments: [...args] },
});

/** What a writer may do with a finding they do not agree with, from the narrowest to the widest. */
export function dismissalActions(finding: Finding, diagnostic: Diagnostic, key: string, uri: string): CodeAction[] {
  const { rule, severity } = finding;
  const choices = [
    run(`Dismiss here (${rule})`, DISMISS, uri, key, rule),
    ...(severity === 'hint' ? [] : [run(`Make ${rule} a hint`, SET_RULE, uri, rule, 'hint' satisfies Level)]),
    run(`Turn ${rule} off`, SET_RULE, uri, rule, 'off' satisfies Level),
  ];
  return choices.map((choice) => ({ ...choice, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic] }));
}

/** Takes a dismissal back, where the finding stands. */
export function restoreAction({ rule, message }: Finding, { key }: Dismissed, uri: string): CodeAction {
  return { ...run(`Show again: ${message} (${rule})`, RESTORE, uri, key), kind: CHOICES };
}

/** Lets rules that were set by code action speak as they came. */
export function speakAgainActions(levels: Readonly<Record<string, Level>>, uri: string): CodeAction[] {
  return Object.entries(levels).map(([rule, level]) => ({
    ...run(`Let ${rule} speak again (${level} now)`, SET_RULE, uri, rule, 'default' satisfies Level),
    kind: CHOICES,
  }));
}
