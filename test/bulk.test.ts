import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DIST } from './session';

const FOLDER = mkdtempSync(join(tmpdir(), 'amends-bulk-'));
const BAD = 'Hi all,\n\nIt wasn’t my call.\n\nTom\n';
const GOOD = 'Hi all,\n\nThe rota for June is on the board.\n\nTom\n';
const FROM = 'From tom@x.example Fri Jun  5 09:00:00 2026';

function file(name: string, content: string | Uint8Array): string {
  const path = join(FOLDER, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

interface Row {
  readonly file: string;
  readonly error?: string;
  readonly findings?: readonly { readonly start: number; readonly end: number }[];
}

/** Runs `amends check --format ndjson`; gives its status and the objects it printed. */
function check(args: readonly string[], input = ''): { status: number | null; rows: Row[]; err: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(DIST, 'cli.js'), 'check', '--format', 'ndjson', ...args],
    { cwd: FOLDER, input, encoding: 'utf8', maxBuffer: 1e8 },
  );
  const rows = stdout.split('\n').filter((line) => line !== '');
  return { status, rows: rows.map((line) => JSON.parse(line)), err: stderr };
}

const filesOf = (rows: readonly Row[]): string[] => rows.map((row) => row.file);

describe('many drafts at once', () => {
  file('mail/a.eml', BAD);
  file('mail/deep/b.md', GOOD);
  file('mail/deep/notes.pdf', GOOD);

  it('are found below a folder, by their names as given', () => {
    const { status, rows } = check(['mail']);
    assert.deepEqual(filesOf(rows), [join('mail', 'a.eml'), join('mail', 'deep', 'b.md')]);
    assert.equal(status, 1);
    assert.deepEqual(filesOf(check([join(FOLDER, 'mail', 'deep')]).rows), [join(FOLDER, 'mail', 'deep', 'b.md')]);
  });

  it('are found by a glob', () => {
    assert.deepEqual(filesOf(check(['mail/**/*.md']).rows), ['mail/deep/b.md']);
    assert.deepEqual(filesOf(check([join(FOLDER, 'mail/*.eml')]).rows), [join(FOLDER, 'mail/a.eml')]);
  });

  it('are read out of an mbox file, each by its number, From lines in their text unquoted', () => {
    const messages = [BAD, `Hi,\n\n>From Monday on I will ask.\n\nTom\n`, GOOD];
    const path = file('archive.mbox', messages.map((message) => `${FROM}\n${message}\n`).join(''));
    const { rows } = check([path]);
    assert.deepEqual(
      filesOf(rows),
      [1, 2, 3].map((number) => `${path}#${number}`),
    );
    const [{ start = 0, end = 0 } = {}] = rows[0]?.findings ?? [];
    assert.equal(BAD.slice(start, end), 'It wasn’t my call');
  });

  it('keep apart in an mbox file what only looks like a From line', () => {
    const talk = 'Hi,\n\nFrom Monday on I will ask.\n\nFrom here we go on.\n';
    assert.equal(check([file('talk.mbox', `${FROM}\r\n${talk}`)]).rows.length, 1);
  });

  it('lose none to one message of an mbox file that is no text', () => {
    const latin = Buffer.concat([Buffer.from(`${FROM}\nHi\n\n`), Buffer.from([72, 233, 10, 10])]);
    const { status, rows, err } = check([file('latin.mbox', Buffer.concat([latin, Buffer.from(`${FROM}\n${BAD}`)]))]);
    assert.deepEqual(
      rows.map(({ error, findings }) => error ?? findings?.length),
      ['is not UTF-8 text; save it as UTF-8 and try again', 1],
    );
    assert.match(err, /latin\.mbox#1: is not UTF-8/);
    assert.equal(status, 2);
  });

  it('are read a line each from standard input: an object, a string or a path', () => {
    const lines = [JSON.stringify({ file: 'k1', text: BAD }), JSON.stringify(GOOD), 'mail/a.eml', '', '{oops', '{}'];
    const { status, rows } = check(['--lines'], lines.join('\n'));
    assert.deepEqual(filesOf(rows), ['k1', '-#2', 'mail/a.eml', '-#5', '-#6']);
    assert.deepEqual(
      rows.map(({ error }) => error),
      [
        undefined,
        undefined,
        undefined,
        'this line is not JSON',
        'this line holds no draft: give a JSON string or an object with “text”',
      ],
    );
    assert.equal(status, 2);
  });

  it('come out in their order and the same whether one thread reads them or many', () => {
    const names = Array.from({ length: 200 }, (_, index) => `many/${String(index).padStart(3, '0')}.txt`);
    for (const [index, name] of names.entries()) file(name, index % 3 === 0 ? `${BAD}\n${index}` : GOOD);
    file('many/100.txt', '');
    const together = check(['many']);
    const apart = [0, 20, 40, 60, 80, 100, 120, 140, 160, 180].flatMap(
      (from) => check(names.slice(from, from + 20)).rows,
    );
    assert.deepEqual(together.rows, apart);
    assert.deepEqual(filesOf(together.rows), names);
    assert.equal(together.status, 2);
  });

  it('are one JSON document where one is asked for', () => {
    const { stdout } = spawnSync(process.execPath, [join(DIST, 'cli.js'), 'check', '--format', 'json', 'many'], {
      cwd: FOLDER,
      encoding: 'utf8',
    });
    assert.equal(JSON.parse(stdout).files.length, 199);
  });
});
