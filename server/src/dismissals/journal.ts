/** How loud a rule is to be, or `off`; `default` takes a choice back. */
export type Level = 'off' | 'warning' | 'information' | 'hint' | 'default';

/** One thing a writer chose. Findings go by a hash, so that the mail's words are not kept. */
export type Entry =
  | { readonly dismiss: string; readonly rule: string; readonly on: string }
  | { readonly restore: string }
  | { readonly rule: string; readonly level: Level };

/** A finding dismissed for good, and the day it was: `2026-03-09`. */
export interface Dismissed {
  readonly key: string;
  readonly rule: string;
  readonly on: string;
}

/** What stands after all entries, the later over the earlier. */
export interface Choices {
  readonly dismissed: ReadonlyMap<string, Dismissed>;
  readonly levels: Readonly<Record<string, Exclude<Level, 'default'>>>;
  /** Lines, counting from one, that hold no entry. */
  readonly unread: readonly number[];
}

const LEVELS: readonly unknown[] = ['off', 'warning', 'information', 'hint', 'default'];

/** Whether a name from outside is a level. */
export const isLevel = (value: unknown): value is Level => LEVELS.includes(value);

/** An entry as a line of the journal. */
export const lineOf = (entry: Entry): string => `${JSON.stringify(entry)}\n`;

/** Reads a journal, one JSON value a line; a line that is none, as after a crash, is named and the rest stand. */
export function readJournal(text: string): Choices {
  const dismissed = new Map<string, Dismissed>();
  const levels = new Map<string, Exclude<Level, 'default'>>();
  const unread: number[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const entry = readEntry(line);
    if (!entry) unread.push(index + 1);
    else if ('dismiss' in entry) dismissed.set(entry.dismiss, { key: entry.dismiss, rule: entry.rule, on: entry.on });
    else if ('restore' in entry) dismissed.delete(entry.restore);
    else if (entry.level === 'default') levels.delete(entry.rule);
    else levels.set(entry.rule, entry.level);
  }
  return { dismissed, levels: Object.fromEntries(levels), unread };
}

function readEntry(line: string): Entry | undefined {
  const { dismiss, restore, rule, on, level } = parsed(line);
  if (typeof restore === 'string') return { restore };
  if (typeof rule !== 'string') return undefined;
  if (typeof dismiss === 'string') return { dismiss, rule, on: typeof on === 'string' ? on : '' };
  return isLevel(level) ? { rule, level } : undefined;
}

function parsed(line: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
