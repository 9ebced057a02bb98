import { type CodeAction, CodeActionKind } from 'vscode-languageserver-types';
import type { Draft } from './draft/draft';
import { isBlank, linesOf } from './draft/layout';
import { readHead } from './draft/mail';
import type { Positions } from './protocol';
import { SKELETONS as ALL, bodyOf, type Kind, textOf, toSnippet } from './skeletons';

/** The command that lists the skeletons. */
export const SKELETONS = 'amends.skeletons';
/** The kind of what starts a draft: a source action, so that an empty file shows no light bulb. */
export const START = `${CodeActionKind.Source}.amends.start`;

/** A skeleton for a client that inserts snippets. */
export interface SkeletonReport {
  readonly situation: string;
  readonly title: string;
  readonly about: string;
  readonly snippet: string;
}

/** The skeletons as snippets of this kind. */
export const listSkeletons = (kind: Kind): SkeletonReport[] =>
  ALL.map((skeleton) => {
    const { situation, title, about } = skeleton;
    return { situation, title, about, snippet: toSnippet(textOf(skeleton, kind)) };
  });

/** The skeletons for a draft in which its author has said nothing yet; none for any other. */
export function startActions(draft: Draft, document: Positions): CodeAction[] {
  const place = placeToStart(draft);
  if (place === undefined) return [];
  const at = document.positionAt(place);
  return ALL.map((skeleton) => ({
    title: `Start a draft: ${skeleton.title}`,
    kind: START,
    edit: {
      changes: { [document.uri]: [{ range: { start: at, end: at }, newText: lead(draft, place) + bodyOf(skeleton) }] },
    },
  }));
}

/** Where the body of a mail begins, or an empty file; undefined once there are words of the author's own. */
function placeToStart({ text, paragraphs, subject, format, encoded }: Draft): number | undefined {
  const said = paragraphs.flat().filter(({ start }) => start !== subject?.start);
  if (said.length > 0 || encoded !== undefined) return undefined;
  if (!/\S/.test(text)) return 0;
  if (format !== 'mail') return undefined;
  const lines = linesOf(text);
  const { lines: head } = readHead(text, lines);
  const body = isBlank(lines[head]) && lines[head + 1] ? head + 1 : head;
  return lines[body]?.start ?? text.length;
}

/** A blank line between headers and body, where there is none yet. */
function lead({ text }: Draft, place: number): string {
  if (!/\S/.test(text)) return '';
  const before = text.slice(0, place);
  if (/(?:\r?\n){2}$|--\r?\n$/.test(before)) return '';
  return before.endsWith('\n') ? '\n' : '\n\n';
}
