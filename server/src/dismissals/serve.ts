import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type CodeAction, CodeActionKind } from 'vscode-languageserver-types';
import type { Reviews } from '../documents';
import type { Span } from '../draft/draft';
import { toDiagnostic, toRange } from '../protocol';
import type { Voice } from '../voice';
import { CHOICES } from './actions';
import { keepChoices } from './choices';
import { createDismissals } from './dismissals';
import type { Store } from './store';

/** Dismissing as it is served to one client. */
export interface ServedDismissals {
  /** The reviews without what their writer dismissed. */
  readonly reviews: Reviews;
  /** The ways to dismiss what stands at a place, and to take that back. */
  readonly actions: (document: TextDocument, place: Span, isAsked: (kind: string) => boolean) => Promise<CodeAction[]>;
  /** What is dismissed, where in this draft it stands, and where all of it is kept. */
  readonly list: (document: TextDocument) => Promise<DismissedList>;
  /** Does one of the commands that change something; the answer says whether it was one. */
  readonly execute: (command: string, args: readonly unknown[]) => Promise<boolean>;
}

export interface DismissedList {
  readonly place: string;
  readonly dismissed: readonly {
    readonly key: string;
    readonly rule: string;
    readonly on: string;
    /** What it hides in this draft, if anything. */
    readonly message?: string;
    readonly range?: ReturnType<typeof toRange>;
  }[];
}

/** Serves dismissals beside these reviews; the store is opened once the client has said where. */
export function serveDismissals(
  voice: Voice,
  kept: Reviews,
  open: () => Store | undefined,
  reference: () => string | undefined,
): ServedDismissals {
  const choices = keepChoices(open, voice.warn);
  const today = (): string => new Date().toISOString().slice(0, 10);
  const { heed, hidden, offer, offerBack, execute } = createDismissals(choices, today, voice.inform);

  const reviews: Reviews = {
    ...kept,
    of: async (document) => {
      const reviewed = await kept.of(document);
      return { ...reviewed, review: await heed(reviewed.review), proven: await heed(reviewed.proven) };
    },
    wanted: async (document) => heed(await kept.wanted(document)),
    proven: async (document) => heed(await kept.proven(document)),
  };

  async function ways(document: TextDocument, place: Span): Promise<CodeAction[]> {
    const review = await reviews.wanted(document);
    const here = review.findings.filter(({ span }) => span.start <= place.end && span.end >= place.start);
    const offers = here.map((finding) =>
      offer(finding, toDiagnostic(finding, document, reference()), review, document.uri),
    );
    return (await Promise.all(offers)).flat();
  }

  return {
    reviews,
    execute,
    actions: async (document, place, isAsked) => [
      ...(isAsked(CodeActionKind.QuickFix) ? await ways(document, place) : []),
      ...(isAsked(CHOICES) ? await offerBack(place, await kept.wanted(document), document.uri) : []),
    ],
    list: async (document) => ({
      place: choices.name(),
      dismissed: (await hidden(await kept.wanted(document))).map(({ dismissal, finding }) => ({
        ...dismissal,
        ...(finding && { message: finding.message, range: toRange(finding.span, document) }),
      })),
    }),
  };
}
