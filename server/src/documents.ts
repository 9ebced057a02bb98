import type { Connection } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { RuleFileError } from './own-rules';
import type { Review } from './review/review';
import type { Reviewer } from './review/reviewer';
import type { Situation } from './review/rule';
import type { Reviewers } from './reviewers';
import { applySettings, DEFAULTS, formatOf, isWanted, readSettings, type Settings } from './settings';

/** A document's review and the reviewer that made it. */
export interface Reviewed {
  readonly review: Review;
  /** With only those fixes that hold once applied, each proven once. */
  readonly proven: Review;
  readonly reviewer: Reviewer;
}

/** A review to rate, by the writer's own settings. */
export interface Rateable extends Reviewed {
  /** Whether its writer wants to hear of it unasked. */
  readonly wanted: boolean;
}

/** The open documents' reviews and settings, each worked out once for a version. */
export interface Reviews {
  /** The document's review, wanted or not, as its writer set rules and situation. */
  readonly of: (document: TextDocument) => Promise<Rateable>;
  /** The review with only the findings its writer wants to see. */
  readonly wanted: (document: TextDocument) => Promise<Review>;
  /** The same with only those fixes that hold once applied. */
  readonly proven: (document: TextDocument) => Promise<Review>;
  /** From now on this document is reviewed whatever it looks like. */
  readonly ask: (uri: string) => void;
  /** From now on this document answers for this situation whatever the setting says; undefined: for what it reads as. */
  readonly tell: (uri: string, situation: Situation | undefined) => void;
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

interface Kept {
  /** The document itself: one opened anew under the same address counts its versions anew. */
  readonly document: TextDocument;
  readonly version: number;
  readonly reviewer: Reviewer;
  readonly situation: Situation | undefined;
  /** Shared by all who ask while it is under way. */
  readonly reviewed: Promise<Reviewed>;
}

/** From this many UTF-16 units on, a draft is read in slices. */
const LONG = 20_000;
/** Milliseconds at a stretch in which nobody else is heard. */
const STRETCH = 10;

/** Reviews the document, a long one with pauses in which the server hears others; what is typed meanwhile is read, too. */
async function reviewDocument(
  document: TextDocument,
  reviewer: Reviewer,
  situation: Situation | undefined,
): Promise<Review> {
  const format = formatOf(document.languageId, document.uri);
  const text = document.getText();
  if (text.length < LONG) return reviewer.review(text, format, situation);
  const { version } = document;
  const slices = reviewer.reviewInSlices(text, format, situation);
  let began = performance.now();
  for (let slice = slices.next(); ; slice = slices.next()) {
    if (slice.done) return slice.value;
    if (performance.now() - began < STRETCH) continue;
    await new Promise((resume) => setTimeout(resume));
    if (document.version !== version) return reviewDocument(document, reviewer, situation);
    began = performance.now();
  }
}

/** Keeps reviews by document and version; settings are asked of the client once per document. */
export function keepReviews(connection: Connection, around: Surroundings): Reviews {
  const reviews = new Map<string, Kept>();
  const settings = new Map<string, Promise<Settings>>();
  const asked = new Set<string>();
  const told = new Map<string, Situation | undefined>();

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

  async function reviewedBy(
    document: TextDocument,
    ownRules: readonly string[],
    situation: Situation | undefined,
  ): Promise<Reviewed> {
    const uris = ownRules.map(around.resolve);
    const { reviewer, errors } = await around.reviewers(uris);
    const { uri, version } = document;
    const known = reviews.get(uri);
    if (
      known?.document === document &&
      known.version === version &&
      known.reviewer === reviewer &&
      known.situation === situation
    )
      return known.reviewed;
    around.onRuleErrors(uris, errors);
    const reviewed = reviewDocument(document, reviewer, situation).then((review) => ({
      ...{ review, reviewer },
      proven: reviewer.proven(review),
    }));
    reviews.set(uri, { document, version, situation, reviewed, reviewer });
    return reviewed;
  }

  async function of(document: TextDocument): Promise<Rateable> {
    const { uri } = document;
    const chosen = await settingsOf(uri);
    const situation = told.has(uri) ? told.get(uri) : chosen.situation;
    const { review, proven, reviewer } = await reviewedBy(document, chosen.ownRules, situation);
    const asSet = (one: Review): Review => ({ ...one, findings: applySettings(one.findings, chosen) });
    const wanted = asked.has(uri) || isWanted(review.draft, chosen.review);
    return { wanted, reviewer, review: asSet(review), proven: asSet(proven) };
  }

  const orNothing = (review: Review, isWanted: boolean): Review => (isWanted ? review : { ...review, findings: [] });

  return {
    of,
    wanted: async (document) => {
      const { review, wanted } = await of(document);
      return orNothing(review, wanted);
    },
    proven: async (document) => {
      const { proven, wanted } = await of(document);
      return orNothing(proven, wanted);
    },
    ask: (uri) => asked.add(uri),
    tell: (uri, situation) => told.set(uri, situation),
    forget: (uri) => {
      for (const map of [reviews, settings, told]) map.delete(uri);
      asked.delete(uri);
    },
    forgetSettings: () => settings.clear(),
  };
}
