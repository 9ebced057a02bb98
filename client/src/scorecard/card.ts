import type { Range, WorkspaceEdit } from 'vscode-languageserver-types';

/** A fix that the server offers, with the edit that makes it. */
export interface Fix {
  readonly title: string;
  readonly kind: 'insert' | 'replace' | 'remove';
  /** UTF-16 units that are written. */
  readonly written: number;
  readonly range: Range;
  readonly edit: WorkspaceEdit;
}

export interface Evidence {
  readonly side: 'for' | 'against' | 'missing';
  readonly rule: string;
  readonly range: Range;
  readonly quote: string;
  readonly message: string;
  readonly fix: Fix | null;
}

export interface Step {
  readonly step: string;
  readonly title: string;
  readonly asks: string;
  readonly score: number | null;
  readonly evidence: readonly Evidence[];
  readonly counts: readonly { readonly points: number; readonly why: string; readonly times: number }[];
}

export interface PromiseMade {
  readonly what: string;
  readonly who: string | null;
  readonly by: string | null;
  readonly due: string | null;
  readonly range: Range;
}

/** The rating of a draft as the server tells it: scores 0–100, ranges of the document's version. */
export interface Scorecard {
  readonly version: number;
  readonly overall: number | null;
  readonly word: string;
  readonly said: string;
  readonly situation: string;
  readonly recognised: string;
  readonly situations: readonly { readonly id: string; readonly words: string }[];
  readonly findings: number;
  readonly steps: readonly Step[];
  readonly changes: readonly (Fix & { readonly points: number; readonly step: string })[];
  readonly promises: readonly PromiseMade[];
}

/** What the extension tells the scorecard. */
export interface Shown {
  readonly uri: string;
  readonly name: string;
  readonly card: Scorecard;
}

/** What the scorecard asks of the extension. */
export type Wish =
  | { readonly wish: 'ready' }
  | { readonly wish: 'reveal'; readonly range: Range }
  | { readonly wish: 'highlight'; readonly range: Range | null }
  | { readonly wish: 'fix'; readonly fix: Fix }
  | { readonly wish: 'situation'; readonly situation: string }
  | { readonly wish: 'promises'; readonly format: 'markdown' | 'ics' };
