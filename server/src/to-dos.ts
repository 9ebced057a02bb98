import { escapeMarkdown } from './report';
import type { Commitment } from './review/commitment';

/** A commitment as `amends promises --format json` prints it; spans are UTF-16 offsets, days `YYYY-MM-DD`. */
export interface CommitmentReport {
  readonly who: string | null;
  readonly what: string;
  readonly by: string | null;
  readonly due: string | null;
  readonly sentence: string;
  readonly start: number;
  readonly end: number;
}

/** One commitment in its public form. */
export function commitmentReport({ who, what, by, due, sentence, span }: Commitment): CommitmentReport {
  return { who, what, by, due, sentence, ...span };
}

/** What is to be done, as a line of a list: `Answer you` for “I will answer you by Friday”. */
export const toDo = ({ what }: Pick<Commitment, 'what'>): string => what.charAt(0).toUpperCase() + what.slice(1);

/** The commitments as a Markdown checklist (GitHub's task lists), the days at the end. */
export function checklist(title: string, commitments: readonly Commitment[]): string {
  const day = ({ by, due }: Commitment): string => (due ? ` — ${due}${by ? ` (${by})` : ''}` : by ? ` — ${by}` : '');
  const rows = commitments.map((commitment) => `- [ ] ${escapeMarkdown(toDo(commitment) + day(commitment))}`);
  return `# ${escapeMarkdown(title)}\n\n${rows.length > 0 ? rows.join('\n') : 'Nothing was promised.'}\n`;
}

/** What stands before and after the entries of an iCalendar file (RFC 5545, 3.6). */
export const CALENDAR_START = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Amends//amends//EN\r\n';
export const CALENDAR_END = 'END:VCALENDAR\r\n';

/** The commitments as an iCalendar file of to-dos. */
export async function calendar(commitments: readonly Commitment[], now: Date): Promise<string> {
  return CALENDAR_START + (await calendarEntries(commitments, now)) + CALENDAR_END;
}

/**
 * The commitments as an iCalendar file's entries (RFC 5545, VTODO), due on their days. The same commitment has the same
 * UID each time, so that a calendar that reads the file again does not hold it twice.
 */
export async function calendarEntries(commitments: readonly Commitment[], now: Date): Promise<string> {
  const { generateIcsTodo } = await import('ts-ics');
  const entries = commitments.map(async (commitment) =>
    generateIcsTodo({
      uid: await uidOf(commitment),
      stamp: { date: now },
      summary: toDo(commitment),
      description: commitment.sentence,
      status: 'NEEDS-ACTION',
      ...(commitment.due ? { due: { date: new Date(`${commitment.due}T00:00:00Z`), type: 'DATE' } } : {}),
    }),
  );
  return refolded((await Promise.all(entries)).join(''));
}

/** RFC 5545, 3.1: lines of at most 75 bytes of UTF-8. The library counts UTF-16 units and may cut an emoji in two. */
function refolded(ics: string): string {
  return ics.replaceAll('\r\n ', '').split('\r\n').map(folded).join('\r\n');
}

function folded(line: string): string {
  const bytes = new TextEncoder();
  let width = 0;
  let rows = '';
  for (const letter of line) {
    const { length } = bytes.encode(letter);
    if (width + length > 75) {
      rows += '\r\n ';
      width = 1;
    }
    rows += letter;
    width += length;
  }
  return rows;
}

async function uidOf({ sentence, what, due }: Commitment): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify([sentence, what, due]));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).slice(0, 16);
  return `${[...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')}@amends`;
}
