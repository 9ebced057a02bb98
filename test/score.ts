// Scores the rules against labelled drafts and ordinary mail: npm run score -- --help
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gatherRules } from '../rules/gather.mjs';
import type { Finding } from '../server/src/review/review';
import { createReviewer } from '../server/src/review/reviewer';
import type { RuleFiles } from '../server/src/review/rulebook';
import { formatOf } from '../server/src/settings';
import { type Label, OWN, overlaps, readLabelled, readMails, type Sample, SHARED } from './corpora';

const HELP = `npm run score -- [options]
  --set NAME…     only these sets, such as w9 rdev r1 (repeat the option)
  --folder DIR    labelled drafts elsewhere (a folder with labels.jsonl)
  --miss LABEL    list what carries this label and is not flagged (E-up, O-jobs …, or all)
  --wrong RULE    list what a rule flags and no label supports (a rule's id, or all)
  --moves NAME    list the sentences labelled with a move that it does not find, and those found wrongly
  --rules         precision of every rule
  --quiet         figures only`;

const { values: options } = parseArgs({
  options: {
    set: { type: 'string', multiple: true },
    folder: { type: 'string', multiple: true },
    miss: { type: 'string' },
    wrong: { type: 'string' },
    moves: { type: 'string' },
    rules: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (options.help) {
  console.log(HELP);
  process.exit();
}

const reviewer = createReviewer(gatherRules(join(__dirname, '..', 'rules')) as unknown as RuleFiles);
const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();
const setOf = (sample: Sample): string => sample.labels.file.split('/')[0] ?? '';

/** Sets by what they are for: w learnt from and looked at, t learnt from, r fresh rounds, rdev real messages. */
const GROUPS: readonly (readonly [RegExp, string])[] = [
  [/^w|^rdev/, 'development'],
  [/^t/, 'training'],
  [/^r/, 'rounds'],
];
const groupOf = (sample: Sample): string => GROUPS.find(([set]) => set.test(setOf(sample)))?.[1] ?? 'other';

interface Count {
  right: number;
  wrong: number;
  missed: number;
}

const tables = new Map<string, Count>();
const byLabel = new Map<string, Count>();
const byRule = new Map<string, Count>();
const byMove = new Map<string, Count>();
const verdicts = new Map<string, Count & { quiet: number }>();

function row(table: Map<string, Count>, name: string): Count {
  const known = table.get(name) ?? { right: 0, wrong: 0, missed: 0 };
  table.set(name, known);
  return known;
}

const CATEGORIES = ['excuse', 'overpromise', 'acknowledgement', 'any'];

/** Groups a draft's labels by sentence; a sentence counts when a label on it is not merely arguable. */
function bySentence(labels: readonly Label[]): Label[][] {
  const groups = new Map<string, Label[]>();
  for (const label of labels) {
    const key = label.sentence.join('-');
    groups.set(key, [...(groups.get(key) ?? []), label]);
  }
  return [...groups.values()];
}

function scoreFlags(sample: Sample, phrases: readonly Finding[]): void {
  const { file, flags } = sample.labels;
  for (const category of CATEGORIES) {
    const within = (item: { readonly category: string }): boolean => category === 'any' || item.category === category;
    const sentences = bySentence(flags.filter(within));
    const said = phrases.filter(within);
    const counts = [
      row(tables, category),
      row(tables, `${groupOf(sample)} ${category}`),
      row(tables, `${setOf(sample)} ${category}`),
    ];
    for (const labels of sentences.filter((group) => group.some(({ confidence }) => confidence >= 2))) {
      const [first] = labels;
      const hit = first !== undefined && said.some(({ span }) => overlaps(span, first.sentence));
      for (const count of counts) hit ? count.right++ : count.missed++;
      if (category === 'any') continue;
      for (const { label, text, sentence } of labels) {
        const count = row(byLabel, label);
        hit ? count.right++ : count.missed++;
        if (!hit && (options.miss === label || options.miss === 'all'))
          console.log(`miss ${file} ${label} [${flat(text)}] ${flat(sample.text.slice(...sentence))}`);
      }
    }
    for (const { rule, span } of said) {
      const supported = sentences.some(([label]) => label && overlaps(span, label.sentence));
      if (!supported) for (const count of counts) count.wrong++;
      if (category === 'any') continue;
      const count = row(byRule, rule);
      supported ? count.right++ : count.wrong++;
      if (!supported && (options.wrong === rule || options.wrong === 'all'))
        console.log(
          `wrong ${file} ${rule} [${flat(sample.text.slice(span.start, span.end))}] ${flat(sample.text.slice(Math.max(0, span.start - 90), span.end + 90))}`,
        );
    }
  }
}

function scoreMoves(sample: Sample, found: readonly { readonly rule: string; readonly span: Finding['span'] }[]): void {
  const { file, moves } = sample.labels;
  const list = (kind: string, name: string, text: string): void => {
    if (options.moves === name) console.log(`${kind} ${file} ${flat(text)}`);
  };
  for (const { label, sentence } of moves) {
    const hit = found.some(({ rule, span }) => rule === `moves/${label}` && overlaps(span, sentence));
    const count = row(byMove, label);
    hit ? count.right++ : count.missed++;
    if (!hit) list('miss', label, sample.text.slice(...sentence));
  }
  for (const { rule, span } of found) {
    const name = rule.slice('moves/'.length);
    if (moves.some(({ label, sentence }) => label === name && overlaps(span, sentence))) continue;
    row(byMove, name).wrong++;
    list('wrong', name, sample.text.slice(span.start, span.end));
  }
}

function judge(name: string, said: boolean, truth: boolean): void {
  const count = verdicts.get(name) ?? { right: 0, wrong: 0, missed: 0, quiet: 0 };
  verdicts.set(name, count);
  if (said) truth ? count.right++ : count.wrong++;
  else truth ? count.missed++ : count.quiet++;
}

/** Our own labelled drafts, and real leaders' messages where they are at hand: third-party text that is not ours to keep. */
function readSamples(): Sample[] {
  if (options.folder) return options.folder.flatMap(readLabelled);
  return [...readLabelled(OWN), ...readLabelled(join(SHARED, 'dev')).filter((sample) => setOf(sample) === 'rdev')];
}

const samples = readSamples().filter((sample) => !options.set || options.set.includes(setOf(sample)));
const situations = { right: 0, of: 0 };
for (const sample of samples) {
  const { file, draft } = sample.labels;
  const { findings, moves, damage, situation } = reviewer.review(sample.text, formatOf('plaintext', file));
  const loud = findings.filter(({ severity }) => severity !== 'hint');
  scoreFlags(
    sample,
    loud.filter(({ scope }) => scope === 'phrase'),
  );
  scoreMoves(sample, moves);
  judge(
    'missing acknowledgement',
    loud.some(({ scope, category }) => scope === 'draft' && category === 'acknowledgement'),
    draft.missing_ack,
  );
  judge('is about damaged trust', damage, draft.damage);
  situations.of++;
  if (situation === draft.situation) situations.right++;
}

const percent = (part: number, whole: number): string =>
  (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`).padStart(7);
const line = (name: string, { right, wrong, missed }: Count): string =>
  `${name.padEnd(34)} precision ${percent(right, right + wrong)}  recall ${percent(right, right + missed)}  (right ${right}, wrong ${wrong}, missed ${missed})`;

if (samples.length === 0) console.log('no labelled drafts there');
for (const [name, count] of tables)
  if (!/^[a-z]+\d* (excuse|over|ack)/.test(name) || name.startsWith('development')) console.log(line(name, count));
console.log();
for (const [name, count] of [...byLabel].sort())
  console.log(line(`label ${name}`, count).replace(/precision +\S+( %)? /, ''));
console.log();
for (const [name, count] of [...byMove].sort()) console.log(line(`move ${name}`, count));
for (const [name, count] of verdicts)
  console.log(
    `${line(name, count)}  accuracy ${percent(count.right + count.quiet, count.right + count.quiet + count.wrong + count.missed)}`,
  );
if (samples.length > 0) console.log(`situation right ${percent(situations.right, situations.of)}`);
if (options.rules)
  for (const [name, count] of [...byRule].sort())
    console.log(line(name, { ...count, missed: 0 }).replace(/ recall.*\(/, ' ('));

const mails = readMails(join(SHARED, 'ordinary-mail'));
let words = 0;
let alarms = 0;
let drafts = 0;
for (const { file, text } of mails) {
  words += text.split(/\s+/).length;
  for (const { rule, scope, severity, span } of reviewer.review(text, formatOf('plaintext', file)).findings) {
    if (severity === 'hint') continue;
    scope === 'phrase' ? alarms++ : drafts++;
    if (options.wrong === rule || options.wrong === 'all')
      console.log(
        `ordinary ${file} ${rule} [${flat(text.slice(span.start, span.end))}] ${flat(text.slice(Math.max(0, span.start - 90), span.end + 90))}`,
      );
  }
}
if (mails.length > 0)
  console.log(
    `ordinary mail: ${mails.length} mails, ${((1000 * alarms) / words).toFixed(3)} phrase flags per 1,000 words, ${drafts} draft-level findings`,
  );
else console.log('ordinary mail: ../shared/corpus/ordinary-mail is not there, so false alarms on it are not measured');
