// Warm medians of every reader at every size, and how Amends' time grows with the length.
import { loadAmends, loadReaders } from './readers.mjs';
import { median, textOf } from './texts.mjs';

const SIZES = [2_000, 20_000, 200_000, 1_000_000];
const ROUNDS = { 2000: 21, 20000: 7, 200000: 3, 1000000: 1 };
const WARM = 100_000;
/** A reader slower than this many milliseconds at one size is asked once only at the next. */
const PATIENCE = 500;
/** And one slower than this is not asked at the next. */
const LOST = 2_000;

async function timed(read, text) {
  const started = performance.now();
  await read(text);
  return performance.now() - started;
}

export async function benchReading() {
  const readers = Object.entries(await loadReaders());
  const slow = new Set();
  const lost = new Set();
  // Warm is a reader that has met most of what it looks for: each reads as much as an archive of fifty mails first.
  for (const [, read] of readers) await timed(read, textOf(WARM, 'warm'));
  console.log(`warm medians in ms (× Amends'), text never seen before`);
  for (const size of SIZES) {
    const times = Object.fromEntries(readers.map(([name]) => [name, []]));
    for (let round = 0; round < ROUNDS[size]; round++) {
      const text = textOf(size, round);
      for (const [name, read] of readers)
        if (!lost.has(name) && (round === 0 || !slow.has(name))) times[name].push(await timed(read, text));
    }
    const own = median(times.amends);
    const cells = readers.map(([name]) => {
      if (lost.has(name)) return `${name} not waited for`;
      const time = median(times[name]);
      if (time > LOST) lost.add(name);
      if (time > PATIENCE / 4) slow.add(name);
      return `${name} ${time.toFixed(1)}${name === 'amends' ? '' : ` (${(time / own).toFixed(1)}×)`}`;
    });
    console.log(`  ${String(size / 1000).padStart(5)} kB  ${cells.join('  ')}`);
  }
}

/** Milliseconds per kB, which would grow if the work did not stay in step with the length. */
export async function benchGrowth() {
  const { review } = await loadAmends();
  review(textOf(WARM, 'warm'));
  for (const [name, make] of [
    ['mixed mail', textOf],
    ['one paragraph, each sentence flagged', flaggedText],
  ]) {
    const growth = [];
    for (const size of [...SIZES, 10_000_000]) {
      const rounds = size > 200_000 ? 1 : 5;
      const times = [];
      for (let round = 0; round < rounds; round++) times.push(await timed(review, make(size, `g${round}`)));
      growth.push(`${size / 1000} kB ${((median(times) / size) * 1000).toFixed(2)}`);
    }
    console.log(`growth, ${name}, Amends' ms per kB: ${growth.join('  ')}`);
  }
}

function flaggedText(size, round) {
  let text = 'We are letting you go on Friday.\n\n';
  for (let number = 0; text.length < size; number++)
    text += `It was not my call, and I am sorry if you were upset by ${round} ${number}. `;
  return text.slice(0, size);
}
