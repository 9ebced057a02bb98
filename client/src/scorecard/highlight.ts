import { type Disposable, type Range, type TextDocument, TextEditorRevealType, ThemeColor, window } from 'vscode';

/** Marks the sentence one points at in the scorecard. */
export interface Highlighter extends Disposable {
  /** Marks a range of the draft where it is open, and no other; none clears. */
  readonly mark: (document: TextDocument, range: Range | undefined) => void;
  readonly clear: () => void;
}

/** A highlighter in the colours of the theme, with a border where contrast is high. */
export function highlighter(): Highlighter {
  const style = window.createTextEditorDecorationType({
    backgroundColor: new ThemeColor('editor.findMatchHighlightBackground'),
    border: '1px solid',
    borderColor: new ThemeColor('contrastActiveBorder'),
    overviewRulerColor: new ThemeColor('editorOverviewRuler.findMatchForeground'),
  });
  function mark(document: TextDocument | undefined, range: Range | undefined): void {
    for (const editor of window.visibleTextEditors) {
      const here = editor.document === document && range ? [range] : [];
      editor.setDecorations(style, here);
      if (range && here.length > 0) editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
    }
  }
  return { mark, clear: () => mark(undefined, undefined), dispose: () => style.dispose() };
}
