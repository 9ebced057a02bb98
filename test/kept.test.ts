import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepChoices } from '../server/src/dismissals/choices';
import { lineOf, readJournal } from '../server/src/dismissals/journal';
import { ABLE, type Session, startSession, URI } from './session';

const DRAFT = 'Hi all,\n\nWe are letting you go on Friday. It wasn’t my call.\n\nRegards,\nTom\n';
const RULE = 'excuse/not-my-decision';

describe('dismissals on the disc', () => {
  let open: Session[] = [];
  afterEach(() => {
    for (const session of open) session.drop();
    open = [];
  });

  const newPlace = (): string => join(mkdtempSync(join(tmpdir(), 'amends-kept-')), 'dismissed.jsonl');
  async function start(dismissals: string): Promise<Session> {
    const session = await startSession(ABLE, undefined, { dismissals });
    open.push(session);
    return session;
  }
  const dismiss = (session: Session, key: string): Promise<unknown> =>
    session.execute('amends.dismiss', URI, key, RULE);
  const dismissedIn = (place: string): Set<string> =>
    new Set(readJournal(readFileSync(place, 'utf8')).dismissed.keys());

  /** Dismisses the finding by the action that the server offers. */
  async function dismissFinding(session: Session): Promise<void> {
    await session.open(DRAFT);
    const found = (await session.pull()).find(({ code }) => code === RULE);
    assert.ok(found);
    const action = (await session.actions(found)).find(({ title }) => title === `Dismiss here (${RULE})`);
    assert.ok(action?.command?.arguments);
    await session.execute(action.command.command, ...action.command.arguments);
  }

  const isShown = async (session: Session): Promise<boolean> => {
    await session.open(DRAFT);
    return (await session.pull()).some(({ code }) => code === RULE);
  };

  it('are all there after two windows dismissed at the same time', async () => {
    const place = newPlace();
    const windows = [await start(place), await start(place)];
    const keys = Array.from({ length: 100 }, (_, index) => `key-${index}`);
    await Promise.all(keys.map((key, index) => dismiss(windows[index % 2] ?? assert.fail(), key)));
    assert.deepEqual(dismissedIn(place), new Set(keys));
  });

  it('stand when the server is killed in the middle of a review, and one started anew heeds them', async () => {
    const place = newPlace();
    const killed = await start(place);
    await dismissFinding(killed);
    void killed.change(2, [{ text: DRAFT.repeat(500) }]);
    void killed.pull().catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 50));
    killed.drop();
    assert.equal(await isShown(await start(place)), false);
  });

  it('of a file cut off in the middle of a line stand but for that line, and new ones go below it', async () => {
    const place = newPlace();
    const before = await start(place);
    await dismiss(before, 'whole');
    await dismiss(before, 'cut');
    truncateSync(place, readFileSync(place).length - 9);
    await dismissFinding(await start(place));
    assert.equal(await isShown(await start(place)), false);
    assert.ok(dismissedIn(place).has('whole'));
  });

  it('survive what another program writes among them', async () => {
    const place = newPlace();
    await dismissFinding(await start(place));
    appendFileSync(place, '\0\0\ud800{"dismiss":\n[1]\nnull\n');
    assert.equal(await isShown(await start(place)), false);
  });

  /** Dismisses the finding where it cannot be kept; it is gone all the same, and the writer is told why, once. */
  async function holdsUnkept(place: string, reason: RegExp): Promise<void> {
    const session = await start(place);
    await dismissFinding(session);
    await dismiss(session, 'another');
    assert.equal(await isShown(session), false);
    const told = session.told().filter((message) => message.startsWith('Amends cannot write to'));
    assert.equal(told.length, 1);
    assert.match(told[0] ?? '', reason);
    assert.match(told[0] ?? '', /Your choice holds until the editor closes\./);
  }

  it('hold for the session where a folder stands in the file’s place', async () => {
    const place = newPlace();
    mkdirSync(place);
    await holdsUnkept(place, /dismissed\.jsonl: it is a folder\./);
  });

  it('hold for the session where the file’s folder is a file, which stays as it is', async () => {
    const inTheWay = newPlace();
    writeFileSync(inTheWay, 'mine\n');
    await holdsUnkept(join(inTheWay, 'dismissed.jsonl'), /dismissed\.jsonl: its folder is a file\./);
    assert.equal(readFileSync(inTheWay, 'utf8'), 'mine\n');
  });

  it('hold beside those of a file that may be read only, which loses nothing', async () => {
    const kept = lineOf({ dismiss: 'kept', rule: RULE, on: '2026-03-09' });
    const refused = Object.assign(new Error('EACCES'), { code: 'EACCES' });
    const told: string[] = [];
    const readOnly = { name: 'the file', read: async () => kept, append: () => Promise.reject(refused) };
    const choices = keepChoices(
      () => readOnly,
      (message) => told.push(message),
    );
    await choices.add({ dismiss: 'new', rule: RULE, on: '2026-03-10' });
    await choices.add({ restore: 'kept' });
    assert.deepEqual([...(await choices.read()).dismissed.keys()], ['new']);
    assert.deepEqual(told, [
      'Amends cannot write to the file: you may not. Your choice holds until the editor closes.',
    ]);
  });
});
