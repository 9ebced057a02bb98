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
}

interface Kept {
  readonly version: number;
  readonly reviewer: Reviewer;
  /** Shared by all who ask while it is under way. */
  readonly review: Promise<Review>;
}

/** From this many UTF-16 units on, a draft is read in slices. */
const LONG = 20_000;

/** Reviews the document, a long one with pauses in which the server hears others; what is typed meanwhile is read, too. */
async function reviewDocument(document: TextDocument, reviewer: Reviewer): Promise<Review> {
  const format = formatOf(document.languageId, document.uri);
  const text = document.getText();
  if (text.length < LONG) return reviewer.review(text, format);
  const { version } = document;
  const slices = reviewer.reviewInSlices(text, format);
  for (let slice = slices.next(); ; slice = slices.next()) {
    if (slice.done) return slice.value;
    await new Promise((resume) => setTimeout(resume));
    if (document.version !== version) return reviewDocument(document, reviewer);
  }
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
    const fetched = connection.workspace
      .getConfiguration({ scopeUri: uri, section: 'amends' })
      .then(readSettings, () => DEFAULTS);
    settings.set(uri, fetched);
    return fetched;
  }

  async function of(document: TextDocument): Promise<Reviewed> {
    const { ownRules } = await settingsOf(document.uri);
    const uris = ownRules.map(around.resolve);
    const { reviewer, errors } = await around.reviewers(uris);
    const { uri, version } = document;
    const known = reviews.get(uri);
    if (known?.version === version && known.reviewer === reviewer) return { review: await known.review, reviewer };
    around.onRuleErrors(uris, errors);
    const review = reviewDocument(document, reviewer);
    reviews.set(uri, { version, review, reviewer });
    return { review: await review, reviewer };
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
