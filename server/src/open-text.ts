import type { TextDocumentsConfiguration } from 'vscode-languageserver';
import { type Range, TextDocument } from 'vscode-languageserver-textdocument';

/** How open documents are made and changed: an edit beyond the last line is one at the end of the text. */
export const openText: TextDocumentsConfiguration<TextDocument> = {
  create: TextDocument.create,
  // The library would lose count of the lines that a range names and the text has not.
  update: (document, changes, version) =>
    changes.reduce(
      (changed, change) =>
        TextDocument.update(
          changed,
          ['range' in change ? { text: change.text, range: inside(change.range, changed) } : change],
          version,
        ),
      document,
    ),
};

const inside = ({ start, end }: Range, document: TextDocument): Range => ({
  start: document.positionAt(document.offsetAt(start)),
  end: document.positionAt(document.offsetAt(end)),
});
