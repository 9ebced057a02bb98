import type { RuleFileError, RuleSet } from './own-rules';
import { createReviewer, type Reviewer } from './review/reviewer';
import { isOwn } from './review/rule';
import type { RuleFiles } from './review/rulebook';

/** Reads a team's rule files beside the built-in ones, by their URIs. Absent on hosts without files. */
export type ReadOwnRules = (uris: readonly string[]) => Promise<RuleSet>;

/** A reviewer and what is wrong with the rule files it was asked to heed. */
export interface Ready {
  readonly reviewer: Reviewer;
  readonly errors: readonly RuleFileError[];
}

/** Gives the reviewer for a team's rule files; without any, the built-in rules' own. */
export type Reviewers = (uris: readonly string[]) => Promise<Ready>;

/** Reviewers by the rule files they heed, the last one made kept until a file changes. */
export function keepReviewers(builtIn: RuleFiles, readOwnRules: ReadOwnRules | undefined): Reviewers {
  const plain: Ready = { reviewer: createReviewer(builtIn), errors: [] };
  let kept: { readonly key: string; readonly ready: Ready } | undefined;
  return async (uris) => {
    if (uris.length === 0 || !readOwnRules) return plain;
    const { files, errors } = await readOwnRules(uris);
    const key = JSON.stringify([Object.entries(files.rules).filter(([id]) => isOwn(id)), errors]);
    if (kept?.key !== key) kept = { key, ready: { reviewer: createReviewer(files), errors } };
    return kept.ready;
  };
}
