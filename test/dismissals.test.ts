import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CodeAction } from 'vscode-languageserver-protocol';
import { fileStore } from '../server/src/dismissals/file';
import { identify } from '../server/src/dismissals/identity';
import { readJournal } from '../server/src/dismissals/journal';
import { createReviewer } from '../server/src/review/reviewer';
import { builtInRules } from '../server/src/rules';
import { ABLE, type Session, startSession, URI } from './session';

const RULE = 'excuse/not-my-decision';
const DRAFT = 'Hi all,\n\nWe are letting you go on Friday. It wasn’t my call.\n\nRegards,\nTom\n';

const newPlace = (): string => join(mkdtempSync(join(tmpdir(), 'amends-dismissals-')), 'kept', 'dismissed.jsonl');

describe('what makes a finding this one', () => {
  const { review } = createReviewer(builtInRules);
  const keysOf = async (text: string, rule = RULE): Promise<string[]> => {
    const { draft, findings } = review(text, 'mail');
    return Promise.all(findings.filter((finding) => finding.rule === rule).map((finding) => identify(finding, draft)));
  };

  it('does not change with the rest of the draft, line breaks, quotes or case', async () => {
    const [key] = await keysOf(DRAFT);
    assert.ok(key);
    for (const text of [
      DRAFT.replace('Hi all,\n', 'Hi all,\n\nThank you for coming on Thursday.\n'),
      DRAFT.replace('wasn’t my call', "wasn't\nmy call"),
      DRAFT.replace('We are letting you go on Friday. ', 'We are letting you go on Monday.\n\n'),
    ])
      assert.deepEqual(await keysOf(text), [key]);
  });

  it('changes with its sentence, and tells two equal sentences apart', async () => {
    const [key] = await keysOf(DRAFT);
    assert.notDeepEqual(await keysOf(DRAFT.replace('It wasn’t my call', 'This was not my call')), [key]);
    const twice = await keysOf(DRAFT.replace('call.\n', 'call.\n\nIt is Friday.\n\nIt wasn’t my call.\n'));
    assert.equal(new Set(twice).size, 2);
    assert.equal(twice[0], key);
  });

  it('goes by the bad news for what the whole draft lacks, since sign-offs are alike', async () => {
    const rule = 'omission/no-question';
    const [key] = await keysOf(DRAFT, rule);
    assert.ok(key);
    assert.deepEqual(await keysOf(DRAFT.replace('Regards,\nTom', 'Best,\nTom Hart'), rule), [key]);
    assert.notDeepEqual(await keysOf(DRAFT.replace('on Friday', 'in June'), rule), [key]);
  });
});

describe('the journal of dismissals', () => {
  it('lets the later entry stand, and names a line that is none', () => {
    const text = [
      '{"dismiss":"a","rule":"excuse/x","on":"2026-03-09"}',
      '{"dismiss":"b","rule":"excuse/x","on":"2026-03-09"}',
      '{"restore":"a"}',
      '{"dismiss":"c","ru',
      '{"rule":"excuse/x","level":"off"}',
      '{"rule":"excuse/y","level":"hint"}',
      '{"rule":"excuse/y","level":"default"}',
    ].join('\n');
    const { dismissed, levels, unread } = readJournal(text);
    assert.deepEqual([...dismissed.keys()], ['b']);
    assert.deepEqual(levels, { 'excuse/x': 'off' });
    assert.deepEqual(unread, [4]);
  });

  it('loses no line when many windows write at once', async () => {
    const place = newPlace();
    const windows = Array.from({ length: 20 }, () => fileStore(place));
    const lines = windows.flatMap((store, window) =>
      [0, 1, 2].map((turn) => ({ store, line: `{"restore":"${window}-${turn}"}\n` })),
    );
    await Promise.all(lines.map(({ store, line }) => store.append(line)));
    const kept = readFileSync(place, 'utf8')
      .split('\n')
      .filter((line) => line !== '');
    assert.deepEqual(kept.sort(), lines.map(({ line }) => line.trim()).sort());
  });

  it('begins a new line after one that was cut off', async () => {
    const place = newPlace();
    const store = fileStore(place);
    await store.append('{"restore":"a"}\n');
    writeFileSync(place, '{"restore":"a"}\n{"dismiss":"b","ru');
    await store.append('{"restore":"c"}\n');
    assert.equal(readFileSync(place, 'utf8'), '{"restore":"a"}\n{"dismiss":"b","ru\n{"restore":"c"}\n');
  });
});

