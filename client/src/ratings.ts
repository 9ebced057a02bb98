import { type Disposable, EventEmitter, type TextDocument, type TextEditor, window, workspace } from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import type { Scorecard } from './scorecard/card';

/** What the server answers to `amends.rate`. */
interface Answer {
  readonly wanted: boolean;
  readonly scorecard: Scorecard;
}

/** A draft with its rating; `wanted` says whether its writer wants to hear of it unasked. */
export interface Rated extends Answer {
  readonly document: TextDocument;
}

/** The ratings of the draft one is working on, told whenever it or the draft changes. */
export interface Ratings extends Disposable {
  readonly onRated: EventEmitter<Rated | undefined>['event'];
  /** The draft last worked on: a scorecard beside it takes the focus, not the draft's place. */
  readonly draft: () => TextEditor | undefined;
  /** Rates now; a situation by its id, or `automatic`, is kept for the draft. */
  readonly rate: (document: TextDocument, situation?: string) => Promise<Rated | undefined>;
}

const DRAFTS: readonly string[] = ['markdown', 'plaintext', 'eml', 'mail'];
/** Documents that editors make themselves, or keep of the past. */
const NOT_WRITTEN: readonly string[] = ['output', 'git', 'comment'];
/** Milliseconds without a keystroke before the draft is rated anew. */
const PAUSE = 200;

/** Whether this is a text that Amends reads. */
function isDraft({ languageId, uri }: TextDocument): boolean {
  return (DRAFTS.includes(languageId) || uri.path.endsWith('.eml')) && !NOT_WRITTEN.includes(uri.scheme);
}

/** Follows the active editor and the changes in it, once the client is ready. */
export function followRatings(client: BaseLanguageClient, ready: Promise<void>): Ratings {
  const rated = new EventEmitter<Rated | undefined>();
  let last: TextEditor | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function rate(document: TextDocument, situation?: string): Promise<Rated | undefined> {
    await ready;
    if (document.isClosed) return undefined;
    const { version } = document;
    const args = [document.uri.toString(), ...(situation === undefined ? [] : [situation])];
    const answer: Answer | null = await client.sendRequest('workspace/executeCommand', {
      command: 'amends.rate',
      arguments: args,
    });
    // A draft that has moved on meanwhile is rated again anyway.
    if (!answer || document.version !== version) return undefined;
    const result = { ...answer, document };
    if (document === last?.document) rated.fire(result);
    return result;
  }

  function soon(pause: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (last) void rate(last.document).catch(() => undefined);
    }, pause);
  }

  function follow(editor: TextEditor | undefined): void {
    if (!editor) return;
    last = isDraft(editor.document) ? editor : undefined;
    if (last) soon(0);
    else rated.fire(undefined);
  }

  const listeners = [
    rated,
    // An answer that was under way when the server ended never comes.
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) soon(0);
    }),
    window.onDidChangeActiveTextEditor(follow),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (document === last?.document) soon(PAUSE);
    }),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('amends')) soon(PAUSE);
    }),
    workspace.onDidCloseTextDocument((document) => {
      if (document !== last?.document) return;
      last = undefined;
      rated.fire(undefined);
    }),
  ];
  follow(window.activeTextEditor);
  return {
    onRated: rated.event,
    draft: () => last ?? window.activeTextEditor,
    rate,
    dispose: () => {
      clearTimeout(timer);
      for (const listener of listeners) listener.dispose();
    },
  };
}
