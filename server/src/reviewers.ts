import { type RuleFileError, type RuleSet, withOwnRules } from './own-rules';
import { createReviewer, type Reviewer } from './review/reviewer';
import type { RuleFiles } from './review/rulebook';

/** Reads a file by its URI; rejects where there is none. Absent on hosts without files. */
export type ReadFile = (uri: string) => Promise<string>;

/** A reviewer and what is wrong with the rule files it was asked to heed. */
export interface Ready {
  readonly reviewer: Reviewer;
  readonly errors: readonly RuleFileError[];
}

/** Reviewers by the rule files they heed, each made once for the same texts. */
export interface Reviewers {
  /** The reviewer for these rule files; without any, the built-in rules'. */
  readonly heeding: (uris: readonly string[]) => Promise<Ready>;
}

/** Makes reviewers over the built-in rules and, where the host has files, a team's own. */
export function keepReviewers(builtIn: RuleFiles, readFile: ReadFile | undefined): Reviewers {
  const plain: Ready = { reviewer: createReviewer(builtIn), errors: [] };
  let kept: { readonly key: string; readonly ready: Ready } | undefined;

  async function heeding(uris: readonly string[]): Promise<Ready> {
    if (uris.length === 0) return plain;
    const texts = await Promise.all(uris.map((uri) => read(uri, readFile)));
    const key = JSON.stringify(texts);
    if (kept?.key === key) return kept.ready;
    const ready = makeReady(withOwnRules(builtIn, texts.filter(({ text }) => text !== undefined) as Read[]), texts);
    kept = { key, ready };
    return ready;
  }

  return { heeding };
}

interface Read {
  readonly file: string;
  readonly text: string;
}

async function read(uri: string, readFile: ReadFile | undefined): Promise<{ file: string; text: string | undefined }> {
  return { file: uri, text: await readFile?.(uri).catch(() => undefined) };
}

function makeReady({ files, errors }: RuleSet, texts: readonly { file: string; text: string | undefined }[]): Ready {
  const unread = texts
    .filter(({ text }) => text === undefined)
    .map(({ file }) => ({ file, line: 1, offset: 0, message: 'this rule file cannot be read' }));
  return { reviewer: createReviewer(files), errors: [...errors, ...unread] };
}
