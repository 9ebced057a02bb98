import type { Connection } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { RuleFileError } from './own-rules';
import type { Review } from './review/review';
import type { Reviewer } from './review/reviewer';
import type { Reviewers } from './reviewers';
import { applySettings, DEFAULTS, formatOf, isWanted, readSettings, type Settings } from './settings';

/** A document's review and the reviewer that made it. */
export interface Reviewed {
  readonly review: Review;
  readonly reviewer: Reviewer;
}

/** The open documents' reviews and settings, each worked out once for a version. */
export interface Reviews {
  /** The document's review, whether wanted or not. */
  readonly of: (document: TextDocument) => Promise<Reviewed>;
  /** The review with only the findings its writer wants to see. */
  readonly wanted: (document: TextDocument) => Promise<Review>;
  /** From now on this document is reviewed whatever it looks like. */
  readonly ask: (uri: string) => void;
  readonly forget: (uri: string) => void;
  readonly forgetSettings: () => void;
}

/** What the reviews need of the world around them. */
export interface Surroundings {
  readonly reviewers: Reviewers;
  /** Whether the client can be asked for settings. */
  readonly asksSettings: () => boolean;
  /** The URI that a path in a setting means. */
  readonly resolve: (path: string) => string;
  /** Told whenever a team's rule files have been read, with what is wrong with them. */
  readonly onRuleErrors: (uris: readonly string[], errors: readonly RuleFileError[]) => void;
  /** Told of settings as they came from the client. */
  readonly onSettings: (value: unknown) => void;
}

interface Kept extends Reviewed {
  readonly version: number;
}

/** Keeps reviews by document and version; settings are asked of the client once per document. */
export function keepReviews(connection: Connection, around: Surroundings): Reviews {
  const reviews = new Map<string, Kept>();
  const settings = new Map<string, Promise<Settings>>();
  const asked = new Set<string>();

  function settingsOf(uri: string): Promise<Settings> {
    if (!around.asksSettings()) return Promise.resolve(DEFAULTS);
    const known = settings.get(uri);
    if (known) return known;
    const fetched = connection.workspace.getConfiguration({ scopeUri: uri, section: 'amends' }).then(
      (value: unknown) => {
        around.onSettings(value);
        return readSettings(value);
      },
      () => DEFAULTS,
    );
    settings.set(uri, fetched);
    return fetched;
  }

  async function of(document: TextDocument): Promise<Reviewed> {
    const { ownRules } = await settingsOf(document.uri);
    const uris = ownRules.map(around.resolve);
    const { reviewer, errors } = await around.reviewers(uris);
    const known = reviews.get(document.uri);
    if (known?.version === document.version && known.reviewer === reviewer) return known;
    around.onRuleErrors(uris, errors);
    const review = reviewer.review(document.getText(), formatOf(document.languageId, document.uri));
    reviews.set(document.uri, { version: document.version, review, reviewer });
    return { review, reviewer };
  }

  return {
    of,
    wanted: async (document) => {
      const chosen = await settingsOf(document.uri);
      const { review } = await of(document);
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
