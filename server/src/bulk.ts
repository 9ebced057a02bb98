import { availableParallelism } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { isMainThread } from 'node:worker_threads';
import workerpool from 'workerpool';
import { failedOutcome, type Outcome, outcomeOf, type Task } from './outcome';
import { type RuleText, withOwnRules } from './own-rules';
import { createReviewer, type Reviewer } from './review/reviewer';
import { builtInRules } from './rules';
import type { Source } from './sources';

/** What is to be done with every draft, and by which rules; plain values, for it goes to other threads. */
export interface Job extends Task {
  readonly ownRules: readonly RuleText[];
}

/** Drafts go to a thread together, up to this many and up to this many UTF-16 units of known text. */
const BATCH = { drafts: 32, units: 500_000 } as const;
/** Batches under way for each thread: enough to keep it busy, few enough to keep memory constant. */
const AHEAD = 3;
/** UTF-16 units of sentences each thread remembers: in an archive only standing phrases come again. */
const REMEMBERED = 200_000;
/** Most of what a review makes is short-lived; the engine's own choice is several times that for no gain. */
const YOUNG_MB = 8;
/** By how many per cent what a thread keeps may grow until it is swept; of itself the engine lets it double and more. */
const GROWTH = 20;

/** The outcomes in the drafts' order, by all cores where there are more drafts than one batch; `script` is this program. */
export async function* outcomesOf(sources: AsyncIterable<Source>, job: Job, script: string): AsyncGenerator<Outcome> {
  const batches = batchesOf(sources);
  const first = await batches.next();
  if (first.done) return;
  const second = await batches.next();
  const threads = availableParallelism();
  if (second.done || threads === 1) {
    yield* await reviewBatch(first.value, job);
    if (!second.done) for await (const batch of after(second.value, batches)) yield* await reviewBatch(batch, job);
    return;
  }
  setFlagsFromString(`--heap-growing-percent=${GROWTH}`);
  const pool = workerpool.pool(script, {
    workerType: 'thread',
    maxWorkers: threads,
    workerThreadOpts: { resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } },
  });
  try {
    const run = (batch: readonly Source[]): Promise<Outcome[]> =>
      rescued(batch, (some) => Promise.resolve(pool.exec('reviewBatch', [some, job])), job);
    const all = after(first.value, after(second.value, batches));
    for await (const outcomes of inOrder(all, run, threads * AHEAD)) yield* outcomes;
  } finally {
    await pool.terminate();
  }
}

/** The outcomes of a batch; where its thread gives out, as for want of memory, each draft is tried alone. */
export async function rescued(
  batch: readonly Source[],
  work: (batch: readonly Source[]) => Promise<Outcome[]>,
  task: Task,
): Promise<Outcome[]> {
  try {
    return await work(batch);
  } catch (error) {
    if (batch.length === 1) return batch.map(({ file }) => failedOutcome(file, task, error));
    const outcomes: Outcome[] = [];
    for (const source of batch) outcomes.push(...(await rescued([source], work, task)));
    return outcomes;
  }
}

/** Serves the pool when this program runs as one of its threads; gives whether it does. */
export function servesPool(): boolean {
  if (isMainThread) return false;
  workerpool.worker({ reviewBatch });
  return true;
}

/** The reviewer of this thread, made for its first batch. */
let reviewer: Reviewer | undefined;

async function reviewBatch(batch: readonly Source[], job: Job): Promise<Outcome[]> {
  reviewer ??= createReviewer(withOwnRules(builtInRules, job.ownRules).files, REMEMBERED);
  const outcomes: Outcome[] = [];
  for (const source of batch) outcomes.push(await outcomeOf(source, job, reviewer));
  return outcomes;
}

async function* batchesOf(sources: AsyncIterable<Source>): AsyncGenerator<readonly Source[], undefined> {
  let batch: Source[] = [];
  let units = 0;
  for await (const source of sources) {
    batch.push(source);
    units += source.text?.length ?? 0;
    if (batch.length < BATCH.drafts && units < BATCH.units) continue;
    yield batch;
    [batch, units] = [[], 0];
  }
  if (batch.length > 0) yield batch;
  return undefined;
}

async function* after<T>(first: T, rest: AsyncIterable<T>): AsyncGenerator<T> {
  yield first;
  yield* rest;
}

/** Works on up to `width` items at once; the results keep the items' order. */
async function* inOrder<T, R>(
  items: AsyncIterable<T>,
  work: (item: T) => Promise<R>,
  width: number,
): AsyncGenerator<R> {
  const under: Promise<R>[] = [];
  for await (const item of items) {
    under.push(work(item));
    const oldest = under.length >= width ? under.shift() : undefined;
    if (oldest) yield await oldest;
  }
  for (const result of under) yield await result;
}
