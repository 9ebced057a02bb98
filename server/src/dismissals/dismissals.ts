import type { CodeAction, Diagnostic } from 'vscode-languageserver-types';
import type { Span } from '../draft/draft';
import type { Finding, Review } from '../review/review';
import { applySettings } from '../settings';
import { DISMISS, DISMISSED, dismissalActions, RESTORE, restoreAction, SET_RULE, speakAgainActions } from './actions';
import type { KeptChoices } from './choices';
import { identify } from './identity';
import { type Dismissed, isLevel } from './journal';

/** A dismissal with what it hides in a draft; without a finding, it hides nothing there now. */
export interface Hidden {
  readonly dismissal: Dismissed;
  readonly finding?: Finding;
}

/** What a writer does not want to see again, and what they can do about it. */
export interface Dismissals {
  /** The review without what its writer dismissed. */
  readonly heed: (review: Review) => Promise<Review>;
  /** All dismissals, with what each hides in this review, which was not heeded yet. */
  readonly hidden: (review: Review) => Promise<Hidden[]>;
  /** The ways to dismiss a finding. */
  readonly offer: (finding: Finding, diagnostic: Diagnostic, review: Review, uri: string) => Promise<CodeAction[]>;
  /** The ways to take choices back: dismissals where they stand, rules anywhere. */
  readonly offerBack: (place: Span, review: Review, uri: string) => Promise<CodeAction[]>;
  /** Does one of the commands; the answer says whether these were its arguments. */
  readonly execute: (command: string, args: readonly unknown[]) => Promise<boolean>;
}

export const DISMISSAL_COMMANDS: readonly string[] = [DISMISS, RESTORE, DISMISSED, SET_RULE];

/** Dismissals by these choices; `today` gives the day as `2026-03-09`. */
export function createDismissals(
  choices: KeptChoices,
  today: () => string,
  tell: (message: string) => void,
): Dismissals {
  async function identified(review: Review): Promise<ReadonlyMap<Finding, string>> {
    const keys = review.findings.map(async (finding) => [finding, await identify(finding, review.draft)] as const);
    return new Map(await Promise.all(keys));
  }

  async function hidden(review: Review): Promise<Hidden[]> {
    const { dismissed } = await choices.read();
    if (dismissed.size === 0) return [];
    const findings = new Map([...(await identified(review))].map(([finding, key]) => [key, finding]));
    return [...dismissed.values()].map((dismissal) => {
      const finding = findings.get(dismissal.key);
      return finding ? { dismissal, finding } : { dismissal };
    });
  }

  return {
    heed: async (review) => {
      const { levels } = await choices.read();
      const gone = new Set((await hidden(review)).map(({ finding }) => finding));
      const standing = review.findings.filter((finding) => !gone.has(finding));
      return { ...review, findings: applySettings(standing, { rules: levels }) };
    },
    hidden,
    offer: async (finding, diagnostic, { draft }, uri) =>
      dismissalActions(finding, diagnostic, await identify(finding, draft), uri),
    offerBack: async (place, review, uri) => {
      const { levels } = await choices.read();
      const restoring = (await hidden(review)).flatMap(({ dismissal, finding }) =>
        finding && touches(finding.span, place) ? [restoreAction(finding, dismissal, uri)] : [],
      );
      return [...restoring, ...speakAgainActions(levels, uri)];
    },
    execute: async (command, [, first, second]) => {
      if (typeof first !== 'string') return false;
      if (command === RESTORE) {
        await choices.add({ restore: first });
        return true;
      }
      if (command === DISMISS && typeof second === 'string') {
        await choices.add({ dismiss: first, rule: second, on: today() });
        return true;
      }
      if (command !== SET_RULE || !isLevel(second)) return false;
      await choices.add({ rule: first, level: second });
      if (second === 'default') return true;
      tell(
        `${first} is set to “${second}” for your drafts; a code action takes that back. It is kept in ${choices.name()}.`,
      );
      return true;
    },
  };
}

const touches = (one: Span, other: Span): boolean => one.start <= other.end && one.end >= other.start;
