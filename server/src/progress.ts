import { SingleBar } from 'cli-progress';

/** Shows on standard error how many drafts are done. */
export interface Progress {
  readonly expect: (drafts: number) => void;
  readonly done: () => void;
  readonly stop: () => void;
}

/** Milliseconds before a bar is worth showing: most runs are over sooner. */
const PATIENCE = 500;

/** A bar where a person watches a terminal and the output goes elsewhere; silent otherwise. */
export function showProgress(): Progress {
  if (!process.stderr.isTTY || process.stdout.isTTY) return { expect() {}, done() {}, stop() {} };
  const format = '{bar} {value} of {total} drafts, {duration_formatted} passed';
  const bar = new SingleBar({ format, stream: process.stderr, clearOnComplete: true, barsize: 30 });
  let [expected, finished, shown] = [0, 0, false];
  const timer = setTimeout(() => {
    bar.start(expected, finished);
    shown = true;
  }, PATIENCE);
  return {
    expect: (drafts) => {
      expected += drafts;
      if (shown) bar.setTotal(expected);
    },
    done: () => {
      finished++;
      if (shown) bar.update(finished);
    },
    stop: () => {
      clearTimeout(timer);
      if (shown) bar.stop();
    },
  };
}
