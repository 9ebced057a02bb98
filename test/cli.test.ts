import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createReviewer } from '../server/src/review/reviewer';
import { builtInRules } from '../server/src/rules';
import { OWN_RULE } from './own-rule';
import { DIST } from './session';

const FOLDER = mkdtempSync(join(tmpdir(), 'amends-'));
const BAD = 'Hi all,\n\nIt wasn’t my call.\n\nTom\n';
const GOOD = 'Hi all,\n\nThe rota for June is on the board.\n\nTom\n';

function file(name: string, content: string | Uint8Array): string {
  const path = join(FOLDER, name);
  writeFileSync(path, content);
  return path;
}

function folder(name: string): string {
  const path = join(FOLDER, name);
  mkdirSync(path, { recursive: true });
  return path;
}

function amends(args: readonly string[], input = ''): { status: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(DIST, 'cli.js'), ...args], {
    input,
    encoding: 'utf8',
  });
  return { status, out: stdout, err: stderr };
}

describe('amends in a terminal', () => {
  const bad = file('bad.txt', BAD);
  const good = file('good.txt', GOOD);

  it('ends with 0 on a clean draft, 1 on findings, and 0 on findings when told to', () => {
    assert.equal(amends(['check', good]).status, 0);
    assert.equal(amends(['check', good, bad]).status, 1);
    assert.equal(amends(['check', '--exit-zero', bad]).status, 0);
    assert.equal(amends(['rate', bad]).status, 0);
  });

  it('shows the sentence with the phrase underlined, why, and what to write', () => {
    const { out } = amends(['check', bad]);
    assert.match(out, /It wasn’t my call\.\n {2}‾{17}\n/);
    assert.match(out, /The article: “even if it was orders from above/);
    assert.match(out, /→ Write “/);
  });

  it('finds the same places in Markdown with character references, whose letters it does not look up', () => {
    const text =
      '# Caf&eacute; *&nbsp;rota*\n\nWe are letting you go on Friday &mdash; it **wasn’t** my call, [they](a&copy;b "&amp;") said.\n\n- I&rsquo;m sorry if it upset you &lt;all&gt;.\n- `&amp;` &notareference; This will never happen again.\n';
    const { out } = amends(['check', '--format', 'json', file('references.md', text)]);
    const told: readonly { rule: string; start: number; end: number }[] = JSON.parse(out).files[0].findings;
    const { findings } = createReviewer(builtInRules).review(text, 'markdown');
    assert.ok(findings.length > 1);
    assert.deepEqual(
      told.map(({ rule, start, end }) => ({ rule, start, end })),
      findings.map(({ rule, span }) => ({ rule, ...span })),
    );
  });

  it('keeps colours out of a pipe, also where a build server would have them', () => {
    const { stdout } = spawnSync(process.execPath, [join(DIST, 'cli.js'), 'check', bad], {
      encoding: 'utf8',
      env: { ...process.env, CI: 'true' },
    });
    assert.ok(!stdout.includes('\u001B'));
  });

  it('prints the public JSON, its offsets cutting out the very words', () => {
    const { out } = amends(['check', '--format', 'json', bad, good]);
    const { version, files } = JSON.parse(out);
    assert.equal(version, 1);
    assert.deepEqual(
      files.map((entry: { file: string }) => entry.file),
      [bad, good],
    );
    const [finding] = files[0].findings;
    assert.equal(BAD.slice(finding.start, finding.end), 'It wasn’t my call');
    assert.deepEqual(Object.keys(finding), [
      'rule',
      'category',
      'scope',
      'severity',
      'start',
      'end',
      'message',
      'article',
      'fixes',
    ]);
    assert.deepEqual(Object.keys(files[0].rating), ['overall', 'word', 'damage', 'situation', 'steps']);
  });

  describe('rate', () => {
    const told = 'Hi all,\n\nWe are letting you go. It wasn’t my call <b>.\n\nTom\n';
    const html = file('told.html.txt', told);

    it('draws bars, says what would bring most, and ends with 0', () => {
      const { status, out } = amends(['rate', html]);
      assert.equal(status, 0);
      assert.match(out, /Be Honest +[▰▱]{10} +\d+/);
      assert.match(out, /What would bring most\n +\+\d+ {2}(?:Write|Add) “/);
    });

    it('prints JSON in which every point and change has its place', () => {
      const [{ rating }] = JSON.parse(amends(['rate', '--format', 'json', html]).out).files;
      const [count] = rating.counts.acknowledge.filter(
        ({ criterion }: { criterion: string }) => criterion === 'excuse',
      );
      assert.equal(told.slice(count.from[0].start, count.from[0].end), 'It wasn’t my call');
      assert.ok(rating.changes[0].points > 0 && rating.changes[0].edits.length > 0);
    });

    it('makes an HTML page that stands by itself, with nothing of the draft left to be markup', () => {
      const { out } = amends(['rate', '--format', 'html', html, good]);
      assert.match(out, /^<!DOCTYPE html>/);
      assert.doesNotMatch(out, /<script|<link|<img|src=|https?:|<b>/);
      assert.match(out, /told\.html\.txt[\s\S]*good\.txt/);
      const quoted = amends(
        ['rate', '--format', 'html', '-'],
        'Hi,\n\nI am sorry I let you go & <i>hurt</i> you.\n',
      ).out;
      assert.match(quoted, /I am sorry I let you go &amp; &lt;i&gt;hurt&lt;\/i&gt; you\./);
    });

    it('makes a Markdown page', () =>
      assert.match(amends(['rate', '--format', 'markdown', html]).out, /^# \d+ of 100/));

    it('takes the writer’s word for the situation, by its name alone', () => {
      const { out } = amends(['rate', '--situation', 'uncertain-future', html]);
      assert.match(out, /read as an uncertain future, as you said; by itself it reads as/);
      const { status, err } = amends(['rate', '--situation', 'mistake', html]);
      assert.equal(status, 2);
      assert.match(err, /--situation is own-mistake, .* or other, not “mistake”/);
    });
  });

  describe('promises', () => {
    const mail = file(
      'promise.eml',
      'From: t@x.example\nDate: Mon, 09 Mar 2026 08:40 +0000\n\nI will ring you by Friday.\n',
    );

    it('lists them, days counted from the mail’s own Date', () => {
      const { status, out } = amends(['promises', mail, good]);
      assert.equal(status, 0);
      assert.match(out, /1 promise to keep\n\n {2}☐ 2026-03-13 {2}Ring you {2}\(by Friday\)/);
      assert.match(out, /good\.txt {2}nothing is promised/);
    });

    it('counts from the day it is given', () => {
      const { files } = JSON.parse(amends(['promises', '--format', 'json', '--date', '2026-06-01', mail]).out);
      assert.deepEqual(
        files[0].promises.map(({ what, due }: { what: string; due: string }) => [what, due]),
        [['ring you', '2026-06-05']],
      );
      assert.match(amends(['promises', '--date', '2026-13-01', mail]).err, /--date is a day such as/);
    });

    it('writes a checklist and a calendar', () => {
      assert.match(amends(['promises', '--format', 'markdown', mail]).out, /- \[ \] Ring you — 2026-03-13/);
      assert.match(amends(['promises', '--format', 'ics', mail]).out, /BEGIN:VTODO[\s\S]*DUE;VALUE=DATE:20260313/);
    });
  });

  it('reads standard input for -', () => assert.equal(amends(['check', '-'], BAD).status, 1));

  const unreadable: readonly (readonly [string, string, RegExp])[] = [
    ['a file that is not there', join(FOLDER, 'none.txt'), /none\.txt: there is no such file/],
    ['a folder without drafts', folder('none'), /none: is a folder without a draft/],
    ['a glob that finds nothing', join(FOLDER, '*.doc'), /\*\.doc: no file goes by that pattern/],
    ['an empty mbox file', file('empty.mbox', ''), /empty\.mbox: is empty/],
    ['an empty file', file('empty.txt', ''), /empty\.txt: is empty/],
    ['binary data', file('picture.txt', new Uint8Array([137, 80, 0, 1])), /picture\.txt: is not text/],
    ['bytes that are no UTF-8', file('latin.txt', new Uint8Array([72, 233, 33])), /latin\.txt: is not UTF-8/],
  ];
  for (const [what, path, complaint] of unreadable) {
    it(`names ${what}, ends with 2, and still reads the rest`, () => {
      const { status, out, err } = amends(['check', path, bad]);
      assert.equal(status, 2);
      assert.match(err, complaint);
      assert.match(out, /It wasn’t my call/);
    });
  }

  it('reads the beginning of ten million letters, and says that there is more', () => {
    const { status, out, err } = amends(['check', file('long.txt', `${BAD}\n${'abcdefghi '.repeat(1_000_000)}`)]);
    assert.equal(status, 2);
    assert.match(out, /It wasn’t my call/);
    assert.match(err, /long\.txt: is longer than 1500000 characters: only its beginning was read/);
  });

  it('names the line of a broken rule file, and reviews with the other rules', () => {
    const syntax = file('syntax.json', '{\n  "title": oops\n}');
    const schema = file('schema.json', '{\n  "title": "Our own",\n  "category": "blame"\n}');
    const pattern = file('pattern.json', JSON.stringify({ ...OWN_RULE, match: ['per (my last'] }, null, 2));
    const { status, out, err } = amends(['check', '--rules', syntax, '--rules', schema, '--rules', pattern, bad]);
    assert.equal(status, 2);
    assert.match(err, /syntax\.json:2: is not JSON/);
    assert.match(err, /schema\.json:3: category/);
    assert.match(err, /pattern\.json:9: the pattern “per \(my last”: “\)” is missing/);
    assert.match(out, /It wasn’t my call/);
  });

  it('flags by a team’s own rule', () => {
    const { out } = amends(
      ['check', '--rules', file('per-my-last.json', JSON.stringify(OWN_RULE)), '-'],
      'As per my last email.',
    );
    assert.match(out, /own\/per-my-last/);
  });

  it('decodes a mail whose body is base64 or quoted-printable', () => {
    const head = 'From: t@x.example\nTo: all@x.example\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n';
    const base64 = `${head}Content-Transfer-Encoding: base64\n\n${Buffer.from(BAD).toString('base64')}\n`;
    const quoted = `${head}Content-Transfer-Encoding: quoted-printable\n\nHi all,\n\nIt wasn=E2=80=99t my c=\nall.\n\nTom\n`;
    for (const mail of [base64, quoted]) {
      const { out } = amends(['check', '--format', 'json', file('encoded.eml', mail)]);
      const [{ decoded, findings }] = JSON.parse(out).files;
      assert.equal(decoded.text.slice(findings[0].start, findings[0].end), 'It wasn’t my call');
    }
  });

  it('says how it is used when the words make no sense', () => {
    for (const args of [[], ['chekc', bad], ['check'], ['check', '--format', 'xml', bad], ['check', '--nope', bad]]) {
      const { status, err } = amends(args);
      assert.equal(status, 2, args.join(' '));
      assert.match(err, /^amends: /);
    }
    assert.match(amends(['--help']).out, /amends check/);
  });
});
