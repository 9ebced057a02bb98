import {
  type Disposable,
  l10n,
  type Range as Place,
  type TextDocument,
  type TextEditor,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { Range } from 'vscode-languageserver-types';
import type { Rated, Ratings } from '../ratings';
import type { Fix, Shown, Wish } from './card';
import { highlighter } from './highlight';
import { scorecardPage } from './page';

/** The scorecard beside the draft. */
export interface ScorecardPanel extends Disposable {
  /** Shows the rating of a draft, in the panel that is open or in a new one beside it. */
  readonly show: (document: TextDocument) => Promise<void>;
}

/** Keeps one scorecard, which follows the draft one is working on. */
export function createScorecard(extension: Uri, client: BaseLanguageClient, ratings: Ratings): ScorecardPanel {
  let panel: WebviewPanel | undefined;
  let shown: Rated | undefined;
  const highlight = highlighter();
  const follow = ratings.onRated((rated) => {
    // A document nobody wants read, such as a list of promises, does not take a draft's place.
    if (panel && (rated?.wanted || (rated && rated.document === shown?.document))) tell(rated);
  });

  function tell(rated: Rated): void {
    shown = rated;
    const uri = rated.document.uri.toString();
    const name = workspace.asRelativePath(rated.document.uri).split(/[\\/]/).at(-1) ?? '';
    void panel?.webview.postMessage({ uri, name, card: rated.scorecard } satisfies Shown);
  }

  function open(): void {
    const roots = { enableScripts: true, localResourceRoots: [Uri.joinPath(extension, 'dist')] };
    const place = { viewColumn: ViewColumn.Beside, preserveFocus: true };
    panel = window.createWebviewPanel('amends.scorecard', l10n.t('Scorecard'), place, roots);
    panel.webview.onDidReceiveMessage((wish: Wish) => grant(wish));
    panel.webview.html = scorecardPage(panel.webview, extension);
    panel.onDidDispose(() => {
      panel = undefined;
      highlight.clear();
    });
  }

  async function grant(wish: Wish): Promise<void> {
    if (!shown) return;
    const { document } = shown;
    switch (wish.wish) {
      case 'ready':
        return tell(shown);
      case 'reveal':
        await reveal(document, toPlace(wish.range));
        return;
      case 'highlight':
        return highlight.mark(document, wish.range ? toPlace(wish.range) : undefined);
      case 'fix':
        return write(wish.fix, shown);
      case 'situation':
        await ratings.rate(document, wish.situation);
        return;
      case 'promises':
        return exportPromises(document, wish.format);
    }
  }

  const toPlace = (range: Range): Place => client.protocol2CodeConverter.asRange(range);

  /** Writes a fix into the draft and leaves the caret at the words only the author knows. */
  async function write(wanted: Fix, { document, scorecard }: Rated): Promise<void> {
    const fix = document.version === scorecard.version ? wanted : await offeredNow(wanted, document);
    if (!fix || !(await workspace.applyEdit(await client.protocol2CodeConverter.asWorkspaceEdit(fix.edit)))) return;
    highlight.clear();
    const from = document.offsetAt(toPlace(fix.range).start);
    const written = document.getText().slice(from, from + fix.written);
    const blank = /\[[^\]\n]+\]/.exec(written);
    const at = document.positionAt(from + (blank?.index ?? 0));
    const end = document.positionAt(from + (blank ? blank.index + blank[0].length : 0));
    await reveal(document, toPlace({ start: at, end }));
  }

  /** The draft has moved on since the card was made: the same fix as it stands now. */
  async function offeredNow(wanted: Fix, document: TextDocument): Promise<Fix | undefined> {
    const card = (await ratings.rate(document))?.scorecard;
    const fixes = card?.steps.flatMap(({ evidence }) => evidence.flatMap(({ fix }) => (fix ? [fix] : [])));
    return fixes?.find(({ title }) => title === wanted.title);
  }

  async function exportPromises(document: TextDocument, format: 'markdown' | 'ics'): Promise<void> {
    const { text }: { text: string } = await client.sendRequest('workspace/executeCommand', {
      command: 'amends.promises',
      arguments: [document.uri.toString(), format],
    });
    if (format === 'markdown') {
      const list = await workspace.openTextDocument({ language: 'markdown', content: text });
      await window.showTextDocument(list, columnOf(document));
      return;
    }
    const folder =
      document.uri.scheme === 'untitled' ? workspace.workspaceFolders?.[0]?.uri : Uri.joinPath(document.uri, '..');
    const target = await window.showSaveDialog({
      ...(folder && { defaultUri: Uri.joinPath(folder, 'promises.ics') }),
      filters: { iCalendar: ['ics'] },
    });
    if (target) await workspace.fs.writeFile(target, new TextEncoder().encode(text));
  }

  return {
    show: async (document) => {
      if (panel) panel.reveal(undefined, true);
      else open();
      const rated = await ratings.rate(document);
      if (rated) tell(rated);
    },
    dispose: () => {
      panel?.dispose();
      follow.dispose();
      highlight.dispose();
    },
  };
}

/** Shows a place of the draft where the draft is open. */
function reveal(document: TextDocument, selection: Place): Thenable<TextEditor> {
  return window.showTextDocument(document, { selection, viewColumn: columnOf(document) });
}

/** The column in which a draft is open, or the first: never over the scorecard. */
const columnOf = (document: TextDocument): ViewColumn =>
  window.visibleTextEditors.find((editor) => editor.document === document)?.viewColumn ?? ViewColumn.One;
