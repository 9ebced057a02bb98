import {
  type CodeAction,
  CodeActionKind,
  type CodeLens,
  type Diagnostic,
  DiagnosticSeverity,
  type Hover,
  type Range,
  type SnippetTextEdit,
  type TextDocumentEdit,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver-types';
import type { Draft, Span } from './draft/draft';
import type { RuleFileError } from './own-rules';
import { escapeMarkdown } from './report';
import type { Edit } from './review/edit';
import { PLACEHOLDER, placeholdersIn } from './review/placeholder';
import type { Rating } from './review/rating';
import type { Finding } from './review/review';
import type { Fix } from './review/rewrite';
import type { Severity } from './review/rule';

/** The document as this ring sees it: offsets to positions and back. */
export interface Positions {
  readonly uri: string;
  readonly version: number;
  positionAt(offset: number): Range['start'];
  offsetAt(position: Range['start']): number;
}

export const SOURCE = 'amends';

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** A span of offsets as a range of positions. */
export function toRange(span: Span, document: Positions): Range {
  return { start: document.positionAt(span.start), end: document.positionAt(span.end) };
}

/** A finding as a diagnostic: what, why in the article's words, and what to write instead. */
export function toDiagnostic(finding: Finding, document: Positions, reference: string | undefined): Diagnostic {
  const { rule, span, severity, related } = finding;
  return {
    range: toRange(span, document),
    severity: SEVERITIES[severity],
    code: rule,
    source: SOURCE,
    message: sentence(finding),
    // A client that shows our hover beside the message may show this alone.
    data: { rule, what: finding.message },
    ...(reference ? { codeDescription: { href: `${reference}#${anchor(rule)}` } } : {}),
    ...(related
      ? {
          relatedInformation: [
            { location: { uri: document.uri, range: toRange(related.span, document) }, message: related.message },
          ],
        }
      : {}),
  };
}

/** Says plainly that a mail's body cannot be read as it stands. */
export function encodedDiagnostic({ encoded }: Draft, document: Positions): Diagnostic {
  const message = `This mail’s body is encoded (${encoded}), so Amends cannot read it here. “amends check” in a terminal decodes it.`;
  const range = { start: document.positionAt(0), end: { line: 1, character: 0 } };
  return { range, severity: DiagnosticSeverity.Information, code: 'encoded-body', source: SOURCE, message };
}

/** What is wrong with a team's rule file, on its line. */
export function ruleFileDiagnostic({ line, message }: RuleFileError): Diagnostic {
  const range = { start: { line: line - 1, character: 0 }, end: { line, character: 0 } };
  return { range, severity: DiagnosticSeverity.Error, code: 'own-rule', source: SOURCE, message };
}

/** What, what to write instead, and why, in one breath. */
function sentence({ message, article, fixes }: Finding): string {
  const first = fixes()[0]?.title;
  return `${message} ${first ? `${first} ` : ''}(The article: “${article}”)`;
}

/** Where the rule reference tells of a rule; slashes are dropped as heading anchors drop them. */
const anchor = (rule: string): string => rule.replace('/', '');

/** What the client can take back from the server. */
export interface EditSupport {
  /** It takes edits that name the document's version, and refuses them when it has moved on. */
  readonly versioned: boolean;
  /** It takes edits with tab stops (LSP 3.18, SnippetTextEdit). */
  readonly snippets: boolean;
}

/** Applies every change of wording that claims nothing new. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.${SOURCE}`;

/** A finding's fixes as quick fixes, the first preferred. */
export function toCodeActions(
  finding: Finding,
  diagnostic: Diagnostic,
  document: Positions,
  support: EditSupport,
): CodeAction[] {
  return finding.fixes().map((fix, index) => ({
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    isPreferred: index === 0,
    edit: toWorkspaceEdit(fix, document, support),
  }));
}

/** The safe fixes of a draft as one action, each finding's first and none over another; undefined where there are none. */
export function toFixAll(
  findings: readonly Finding[],
  document: Positions,
  support: EditSupport,
): CodeAction | undefined {
  const edits: Edit[] = [];
  for (const edit of findings.flatMap(({ fixes }) => fixes().find(({ safe }) => safe)?.edits ?? []))
    if (!edits.some(({ span }) => span.start < edit.span.end && edit.span.start < span.end)) edits.push(edit);
  if (edits.length === 0) return undefined;
  const title = 'Take out what only weakens the draft';
  return { title, kind: FIX_ALL, edit: toWorkspaceEdit({ edits }, document, support) };
}

export function toWorkspaceEdit(fix: Pick<Fix, 'edits'>, document: Positions, support: EditSupport): WorkspaceEdit {
  const plain = fix.edits.map(({ span, newText }): TextEdit => ({ range: toRange(span, document), newText }));
  if (!support.versioned) return { changes: { [document.uri]: plain } };
  const edits = support.snippets ? fix.edits.map((edit) => toSnippetEdit(edit, document)) : plain;
  const change: TextDocumentEdit = { textDocument: { uri: document.uri, version: document.version }, edits };
  return { documentChanges: [change] };
}

/** An edit whose gaps are tab stops, the words in brackets being what stands there until it is written over. */
function toSnippetEdit({ span, newText }: Edit, document: Positions): TextEdit | SnippetTextEdit {
  const range = toRange(span, document);
  if (placeholdersIn(newText).length === 0) return { range, newText };
  let stop = 0;
  const parts = newText.split(PLACEHOLDER);
  const value = parts
    .map((part, index) => (index % 2 === 0 ? escapeSnippet(part) : `\${${++stop}:[${escapeSnippet(part)}]}`))
    .join('');
  return { range, snippet: { kind: 'snippet', value } };
}

const escapeSnippet = (text: string): string => text.replace(/[\\$}]/g, '\\$&');

/** The findings at a place as a hover: what, why, what to write instead. */
export function toHover(findings: readonly Finding[], document: Positions): Hover | null {
  const first = findings[0];
  if (!first) return null;
  // A rewrite and a message quote the draft, whose words are not to become a picture that the editor fetches.
  const part = ({ message, article, fixes }: Finding): string =>
    [
      `**${escapeMarkdown(message)}**`,
      `> ${escapeMarkdown(article)}`,
      ...fixes().map(({ title }) => `- ${escapeMarkdown(title)}`),
    ].join('\n\n');
  return {
    contents: { kind: 'markdown', value: findings.map(part).join('\n\n---\n\n') },
    range: toRange(first.span, document),
  };
}

/** The overall score and how much there is to look at, on one line. */
export function summary({ overall, word }: Rating, findings: readonly Finding[]): string {
  const count = findings.filter(({ severity }) => severity !== 'hint').length;
  const things = count === 0 ? 'nothing to change' : count === 1 ? '1 thing to look at' : `${count} things to look at`;
  return `${overall} of 100, ${word} · ${things}`;
}

/** The rating above the first line; its command shows the whole. None for a draft that is not rated. */
export function toCodeLenses(rating: Rating, findings: readonly Finding[], command: string, uri: string): CodeLens[] {
  if (rating.overall === null) return [];
  const start = { line: 0, character: 0 };
  const title = `Amends: ${summary(rating, findings)}`;
  return [{ range: { start, end: start }, command: { title, command, arguments: [uri] } }];
}
