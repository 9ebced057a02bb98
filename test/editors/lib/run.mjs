/** Runs checks, one line each, and ends everything that was started for them. */
import { setTimeout as sleep } from 'node:timers/promises';

const MARK = { passed: '✔', failed: '✖' };
const counts = { passed: 0, failed: 0 };
const endings = [];

class CheckFailed extends Error {}

/** Gives what does checks under a title. One that fails ends the run, since those after it stand on it. */
export const checksOf = (title) => async (name, work) => {
  try {
    await work();
  } catch (error) {
    tell('failed', `${title}: ${name}: ${error.message}`);
    throw new CheckFailed(name);
  }
  tell('passed', `${title}: ${name}`);
};

function tell(outcome, line) {
  counts[outcome] += 1;
  console.log(`${MARK[outcome]} ${line}`);
}

/** Prints what another program said, counting the checks among it. */
export function relay(line) {
  if (line.startsWith(MARK.passed)) counts.passed += 1;
  if (line.startsWith(MARK.failed)) counts.failed += 1;
  console.log(line);
}

/** How many checks have failed by now. */
export const failures = () => counts.failed;

/** What must be done before the process ends, the last first. */
export function atEnd(ending) {
  endings.push(ending);
}

/** Does the work within this many seconds, ends what it started and prints the counts; the exit code tells of them. */
export async function run(seconds, work) {
  const told = new Promise((_, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => reject(new Error(`ended by ${signal}`)));
  });
  const late = sleep(seconds * 1000).then(() => {
    throw new Error(`not done within ${seconds} s`);
  });
  const trouble = await Promise.race([work(), late, told]).catch((error) => error);
  if (trouble && !(trouble instanceof CheckFailed)) tell('failed', trouble.stack);
  while (endings.length > 0) {
    const ending = endings.pop();
    await ending().catch((error) => console.log(`  could not tidy up: ${error.message}`));
  }
  console.log(`${counts.passed} passed, ${counts.failed} failed`);
  process.exit(counts.failed > 0 || counts.passed === 0 ? 1 : 0);
}

/** Asks again and again until the answer is not falsy, and gives it. */
export async function until(what, probe, seconds = 20) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await probe();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`waited ${seconds} s for ${what}`);
    await sleep(50);
  }
}
