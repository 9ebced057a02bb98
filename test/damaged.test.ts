import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { rescued } from '../server/src/bulk';
import { failedOutcome, type Outcome } from '../server/src/outcome';
import type { Source } from '../server/src/sources';
import { DIST } from './session';

const FOLDER = mkdtempSync(join(tmpdir(), 'amends-damaged-'));
const CLI = join(DIST, 'cli.js');
const BAD = 'Hi all,\n\nIt wasn’t my call.\n\nTom\n';
const FROM = 'From tom@x.example Fri Jun  5 09:00:00 2026\n';
const ARGS = ['check', '--format', 'ndjson'];
const [UNREADABLE, FOUND] = [2, 1];

function file(name: string, content: string | Uint8Array): string {
  const path = join(FOLDER, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

/** So many drafts below a folder, more than go to the threads at once. */
function archive(name: string, drafts: number): string {
  for (let number = 0; number < drafts; number++) file(`${name}/${1_000 + number}.txt`, `${BAD}\n${number}\n`);
  return join(FOLDER, name);
}

/** What was told of each draft: why it could not be read, or how many findings it has. */
function told(output: string): (string | number)[] {
  const rows: { readonly error?: string; readonly findings?: readonly object[] }[] = output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
  return rows.map(({ error, findings }) => error ?? findings?.length ?? 0);
}

function check(path: string, options: { readonly uid?: number } = {}) {
  const run = spawnSync(process.execPath, [CLI, ...ARGS, path], { encoding: 'utf8', maxBuffer: 1e8, ...options });
  return { status: run.status, told: told(run.stdout), err: run.stderr };
}

/** A run whose first words have come. */
async function begun(path: string): Promise<ChildProcess & { readonly stdout: NodeJS.ReadableStream }> {
  const child = spawn(process.execPath, [CLI, ...ARGS, path], { stdio: ['ignore', 'pipe', 'pipe'] });
  await once(child.stdout, 'readable');
  return child;
}

describe('of a damaged archive', () => {
  it('every mail is read beside one of 50 MB, and the words of that one too', () => {
    const mime = 'Subject: Photos\nContent-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain\n\n';
    const image = `--b\nContent-Type: image/jpeg\nContent-Transfer-Encoding: base64\n\n${`${'QUJD'.repeat(19)}\n`.repeat(650_000)}--b--\n`;
    const path = file('photos.mbox', `${FROM}${BAD}\n${FROM}${mime}${BAD}${image}\n${FROM}${BAD}\n`);
    assert.deepEqual(check(path), { status: FOUND, told: [1, 1, 1], err: '' });
  });

  it('a mail longer than any is read as far as mails go, and said to be, encoded or not', () => {
    const long = Buffer.from(`${BAD}\n${'abcdefghi '.repeat(200_000)}\n`);
    const encoded = `Content-Transfer-Encoding: base64\n\n${long.toString('base64').replace(/.{76}/g, '$&\n')}\n`;
    const path = file('long.mbox', `${FROM}${long}\n${FROM}Subject: Rota\n${encoded}\n${FROM}${BAD}`);
    const { status, told, err } = check(path);
    assert.deepEqual([status, told.length, told.at(-1)], [UNREADABLE, 3, 1]);
    for (const number of [1, 2])
      assert.match(err, new RegExp(`#${number}: is longer than 1500000 characters: only its beginning was read`));
  });

  it('an mbox file without From_ lines is one mail', () => {
    assert.deepEqual(check(file('bare.mbox', `${BAD}\r\nFrom here on I ask.\r\n`)).told, [1]);
  });

  it('a file full of NULs is named, and its neighbours are read', () => {
    for (const name of ['nul/b.eml', 'nul/c.mbox']) file(name, new Uint8Array(1_000_000));
    file('nul/a.eml', BAD);
    file('nul/d.eml', BAD);
    const nul = 'is not text: it holds NUL bytes';
    assert.deepEqual(check(join(FOLDER, 'nul')).told, [1, nul, nul, 1]);
  });

  it('what is removed while the rest is read is named', async () => {
    const path = archive('removed', 400);
    const child = await begun(path);
    rmSync(join(path, '1399.txt'));
    let output = '';
    child.stdout.on('data', (data: Buffer) => {
      output += data;
    });
    const [status] = await once(child, 'close');
    assert.equal(status, UNREADABLE);
    assert.deepEqual(told(output), [...Array<number>(399).fill(1), 'there is no such file']);
  });

  it('a folder that may not be read is named, and its neighbours are read', function () {
    // To the system's own user no folder is shut, so it takes another's place.
    const mayAll = process.getuid?.() === 0;
    if (process.platform === 'win32' || (mayAll && !existsSync('/proc'))) this.skip();
    for (const name of ['shut/a.eml', 'shut/deep/b.eml', 'shut/z.eml']) file(name, BAD);
    for (const open of [FOLDER, join(FOLDER, 'shut')]) chmodSync(open, 0o755);
    chmodSync(join(FOLDER, 'shut/deep'), 0);
    const { status, told } = check(join(FOLDER, 'shut'), mayAll ? { uid: 65_534 } : {});
    chmodSync(join(FOLDER, 'shut/deep'), 0o755);
    assert.deepEqual([status, told], [UNREADABLE, [1, 'may not be read', 1]]);
  });

  it('a link that leads back is followed once', function () {
    if (process.platform === 'win32') this.skip();
    file('loop/a.eml', BAD);
    file('loop/deep/b.eml', BAD);
    symlinkSync('..', join(FOLDER, 'loop', 'deep', 'up'));
    symlinkSync('nowhere', join(FOLDER, 'loop', 'z.eml'));
    assert.deepEqual(check(join(FOLDER, 'loop')).told, [1, 1, 'there is no such file']);
  });

  it('the drafts beside one that no thread survives are told of', async () => {
    const task = { command: 'check', format: 'ndjson', situation: undefined, day: undefined, now: new Date() };
    const work = async (batch: readonly Source[]): Promise<Outcome[]> => {
      if (batch.some((source) => source.file === 'b')) throw new Error('out of memory');
      return batch.map((source) => ({ file: source.file, found: true }));
    };
    assert.deepEqual(await rescued([{ file: 'a' }, { file: 'b' }, { file: 'c' }], work, task), [
      { file: 'a', found: true },
      failedOutcome('b', task, new Error('out of memory')),
      { file: 'c', found: true },
    ]);
  });
});

describe('a long run', () => {
  const path = archive('many', 400);

  it('ends quietly when its reader has read enough', async () => {
    const child = await begun(path);
    let err = '';
    child.stderr?.on('data', (data: Buffer) => {
      err += data;
    });
    child.stdout.destroy();
    assert.deepEqual([...(await once(child, 'close')), err], [0, null, '']);
  });

  it('ends at once at Ctrl+C', async () => {
    const child = await begun(path);
    const [asked, ended] = [performance.now(), once(child, 'exit')];
    child.kill('SIGINT');
    assert.deepEqual(await ended, [null, 'SIGINT']);
    assert.ok(performance.now() - asked < 2_000);
  });

  it('says that the disk is full', function () {
    if (!existsSync('/dev/full')) this.skip();
    const { status, stderr } = spawnSync(
      'sh',
      ['-c', `exec "$0" "$@" > /dev/full`, process.execPath, CLI, ...ARGS, path],
      {
        encoding: 'utf8',
      },
    );
    assert.deepEqual([status, stderr], [UNREADABLE, 'amends: the output cannot be written (ENOSPC)\n']);
  });
});
