// A keystroke inside the server: the time of the process, which a busy machine does not stretch.
import { loadAmends } from './readers.mjs';
import { median, percentile, textOf } from './texts.mjs';

const KEYSTROKES = { 2000: 400, 20000: 200, 200000: 100 };
/** Keystrokes told apart, as the first sentences of a writer have patterns and code compiled. */
const FIRST = 300;

function spent(work) {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

export async function benchTyping() {
  const { review } = await loadAmends();
  console.log('keystroke to findings inside the server, ms of the processor (all threads)');
  for (const [size, count] of Object.entries(KEYSTROKES)) {
    let text = `Subject: The rota\n\n${textOf(Number(size), 'keys')}`;
    const typed = textOf(count + FIRST, 'typed');
    const at = text.indexOf(' ', text.length / 2);
    const opening = spent(() => review(text, 'mail'));
    const times = [];
    for (let stroke = 0; stroke < count + FIRST; stroke++) {
      text = text.slice(0, at + stroke) + typed[stroke] + text.slice(at + stroke);
      times.push(spent(() => review(text, 'mail')));
    }
    const told = (some) => `p50 ${median(some).toFixed(1)}, p95 ${percentile(some, 0.95).toFixed(1)}`;
    console.log(
      `  ${Number(size) / 1000} kB  opened ${opening.toFixed(0)}, first ${FIRST} keys ${told(times.slice(0, FIRST))}, then ${told(times.slice(FIRST))}`,
    );
  }
}
