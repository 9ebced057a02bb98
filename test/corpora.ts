import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Span } from '../server/src/draft/draft';

/** A draft's labels, as the labelling guide defines them; offsets are UTF-16. */
export interface Labelled {
  readonly file: string;
  readonly draft: {
    readonly damage: boolean;
    readonly situation: string;
    readonly missing_ack: boolean;
    readonly overall: number;
    readonly [step: string]: unknown;
  };
  readonly flags: readonly Label[];
  readonly moves: readonly { readonly label: string; readonly sentence: readonly [number, number] }[];
  /** The sentences that deliver the bad news. */
  readonly badNews: readonly (readonly [number, number])[];
}

export interface Label {
  readonly label: string;
  readonly category: string;
  readonly confidence: number;
  readonly sentence: readonly [number, number];
  readonly text: string;
}

/** A labelled draft with its text. */
export interface Sample {
  readonly labels: Labelled;
  readonly text: string;
}

export const SHARED = join(__dirname, '..', '..', 'shared', 'corpus');
export const OWN = join(__dirname, 'corpus');

/** The labelled drafts of a folder; none where it is not there. */
export function readLabelled(folder: string): Sample[] {
  const file = join(folder, 'labels.jsonl');
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => {
      const labels = JSON.parse(line) as Labelled;
      return { labels, text: readFileSync(join(folder, labels.file), 'utf8') };
    });
}

/** Every file of a folder, by name; none where it is not there. */
export function readMails(folder: string): { readonly file: string; readonly text: string }[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .map((name) => ({ file: basename(name), text: readFileSync(join(folder, name), 'utf8') }));
}

export const overlaps = (span: Span, [start, end]: readonly [number, number]): boolean =>
  span.start < end && span.end > start;
