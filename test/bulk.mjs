// Shows a whole archive being read: npm run bulk
//
// 1,000 mails (or as many as are asked for: npm run bulk -- 10000), made from our own drafts, in a folder, in one mbox file, on standard input, and shared out to two
// processes by GNU parallel (Debian's package `parallel`). Every way must tell the same of every mail.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
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

/** The texts of our own drafts, in the order of their names. */
function drafts() {
  const corpus = join(ROOT, 'test', 'corpus');
  return readdirSync(corpus, { recursive: true })
    .filter((name) => /^[rtw]\d?[\\/].*\.(eml|txt|md)$/.test(name))
    .sort()
    .map((name) => readFileSync(join(corpus, name), 'utf8'));
}

/** Each mail as a file, a message of the mbox and a line: no two alike, so that nothing read before is of use. */
function makeMails() {
  const texts = drafts();
  const mbox = createWriteStream(join(FOLDER, 'all.mbox'));
  const lines = createWriteStream(join(FOLDER, 'all.ndjson'));
  for (let number = 0; number < MAILS; number++) {
    const name = `${String(number).padStart(5, '0')}.txt`;
    const folder = join(FOLDER, 'mail', String(number % 100).padStart(2, '0'));
    const own = texts[number % texts.length].trimEnd().replaceAll('. ', () => ` number ${number}. `);
    const text = `${own}\n`;
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, name), text);
    mbox.write(`From amends@x.example Fri Jun  5 09:00:00 2026\n${text.replace(/^(>*From )/gm, '>$1')}\n`);
    lines.write(`${JSON.stringify({ file: name, text })}\n`);
  }
  return Promise.all([mbox, lines].map((stream) => new Promise((done) => stream.end(done))));
}

/** The largest resident memory so far of a process and its children, in MB (Linux's /proc). */
function memoryOf(pid) {
  try {
    const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(peak ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** Runs a command with its output in a file; gives seconds, peak memory and what was told of each mail. */
async function run(title, command, args, input) {
  const output = join(FOLDER, 'out.ndjson');
  const out = createWriteStream(output);
  const started = performance.now();
  const child = spawn(command, args, { cwd: FOLDER, stdio: [input ? 'pipe' : 'ignore', 'pipe', 'inherit'] });
  child.stdout.pipe(out);
  if (input) createReadStream(input).pipe(child.stdin);
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, memoryOf(child.pid));
  }, 100);
  const status = await new Promise((done) => child.on('close', done));
  clearInterval(watch);
  const seconds = (performance.now() - started) / 1000;
  const told = await digest(output);
  const memory = command === process.execPath ? `, at most ${Math.round(peak)} MB` : '';
  console.log(
    `${title.padEnd(34)} ${told.mails} mails, ${told.findings} findings in ${seconds.toFixed(1)} s: ${Math.round(told.mails / seconds)} a second${memory} (status ${status})`,
  );
  return told.hash;
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
  await run('a folder, all cores', process.execPath, [...check, 'mail']),
  await run('an mbox file, all cores', process.execPath, [...check, 'all.mbox']),
  await run('lines on standard input, all cores', process.execPath, [...check, '--lines'], lines),
];
if (spawnSync('parallel', ['--version']).status === 0) {
  const shared = ['--pipe', '--jobs', '2', '--block', '2M', process.execPath, ...check, '--lines'];
  told.push(await run('GNU parallel, two processes', 'parallel', shared, lines));
} else {
  console.log('GNU parallel is not installed (apt-get install parallel): left out');
}
rmSync(FOLDER, { recursive: true });
const agree = new Set(told).size === 1;
console.log(agree ? 'every way told the same' : 'the ways told differently');
process.exitCode = agree ? 0 : 1;
