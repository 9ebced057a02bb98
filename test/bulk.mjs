// Shows a whole archive being read: npm run bulk
//
// 1,000 mails (or as many as are asked for: npm run bulk -- 10000), made from our own texts, half of them everyday mail:
// in a folder, in one mbox file, on standard input, and shared out to two processes by GNU parallel (Debian's package
// `parallel`). Every way must tell the same of every mail, and the second half of a larger archive must
// take no more memory than the first: by then every pattern that mail meets has been compiled.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  createReadStream,
  createWriteStream,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CLI = join(ROOT, 'dist', 'cli.js');
const MAILS = Number(process.argv[2] ?? 1_000);
const FOLDER = mkdtempSync(join(tmpdir(), 'amends-bulk-'));

const MORE = Math.max(10_000, 3 * MAILS);
/** How much more memory, as a share, the second half may take: collectors do not sweep at the same moment twice. */
const FLAT = 0.1;
const NEW_LINE = 10;

/** The texts of the corpus's sets whose names begin so, in the order of their names. */
function textsOf(letters) {
  const corpus = join(ROOT, 'test', 'corpus');
  return readdirSync(corpus, { recursive: true })
    .filter((name) => new RegExp(`^[${letters}]\\d+[\\\\/].*\\.(eml|txt|md)$`).test(name))
    .sort()
    .map((name) => readFileSync(join(corpus, name), 'utf8').trimEnd());
}

const [EVERYDAY, BAD_NEWS] = [textsOf('o'), textsOf('rtw')];

/** The mail of this number; no two are alike, so that nothing read before is of use. */
function mailOf(number) {
  const texts = number % 2 === 0 ? EVERYDAY : BAD_NEWS;
  const text = texts[Math.floor(number / 2) % texts.length];
  return `${text.replaceAll('. ', () => ` number ${number}. `)}\n`;
}

const asMessage = (text) => `From amends@x.example Fri Jun  5 09:00:00 2026\n${text.replace(/^(>*From )/gm, '>$1')}\n`;

/** Each mail as a file, a message of the mbox and a line. */
async function makeMails() {
  for (let number = 0; number < MAILS; number++) {
    const folder = join(FOLDER, 'mail', String(number % 100).padStart(2, '0'));
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${number}.txt`), mailOf(number));
  }
  await write('all.mbox', MAILS, asMessage);
  await write('more.mbox', MORE, asMessage);
  await write('all.ndjson', MAILS, (text) => `${JSON.stringify(text)}\n`);
}

/** So many mails in one file, each worded so. */
async function write(name, mails, word) {
  const stream = createWriteStream(join(FOLDER, name));
  for (let number = 0; number < mails; number++) if (!stream.write(word(mailOf(number)))) await once(stream, 'drain');
  stream.end();
  await once(stream, 'close');
}

/** The largest resident memory so far of a process and those it started, in MB (Linux's /proc). */
function memoryOf(pid) {
  try {
    const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
    return children.reduce((sum, child) => sum + memoryOf(child), Number(peak ?? 0) / 1024);
  } catch {
    return 0;
  }
}

/** Runs a command with its output in a file; gives its peak memory in MB, up to its half and in all, and a hash of what it told of each mail. */
async function run(title, mails, command, args, input) {
  const output = join(FOLDER, 'out.ndjson');
  const out = createWriteStream(output);
  const started = performance.now();
  const child = spawn(command, args, { cwd: FOLDER, stdio: [input ? 'pipe' : 'ignore', 'pipe', 'inherit'] });
  child.stdout.pipe(out);
  if (input) createReadStream(input).pipe(child.stdin);
  let [peak, half, lines] = [0, 0, 0];
  child.stdout.on('data', (data) => {
    for (const byte of data) if (byte === NEW_LINE) lines++;
  });
  const watch = setInterval(() => {
    peak = Math.max(peak, memoryOf(child.pid));
    if (lines <= mails / 2) half = peak;
  }, 100);
  const status = await new Promise((done) => child.on('close', done));
  clearInterval(watch);
  const seconds = (performance.now() - started) / 1000;
  const told = await digest(output);
  console.log(
    `${title.padEnd(34)} ${told.mails} mails, ${told.findings} findings in ${seconds.toFixed(1)} s: ${Math.round(told.mails / seconds)} a second, at most ${Math.round(peak)} MB (status ${status})`,
  );
  return { hash: told.hash, half, peak };
}

/** What was told of the mails, whatever their order and names. */
async function digest(file) {
  const rows = [];
  let findings = 0;
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const { findings: found = [], rating } = JSON.parse(line);
    findings += found.length;
    rows.push(
      createHash('sha1')
        .update(JSON.stringify([found, rating]))
        .digest('hex'),
    );
  }
  return { mails: rows.length, findings, hash: createHash('sha1').update(rows.sort().join()).digest('hex') };
}

await makeMails();
console.log(`${MAILS} mails, ${Math.round(statSync(join(FOLDER, 'all.mbox')).size / 1e6)} MB, in ${FOLDER}`);
const check = [CLI, 'check', '--format', 'ndjson'];
const lines = join(FOLDER, 'all.ndjson');
const told = [
  await run('a folder, all cores', MAILS, process.execPath, [...check, 'mail']),
  await run('an mbox file, all cores', MAILS, process.execPath, [...check, 'all.mbox']),
  await run('lines on standard input, all cores', MAILS, process.execPath, [...check, '--lines'], lines),
];
if (spawnSync('parallel', ['--version']).status === 0) {
  const shared = ['--pipe', '--jobs', '2', '--block', '2M', process.execPath, ...check, '--lines'];
  told.push(await run('GNU parallel, two processes', MAILS, 'parallel', shared, lines));
} else {
  console.log('GNU parallel is not installed (apt-get install parallel): left out');
}
const more = await run('a larger mbox file, all cores', MORE, process.execPath, [...check, 'more.mbox']);
rmSync(FOLDER, { recursive: true });

const agree = new Set(told.map(({ hash }) => hash)).size === 1;
console.log(agree ? 'every way told the same' : 'the ways told differently');
const flat = more.peak <= (1 + FLAT) * more.half;
console.log(
  `memory ${flat ? 'flat' : 'grown'}: at most ${Math.round(more.half)} MB in the first ${MORE / 2} mails, ${Math.round(more.peak)} MB in ${MORE}`,
);
process.exitCode = agree && flat ? 0 : 1;
