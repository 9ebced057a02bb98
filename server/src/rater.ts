import { type Connection, MessageType, ShowMessageNotification } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Client, Host } from './capabilities';
import { dayOf, dayReader, daySent } from './days';
import type { Reviews } from './documents';
import { summary } from './protocol';
import { NOTHING_TO_RATE, type RatingReport, ratingMarkdown, ratingReport } from './report';
import { type Commitment, commitmentsIn } from './review/commitment';
import type { Review } from './review/review';
import { type Scorecard, toScorecard } from './scorecard';
import { readSituation } from './settings';
import { calendar, checklist } from './to-dos';

/** What `amends.rate` answers. */
export interface Answer {
  /** Whether the document's writer wants to hear of it unasked. */
  readonly wanted: boolean;
  readonly rating: RatingReport;
  readonly markdown: string;
  readonly scorecard: Scorecard;
}

/** Does what the commands about a document's rating ask. */
export interface Rater {
  /** Rates a document; a situation by its name, or `automatic`, is kept for it. */
  readonly rate: (document: TextDocument, situation: unknown) => Promise<Answer>;
  /** The promises of a document as a file's text: a Markdown checklist, or iCalendar when `format` is `ics`. */
  readonly promises: (document: TextDocument, format: unknown) => Promise<{ text: string; count: number }>;
}

/** What a rater needs of the world around it. */
export interface Around {
  readonly client: () => Client;
  readonly host: Host;
  /** Called when a document was told its situation: what was said of it may be out of date. */
  readonly onTold: () => void;
}

/** A rater of the documents that these reviews are kept of. */
export function createRater(connection: Connection, reviews: Reviews, { client, host, onTold }: Around): Rater {
  async function rate(document: TextDocument, situation: unknown): Promise<Answer> {
    if (typeof situation === 'string') {
      reviews.tell(document.uri, readSituation(situation));
      onTold();
    }
    const { proven: review, reviewer, wanted } = await reviews.of(document);
    const rating = reviewer.rate(review);
    const changes = reviewer.changes(review);
    const markdown = ratingMarkdown(rating, review, changes);
    if (!client().scorecard) {
      await show(document.uri, markdown, rating.overall === null ? NOTHING_TO_RATE : summary(rating, review.findings));
    }
    const commitments = await commitmentsOf(document, review);
    const scorecard = toScorecard({ review, rating, changes, commitments }, document, client());
    return { wanted, rating: ratingReport(rating), markdown, scorecard };
  }

  /** Shows a rating in a client that has no scorecard: as a page beside the draft, or as a message where it opens none. */
  async function show(uri: string, markdown: string, message: string): Promise<void> {
    if (client().showsDocuments && host.writeReport) {
      const page = await host.writeReport(decodeURIComponent(uri.split('/').at(-1) ?? ''), markdown);
      await connection.window.showDocument({ uri: page, takeFocus: false });
    } else await connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message });
  }

  return {
    rate,
    promises: async (document, format) => {
      const commitments = await commitmentsOf(document, (await reviews.of(document)).review);
      const text =
        format === 'ics' ? await calendar(commitments, new Date()) : checklist('Promises to keep', commitments);
      return { text, count: commitments.length };
    },
  };
}

/** The commitments of a document, days counted from its Date field or else from today. */
async function commitmentsOf(document: TextDocument, review: Review): Promise<Commitment[]> {
  return commitmentsIn(review, await dayReader(daySent(document.getText()) ?? dayOf(new Date())));
}
