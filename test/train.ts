// Learns rules/model.json from the labelled drafts of test/corpus: npm run train
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createLikenessReader } from '../server/src/review/likeness';
import { type Model, unpackFeatures } from '../server/src/review/model';
import { OWN, readLabelled, SHARED } from './corpora';
import { type Lesson, SIGNALS, toLesson } from './training/lessons';
import { train } from './training/model';

const { values: options } = parseArgs({
  options: {
    // Which sets to learn from, and which to try the outcome on; the last rounds are never learnt from.
    learn: { type: 'string', default: '^[wto]|^r[1-8]/' },
    try: { type: 'string', multiple: true, default: ['^r9/', '^rdev'] },
    out: { type: 'string', default: join(__dirname, '..', 'rules', 'model.json') },
  },
});

interface Ranked {
  readonly probability: number;
  readonly truth: boolean;
}

/** Precision and recall at a few thresholds, and the best F1, of one signal. */
function describe(signal: string, all: readonly Ranked[]): string {
  const ranked = [...all].sort((a, b) => b.probability - a.probability);
  const there = ranked.filter(({ truth }) => truth).length;
  const at = (threshold: number): string => {
    const above = ranked.filter(({ probability }) => probability >= threshold);
    const right = above.filter(({ truth }) => truth).length;
    const percent = (part: number, whole: number): string => `${Math.round((100 * part) / Math.max(1, whole))}`;
    return `${threshold}: ${percent(right, above.length).padStart(3)}/${percent(right, there).padEnd(3)}`;
  };
  let [right, best] = [0, 0];
  for (const [index, { truth }] of ranked.entries()) {
    if (truth) right++;
    best = Math.max(best, (2 * right) / (index + 1 + there));
  }
  return `  ${signal.padEnd(22)} ${String(there).padStart(4)}  F1 ${best.toFixed(2)}  ${[0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9].map(at).join('  ')}`;
}

function tryOn(sets: string, model: Model): void {
  const tried = lessonsOf(sets);
  if (tried.length === 0) return;
  console.log(
    `${sets}, ${tried.length} drafts not learnt from: labelled, best F1, precision/recall from a probability on`,
  );
  const reader = createLikenessReader(model);
  const readings = tried.map((lesson) => ({ lesson, ...reader.hear(lesson.sentences) }));
  for (const [at, signal] of SIGNALS.entries()) {
    const all = readings.flatMap(({ lesson, leanings }) =>
      lesson.truth.flatMap((truth, index) =>
        truth ? [{ probability: leanings[index]?.[at] ?? 0, truth: truth[at] === 1 }] : [],
      ),
    );
    console.log(describe(signal, all));
  }
}

// Real leaders' messages are tried on where they are at hand, never learnt from.
const samples = [
  ...readLabelled(OWN),
  ...readLabelled(join(SHARED, 'dev')).filter(({ labels }) => labels.file.startsWith('rdev')),
];
const lessonsOf = (sets: string): Lesson[] =>
  samples.filter(({ labels }) => new RegExp(sets).test(labels.file)).map(toLesson);

const lessons = lessonsOf(options.learn);
const model = train(lessons);
writeFileSync(options.out, `${JSON.stringify(model)}\n`);
console.log(`${lessons.length} drafts, ${unpackFeatures(model).size} features`);
for (const sets of options.try) tryOn(sets, model);
