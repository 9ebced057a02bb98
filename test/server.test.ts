import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MessageChannel, Worker } from 'node:worker_threads';
import { CancellationTokenSource, type CodeAction, type CodeLens, type TextEdit } from 'vscode-languageserver-protocol';
import { createMessageConnection, PortMessageReader, PortMessageWriter } from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Scorecard as ClientScorecard } from '../client/src/scorecard/card';
import type { Scorecard } from '../server/src/scorecard';
import { OWN_RULE } from './own-rule';
import { ABLE, converse, DIST, type Session, startSession, URI } from './session';

const DRAFT = 'Hi all,\n\n🙂 We are letting you go on Friday. It wasn’t my call.\n\nRegards,\nTom\n';

const FOLDER = mkdtempSync(join(tmpdir(), 'amends-rules-'));

function writeRule(name: string, content: string): string {
  writeFileSync(join(FOLDER, name), content);
  return join(FOLDER, name);
}

describe('the language server', () => {
  let session: Session;
  afterEach(() => session.drop());

  const blame = async () => {
    const found = (await session.pull()).find(({ code }) => code === 'excuse/not-my-decision');
    assert.ok(found, 'no diagnostic');
    return found;
  };

  it('says what it can do, and no more than the client can use', async () => {
    session = await startSession({});
    assert.equal(session.initialized.capabilities.diagnosticProvider, undefined);
    session.drop();
    session = await startSession();
    assert.ok(session.initialized.capabilities.diagnosticProvider);
    assert.equal(session.initialized.serverInfo?.name, 'amends');
  });

  it('answers a pull with the rule, its source, its reason and where to read more', async () => {
    session = await startSession();
    await session.open(DRAFT);
    const found = await blame();
    assert.deepEqual(found.range, { start: { line: 2, character: 36 }, end: { line: 2, character: 53 } });
    assert.equal(found.source, 'amends');
    assert.equal(found.severity, 2);
    assert.equal(found.data.rule, 'excuse/not-my-decision');
    assert.match(String(found.message), /orders from above/);
    assert.match(found.codeDescription?.href ?? '', /rules\/README\.md#excusenot-my-decision$/);
  });

  it('pushes to a client that cannot pull, and clears when the draft is closed', async () => {
    session = await startSession({});
    await session.open(DRAFT);
    const { uri, version, diagnostics } = await session.pushed();
    assert.deepEqual([uri, version, diagnostics.length > 0], [URI, 1, true]);
    await session.connection.sendNotification('textDocument/didClose', { textDocument: { uri: URI } });
    assert.deepEqual((await session.pushed()).diagnostics, []);
  });

  it('offers each rewrite as a quick fix of the diagnostic, the first preferred, bound to the version', async () => {
    session = await startSession();
    await session.open(DRAFT);
    const found = await blame();
    const actions = await session.actions(found);
    const [first] = actions.filter(({ diagnostics }) => diagnostics?.[0]?.code === found.code);
    assert.ok(first?.isPreferred);
    assert.equal(first.kind, 'quickfix');
    assert.deepEqual(first.diagnostics?.[0], found);
    const [change] = first.edit?.documentChanges ?? [];
    assert.ok(change && 'textDocument' in change);
    assert.deepEqual(change.textDocument, { uri: URI, version: 1 });
    assert.equal(change.edits.length, 1);
  });

  it('gives plain edits to a client that knows no versions', async () => {
    session = await startSession({ textDocument: { diagnostic: {} } });
    await session.open(DRAFT);
    const [first] = await session.actions(await blame());
    assert.ok(first?.edit?.changes?.[URI]);
  });

  it('gives tab stops for what only the author knows to a client that takes them, and brackets to others', async () => {
    const text =
      'Hi all,\n\nWe are letting you go on Friday. The rota has been wrong since May. This will never happen again.\n\nTom\n';
    const edits = async (capabilities: object) => {
      session = await startSession(capabilities);
      await session.open(text);
      const found = (await session.pull()).find(({ code }) => code === 'overpromise/never-again');
      assert.ok(found, 'no diagnostic');
      const actions = await session.actions(found);
      const gap = actions.find(({ title }) => title.includes('[date]'));
      const [change] = gap?.edit?.documentChanges ?? [];
      assert.ok(change && 'textDocument' in change);
      return change.edits;
    };
    const [plain] = await edits(ABLE);
    assert.match(plain && 'newText' in plain ? plain.newText : '', /\[the step you take\] by \[date\]/);
    session.drop();
    const [snippet] = await edits({
      ...ABLE,
      workspace: { workspaceEdit: { documentChanges: true, snippetEditSupport: true } },
    });
    assert.match(
      snippet && 'snippet' in snippet ? snippet.snippet.value : '',
      /\$\{1:\[the step you take\]\} by \$\{2:\[date\]\}/,
    );
  });

  it('applies at once what changes the wording and not what is claimed', async () => {
    session = await startSession();
    const text =
      'Hi all,\n\nWe are letting you go on Friday. To be fair, the list was late. The forms are with HR, trust me.\n\nTom\n';
    await session.open(text);
    const actions: CodeAction[] = await session.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri: URI },
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
      context: { diagnostics: [], only: ['source.fixAll'] },
    });
    assert.deepEqual(
      actions.map(({ kind }) => kind),
      ['source.fixAll.amends'],
    );
    const [change] = actions[0]?.edit?.documentChanges ?? [];
    assert.ok(change && 'textDocument' in change);
    const edits = change.edits.filter((edit): edit is TextEdit => 'newText' in edit);
    assert.equal(
      TextDocument.applyEdits(TextDocument.create(URI, 'plaintext', 1, text), edits),
      'Hi all,\n\nWe are letting you go on Friday. The list was late. The forms are with HR.\n\nTom\n',
    );
  });

  it('offers no quick fixes where only other kinds of action are asked for', async () => {
    session = await startSession();
    await session.open(DRAFT);
    const actions: CodeAction[] = await session.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri: URI },
      range: (await blame()).range,
      context: { diagnostics: [], only: ['refactor'] },
    });
    assert.deepEqual(actions, []);
  });

  it('tells on hover what, why in the article’s words, and what to write', async () => {
    session = await startSession();
    await session.open(DRAFT);
    const hover = await session.hover(2, 40);
    assert.match(JSON.stringify(hover?.contents), /liaison between your company.*Write “/);
    assert.equal(await session.hover(0, 0), null);
  });

  it('rates on command, and says so when there is nothing to rate', async () => {
    session = await startSession();
    await session.open(DRAFT);
    const rated = (await session.execute('amends.rate', URI)) as {
      rating: { overall: number; steps: object };
      markdown: string;
    };
    assert.ok(rated.rating.overall >= 0 && rated.rating.overall <= 100);
    assert.deepEqual(Object.keys(rated.rating.steps), ['acknowledge', 'empathise', 'honest', 'solve', 'ask']);
    assert.match(rated.markdown, /^# \d+ of 100/);
    await session.open('Lunch is at one.', 'file:///lunch.txt');
    const lunch = (await session.execute('amends.rate', 'file:///lunch.txt')) as typeof rated;
    assert.equal(lunch.rating.overall, null);
    await assert.rejects(session.execute('amends.rate'), /needs the address of an open draft/);
  });

  it('answers a rating as a scorecard: places as ranges, fixes as edits, promises with their days', async () => {
    session = await startSession();
    await session.open(
      'From: t@x.example\nDate: Mon, 09 Mar 2026 08:40 +0000\n\nWe let you go. It wasn’t my call.\n\nI will ring you by Friday.\n',
      URI,
      'eml',
    );
    const { scorecard } = (await session.execute('amends.rate', URI)) as { scorecard: Scorecard };
    // The client cannot import the server’s types; the compiler holds the two to each other here.
    const card: ClientScorecard = scorecard;
    assert.equal(card.version, 1);
    const evidence = scorecard.steps.flatMap((step) => step.evidence);
    const excuse = evidence.find(({ side }) => side === 'against');
    assert.equal(excuse?.range.start.line, 3);
    assert.equal(
      'We let you go. It wasn’t my call.'.slice(excuse.range.start.character, excuse.range.end.character),
      excuse.quote,
    );
    assert.ok(excuse.fix?.edit.documentChanges);
    assert.deepEqual(
      scorecard.promises.map(({ what, due }) => [what, due]),
      [['Ring you', '2026-03-13']],
    );
    assert.ok((scorecard.changes[0]?.points ?? 0) > 0);
  });

  it('keeps the situation it is told for a draft, until it is told to go by the draft again', async () => {
    session = await startSession();
    await session.open(DRAFT);
    const situation = async (...told: string[]): Promise<string> =>
      ((await session.execute('amends.rate', URI, ...told)) as { scorecard: Scorecard }).scorecard.situation;
    const recognised = await situation();
    assert.equal(await situation('uncertain-future'), 'uncertain-future');
    assert.equal(await situation(), 'uncertain-future');
    assert.ok((await session.pull()).some(({ code }) => code === 'omission/no-honest-unknown'));
    assert.equal(await situation('automatic'), recognised);
  });

  it('tells the rating above the first line, and none where there is nothing to rate', async () => {
    session = await startSession();
    await session.open(DRAFT);
    const lenses = (uri: string): Promise<CodeLens[]> =>
      session.connection.sendRequest('textDocument/codeLens', { textDocument: { uri } });
    const [lens] = await lenses(URI);
    assert.equal(lens?.range.start.line, 0);
    assert.match(lens?.command?.title ?? '', /^Amends: \d+ of 100, .+ · \d+ things to look at$/);
    assert.deepEqual([lens?.command?.command, lens?.command?.arguments], ['amends.rate', [URI]]);
    await session.open('Hi,\n\nLunch is at one.\n\nTom\n', 'file:///lunch.txt');
    assert.deepEqual(await lenses('file:///lunch.txt'), []);
  });

  it('shows a rating in a client without a scorecard: a page where it opens pages, or else a message', async () => {
    session = await startSession();
    const message = new Promise<{ message: string }>((resolve) =>
      session.connection.onNotification('window/showMessage', resolve),
    );
    await session.open(DRAFT);
    await session.execute('amends.rate', URI);
    assert.match((await message).message, /^\d+ of 100, /);
    session.drop();
    session = await startSession({ ...ABLE, window: { showDocument: { support: true } } });
    const page = new Promise<string>((resolve) =>
      session.connection.onRequest('window/showDocument', ({ uri }: { uri: string }) => {
        resolve(uri);
        return { success: true };
      }),
    );
    await session.open(DRAFT);
    await session.execute('amends.rate', URI);
    const file = fileURLToPath(await page);
    assert.match(readFileSync(file, 'utf8'), /^# \d+ of 100/);
    await session.close();
    assert.ok(!existsSync(file), 'the page outlives the server');
  });

  it('writes the promises of a draft as a checklist and as a calendar', async () => {
    session = await startSession();
    await session.open('Hi,\n\nI will ring you by Friday.\n\nTom\n');
    const promises = async (format: string) =>
      (await session.execute('amends.promises', URI, format)) as { text: string };
    assert.match((await promises('markdown')).text, /- \[ \] Ring you/);
    assert.match((await promises('ics')).text, /BEGIN:VTODO/);
  });

  it('follows edits: the same diagnostics as a fresh look at the final text', async () => {
    session = await startSession();
    await session.open(DRAFT);
    await blame();
    const start = { line: 2, character: 36 };
    await session.change(2, [{ range: { start, end: { line: 2, character: 53 } }, text: 'I own this' }]);
    assert.deepEqual(
      (await session.pull()).filter(({ code }) => code === 'excuse/not-my-decision'),
      [],
    );
    await session.change(3, [{ text: DRAFT }]);
    await blame();
  });

  it('speaks of a plain text only when it reads like a message, or when asked', async () => {
    session = await startSession();
    await session.open('It wasn’t my call.');
    assert.deepEqual(await session.pull(), []);
    const asked = (await session.execute('amends.review', URI)) as { findings: number };
    assert.equal(asked.findings, 1);
    await blame();
  });

  it('heeds the settings of the document', async () => {
    const configured = { ...ABLE, workspace: { ...ABLE.workspace, configuration: true } };
    session = await startSession(configured, { review: 'always', rules: { 'excuse/not-my-decision': 'hint' } });
    await session.open('It wasn’t my call.');
    assert.equal((await blame()).severity, 4);
    session.drop();
    session = await startSession(configured, { review: 'onCommand' });
    await session.open(DRAFT);
    assert.deepEqual(await session.pull(), []);
  });

  it('heeds a team’s own rules, and says what is wrong with them in their own file', async () => {
    const configured = { ...ABLE, workspace: { ...ABLE.workspace, configuration: true } };
    const good = writeRule('good.amends.json', JSON.stringify(OWN_RULE));
    const broken = writeRule('broken.amends.json', '{\n  "title": "Broken",\n  "category": "blame"\n}');
    session = await startSession(configured, { review: 'always', ownRules: [good, broken] });
    await session.open('As per my last email, it wasn’t my call.');
    assert.deepEqual(
      (await session.pull()).map(({ code }) => code),
      ['own/good', 'excuse/not-my-decision'],
    );
    const told = [await session.pushed(), await session.pushed()];
    const errors = told.find(({ uri }) => uri.endsWith('broken.amends.json'))?.diagnostics ?? [];
    assert.deepEqual(
      errors.map(({ range, code }) => [range.start.line, code]),
      [[2, 'own-rule']],
    );
  });

  it('says plainly that an encoded body cannot be read here', async () => {
    session = await startSession();
    await session.open('From: a@b.example\nContent-Transfer-Encoding: base64\n\nSGVsbG8gd29ybGQ=\n', URI, 'eml');
    const [only] = await session.pull();
    assert.match(String(only?.message), /encoded \(base64\)/);
  });

  it('answers emptily for a document that is not open, and outlives a cancelled request', async () => {
    session = await startSession();
    assert.deepEqual(await session.pull('file:///nowhere.txt'), []);
    await session.open(DRAFT);
    const source = new CancellationTokenSource();
    const pulled = session.connection.sendRequest(
      'textDocument/diagnostic',
      { textDocument: { uri: URI } },
      source.token,
    );
    source.cancel();
    await pulled.catch((error: unknown) => assert.match(String(error), /cancel/i));
    await blame();
  });

  it('shuts down cleanly', async () => {
    session = await startSession();
    await session.open(DRAFT);
    assert.equal(await session.close(), 0);
  });

  it('answers for a short draft while it reads a long one, and for the long one as it is by then', async () => {
    session = await startSession();
    const long = 'file:///drafts/long.txt';
    const sentences = Array.from({ length: 4000 }, (_, index) => `The decision on part ${index} was not mine to take.`);
    await session.open(`${DRAFT}\n${sentences.join('\n\n')}`, long);
    const order: string[] = [];
    const pulled = session.pull(long).then((found) => {
      order.push('long');
      return found;
    });
    await session.open(DRAFT);
    await session.pull().then(() => order.push('short'));
    await session.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: long, version: 2 },
      contentChanges: [{ text: 'The rota is on the board.' }],
    });
    assert.deepEqual(await pulled, []);
    assert.deepEqual(order, ['short', 'long']);
  });

  it('runs as a web worker from the same code', async () => {
    const { port1, port2 } = new MessageChannel();
    const shim = `
      const { workerData } = require('node:worker_threads');
      const port = workerData.port;
      globalThis.self = globalThis;
      globalThis.postMessage = (message) => port.postMessage(message);
      globalThis.addEventListener = () => {};
      port.on('message', (data) => globalThis.onmessage({ data }));
      delete globalThis.process; delete globalThis.Buffer; delete globalThis.require;
      importFile(${JSON.stringify(join(DIST, 'server.js'))});`;
    const load =
      'const fs = require("node:fs"), vm = require("node:vm"); globalThis.importFile = (file) => vm.runInThisContext(fs.readFileSync(file, "utf8"), file);';
    const worker = new Worker(load + shim, { eval: true, workerData: { port: port2 }, transferList: [port2] });
    const connection = createMessageConnection(new PortMessageReader(port1), new PortMessageWriter(port1));
    session = await converse(connection, Promise.resolve(null), ABLE);
    await session.open(DRAFT);
    await blame();
    await worker.terminate();
  });
});
