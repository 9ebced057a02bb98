import type { ReadDays } from './review/commitment';

/** A day of the calendar, `YYYY-MM-DD`. */
type Day = string;

/**
 * A reader of the days that English names, seen from a reference day: “Friday”, “within two weeks”, “12 March”. The
 * library is loaded when this is first asked for, so that no editor waits for it at the start.
 */
export async function dayReader(reference: Day): Promise<ReadDays> {
  const { casual } = await import('chrono-node/en');
  const [year = 0, month = 1, day = 1] = reference.split('-').map(Number);
  const noon = new Date(year, month - 1, day, 12);
  const chrono = casual.clone();
  chrono.parsers.push({
    // “the 14th”, which the library leaves alone for it names no month: the next such day.
    pattern: () => /\bthe (\d{1,2})(?:st|nd|rd|th)\b(?! of)/i,
    extract: (_, [, number]) => {
      const date = Number(number);
      const later = date >= day ? 0 : 1;
      const named = new Date(year, month - 1 + later, date, 12);
      return date >= 1 && named.getDate() === date
        ? { day: date, month: named.getMonth() + 1, year: named.getFullYear() }
        : null;
    },
  });
  return (text) =>
    chrono.parse(text, noon, { forwardDate: true }).flatMap(({ index, text: words, start }) => {
      const isDay = start.isCertain('day') || start.isCertain('weekday');
      const named = isoDay(start.get('year'), start.get('month'), start.get('day'));
      return isDay && named >= reference && !isDoubtful(words) ? [{ index, text: words, day: named }] : [];
    });
}

/** “sat” and “mon” are words too, “3/4” is March here and April there, and “two hours” is how long and not when. */
const isDoubtful = (words: string): boolean =>
  /^(?:sat|sun|mon|wed|the day)$/.test(words) ||
  /^\d{1,2}\/\d{1,2}/.test(words) ||
  /^(?!within |in ).*\b(?:seconds?|minutes?|hours?|days|weeks|months)$/i.test(words);

function isoDay(year: number | null, month: number | null, day: number | null): Day {
  const two = (value: number | null): string => String(value ?? 0).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)}`;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The day a mail's Date field names, as its writer's own clock showed it (RFC 5322, 3.3); undefined without one. */
export function daySent(text: string): Day | undefined {
  const [head = ''] = text.split(/\r?\n\r?\n/, 1);
  const [, day, name = '', year] = /^date:\s*(?:[a-z]{3},)?\s*(\d{1,2})\s+([a-z]{3})\s+(\d{4})\b/im.exec(head) ?? [];
  const month = MONTHS.indexOf(name.toLowerCase()) + 1;
  return day && year && month > 0 ? isoDay(Number(year), month, Number(day)) : undefined;
}

/** The day it is where this runs. */
export function dayOf(now: Date): Day {
  return isoDay(now.getFullYear(), now.getMonth() + 1, now.getDate());
}
