import type { Connection } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Review } from './review/review';
import type { Reviewer } from './review/reviewer';
import { applySettings, DEFAULTS, formatOf, isWanted, readSettings, type Settings } from './settings';

/** The open documents' reviews and settings, each worked out once for a version. */
export interface Reviews {
  /** The document's review, whether wanted or not. */
  readonly of: (document: TextDocument) => Review;
  /** The review with only the findings its writer wants to see. */
  readonly wanted: (document: TextDocument) => Promise<Review>;
  /** From now on this document is reviewed whatever it looks like. */
  readonly ask: (uri: string) => void;
  readonly forget: (uri: string) => void;
  readonly forgetSettings: () => void;
}

interface Kept {
  readonly version: number;
  readonly review: Review;
}

/** Keeps reviews by document and version; settings are asked of the client once per document. */
export function keepReviews(connection: Connection, reviewer: Reviewer, asksSettings: () => boolean): Reviews {
  const reviews = new Map<string, Kept>();
  const settings = new Map<string, Promise<Settings>>();
  const asked = new Set<string>();

  function settingsOf(uri: string): Promise<Settings> {
    if (!asksSettings()) return Promise.resolve(DEFAULTS);
    const known = settings.get(uri);
    if (known) return known;
    const fetched = connection.workspace.getConfiguration({ scopeUri: uri, section: 'amends' }).then(readSettings);
    settings.set(uri, fetched);
    return fetched;
  }

  function of(document: TextDocument): Review {
    const known = reviews.get(document.uri);
    if (known?.version === document.version) return known.review;
    const review = reviewer.review(document.getText(), formatOf(document.languageId, document.uri));
    reviews.set(document.uri, { version: document.version, review });
    return review;
  }

  return {
    of,
    wanted: async (document) => {
      const chosen = await settingsOf(document.uri);
      const review = of(document);
      const shown = asked.has(document.uri) || isWanted(review.draft, chosen.review);
      return { ...review, findings: shown ? applySettings(review.findings, chosen) : [] };
    },
    ask: (uri) => asked.add(uri),
    forget: (uri) => {
      for (const map of [reviews, settings]) map.delete(uri);
      asked.delete(uri);
    },
    forgetSettings: () => settings.clear(),
  };
}