describe('dismissing', () => {
  let session: Session;
  afterEach(() => session.drop());

  const start = async (place: string, options: object = {}): Promise<void> => {
    session = await startSession(ABLE, undefined, { dismissals: place, ...options });
    await session.open(DRAFT);
  };
  const blame = async () => (await session.pull()).find(({ code }) => code === RULE);
  const offered = async (): Promise<CodeAction[]> => {
    const found = await blame();
    return session.actions(found ?? { range: { start: { line: 2, character: 34 }, end: { line: 2, character: 34 } } });
  };
  const choose = async (title: RegExp): Promise<void> => {
    const actions = await offered();
    const chosen = actions.find((action) => title.test(action.title));
    assert.ok(chosen?.command, `no ${title} among ${actions.map((action) => action.title).join(' | ')}`);
    await session.execute(chosen.command.command, ...(chosen.command.arguments ?? []));
  };

  it('hides one finding after a restart too, keeps none of its words, and is taken back where it stands', async () => {
    const place = newPlace();
    await start(place);
    await choose(/^Dismiss here \(excuse\/not-my-decision\)/);
    assert.equal(await blame(), undefined);
    assert.ok((await session.pull()).length > 0, 'the other findings stand');
    session.drop();
    await start(place);
    assert.equal(await blame(), undefined);
    assert.doesNotMatch(readFileSync(place, 'utf8'), /call|Friday|thursday/i);
    const list = (await session.execute('amends.dismissed', URI)) as { place: string; dismissed: { rule: string }[] };
    assert.equal(list.place, place);
    assert.deepEqual(
      list.dismissed.map(({ rule }) => rule),
      [RULE],
    );
    await choose(/^Show again: .*not-my-decision/);
    assert.ok(await blame());
  });

  it('is not counted in the rating', async () => {
    await start(newPlace());
    const flagsOf = async () => JSON.stringify(await session.execute('amends.rate', URI));
    const before = await flagsOf();
    assert.match(before, /wasn’t my call/);
    await choose(/^Dismiss here \(excuse\/not-my-decision\)/);
    assert.doesNotMatch(await flagsOf(), /wasn’t my call/);
  });

  it('turns a rule off or down in an editor that cannot do so in its own settings, and back', async () => {
    const place = newPlace();
    await start(place);
    await choose(/^Make excuse\/not-my-decision a hint$/);
    assert.equal((await blame())?.severity, 4);
    await choose(/^Turn excuse\/not-my-decision off$/);
    assert.equal(await blame(), undefined);
    await choose(/^Let excuse\/not-my-decision speak again/);
    assert.equal((await blame())?.severity, 2);
  });

  it('leaves a rule’s level to a client that sets it itself', async () => {
    await start(newPlace(), { setsRules: true });
    const commands = session.initialized.capabilities.executeCommandProvider?.commands ?? [];
    assert.ok(commands.includes('amends.dismiss') && !commands.includes('amends.setRule'));
    const off = (await offered()).find(({ title }) => title.startsWith('Turn '));
    assert.deepEqual(off?.command?.arguments, [URI, RULE, 'off']);
  });

  it('says where it cannot write, and holds until the editor closes', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'amends-dismissals-'));
    const place = join(folder, 'taken');
    mkdirSync(place);
    chmodSync(place, 0o500);
    await start(place);
    await choose(/^Dismiss here \(excuse\/not-my-decision\)/);
    assert.equal(await blame(), undefined);
    assert.match(session.told().join('\n'), /cannot write to .*taken: it is a folder.*until the editor closes/);
  });

  it('says which line of the file it cannot make out, and leaves it there', async () => {
    const place = join(mkdtempSync(join(tmpdir(), 'amends-dismissals-')), 'dismissed.jsonl');
    writeFileSync(place, '{"dismiss":"b","ru');
    await start(place);
    await choose(/^Dismiss here \(excuse\/not-my-decision\)/);
    assert.equal(await blame(), undefined);
    assert.match(session.told().join('\n'), /cannot make out line 1 of /);
    assert.match(readFileSync(place, 'utf8'), /^\{"dismiss":"b","ru\n\{"dismiss":/);
  });
});
