import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { createConnection } from 'vscode-languageserver/node';
import { CancellationTokenSource } from 'vscode-languageserver-protocol';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver-protocol/node';
import { type Range, TextDocument } from 'vscode-languageserver-textdocument';
import { builtInRules } from '../server/src/rules';
import { startServer } from '../server/src/server';
import { anyDraft, holds } from './properties';
import { ABLE, converse, DIST, type Session, URI } from './session';

/** The server in this process, over streams: what is spoken is LSP to the byte. */
async function startHere(): Promise<Session> {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  startServer(createConnection(toServer, toClient), builtInRules, { version: '0' });
  const connection = createMessageConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
  return converse(connection, Promise.resolve(null), ABLE);
}

const position = fc.record({ line: fc.nat(40), character: fc.nat(80) });
const anyRange = fc.record({ start: position, end: position });
const edit: fc.Arbitrary<{ readonly range?: Range; readonly text: string }> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ range: anyRange, text: anyDraft }) },
  { weight: 1, arbitrary: fc.record({ text: anyDraft }) },
);

const textDocument = { uri: URI };
const CLOSED = { uri: 'file:///drafts/closed.txt' };
const place = { line: 2, character: 3 };
/** One of everything that a client may ask, of a draft that is open or not. */
const REQUESTS: readonly (readonly [string, object])[] = [textDocument, CLOSED].flatMap((document) => [
  ['textDocument/diagnostic', { textDocument: document }] as const,
  ['textDocument/hover', { textDocument: document, position: place }] as const,
  ['textDocument/codeLens', { textDocument: document }] as const,
  [
    'textDocument/codeAction',
    { textDocument: document, range: { start: place, end: { line: 9, character: 0 } }, context: { diagnostics: [] } },
  ] as const,
  ...['rate', 'review', 'promises', 'dismissed', 'dismiss', 'restore', 'setRule', 'skeletons'].map(
    (command) => ['workspace/executeCommand', { command: `amends.${command}`, arguments: [document.uri] }] as const,
  ),
]);
const anyRequest = fc.constantFrom(...REQUESTS);
/** Messages whose contents are not what LSP says. */
const anyNonsense = fc.tuple(
  fc.constantFrom(...REQUESTS.map(([method]) => method), 'textDocument/nothing', '$/nothing', ''),
  fc.oneof(fc.constant(null), fc.object({ maxDepth: 2 }), fc.array(fc.string())),
);

describe('any traffic', () => {
  let session: Session;
  before(async () => {
    session = await startHere();
  });
  after(() => session.drop());

  holds(
    'leaves the findings of a fresh look at the final text',
    400,
    fc.asyncProperty(
      anyDraft,
      fc.array(fc.tuple(edit, fc.boolean()), { minLength: 1, maxLength: 8 }),
      async (first, edits) => {
        const { connection } = session;
        await session.open(first, URI, 'plaintext');
        for (const [index, [change, asks]] of edits.entries()) {
          await session.change(index + 2, [change]);
          if (asks) void session.pull();
          if (asks) void session.hover(place.line, place.character);
        }
        const after = await session.pull();
        const text = finalText(
          first,
          edits.map(([change]) => change),
        );
        const FRESH = 'file:///drafts/fresh.txt';
        await session.open(text, FRESH, 'plaintext');
        const fresh = await session.pull(FRESH);
        for (const uri of [URI, FRESH])
          await connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
        assert.deepEqual(placeless(after), placeless(fresh));
      },
    ),
  );

  holds(
    'of requests cancelled at any point, for open and for closed drafts, is answered',
    150,
    fc.asyncProperty(fc.array(fc.tuple(anyRequest, fc.nat(4)), { minLength: 1, maxLength: 6 }), async (requests) => {
      await session.open('Hi all,\n\nWe let you go on Friday. It wasn’t my call.\n\nTom\n');
      const answers = requests.map(async ([[method, params], turns]) => {
        const source = new CancellationTokenSource();
        const answer = session.connection.sendRequest(method, params, source.token).catch((error: unknown) => error);
        for (let turn = 0; turn < turns; turn++) await new Promise(setImmediate);
        if (turns < 4) source.cancel();
        return answer;
      });
      await Promise.all(answers);
      assert.ok((await session.pull()).length > 0, 'the server still reviews');
      await session.connection.sendNotification('textDocument/didClose', { textDocument });
    }),
  );

  holds(
    'that LSP does not know is refused, and the server goes on',
    1_000,
    fc.asyncProperty(anyNonsense, async ([method, params]) => {
      await session.connection.sendRequest(method, params).catch((error: unknown) => assert.ok(error instanceof Error));
      assert.deepEqual(await session.pull(CLOSED.uri), []);
    }),
  );
});

/** The text after edits, each made in a text that was not edited before. */
function finalText(first: string, edits: readonly { readonly range?: Range; readonly text: string }[]): string {
  return edits.reduce((text, { range, text: newText }) => {
    const before = TextDocument.create(URI, 'plaintext', 1, text);
    return range ? TextDocument.applyEdits(before, [{ range, newText }]) : newText;
  }, first);
}

/** Findings without the names of their drafts. */
const placeless = (findings: readonly object[]): unknown =>
  JSON.parse(JSON.stringify(findings).replace(/fresh|thursday/g, ''));

describe('a server that is sent bytes', () => {
  const framed = (body: string): string => `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
  const message = (method: string, id?: number, params: object = {}): string =>
    framed(JSON.stringify({ jsonrpc: '2.0', method, params, ...(id !== undefined && { id }) }));
  const greeting = message('initialize', 1, { processId: null, rootUri: null, capabilities: {} });
  const farewell = message('shutdown', 2, {}) + message('exit');

  /** Sends these bytes and waits for the server to end, hanging up at once where told; gives what it answered. */
  function send(
    bytes: string,
    hangsUp = false,
  ): Promise<{ readonly answer: string; readonly error: string; readonly code: number | null }> {
    const server = spawn(process.execPath, [join(DIST, 'server.js'), '--stdio'], { timeout: 15_000 });
    let [answer, error] = ['', ''];
    server.stdout.on('data', (data) => {
      answer += data;
    });
    server.stderr.on('data', (data) => {
      error += data;
    });
    server.stdin.on('error', () => undefined);
    server.stdin.write(bytes);
    if (hangsUp) server.stdin.end();
    return new Promise((resolve) => server.on('close', (code) => resolve({ answer, error, code })));
  }

  it('answers a request before initialize, and then serves', async () => {
    const { answer, code } = await send(
      message('textDocument/hover', 7, { textDocument, position: place }) + greeting + farewell,
    );
    assert.match(answer, /"id":7/);
    assert.match(answer, /"id":1,"result":\{"serverInfo"/);
    assert.equal(code, 0);
  });

  it('answers no wish after shutdown with a fault of its own, and goes', async () => {
    const late = message('textDocument/hover', 8, { textDocument, position: place });
    const { error, code } = await send(greeting + message('shutdown', 2, {}) + late + message('exit'));
    assert.equal(error, '');
    assert.equal(code, 0);
  });

  const broken: Readonly<Record<string, string>> = {
    'is no JSON': framed('{"jsonrpc": "2.0", "method"'),
    'is empty': framed(''),
    'is a list of nothing': framed('[]'),
    'is null': framed('null'),
    'is a number': framed('7'),
    'has no method': framed('{"jsonrpc":"2.0","id":9}'),
    'has an id that is an object': framed('{"jsonrpc":"2.0","id":{},"method":"textDocument/hover"}'),
    'names a charset there is none of': `Content-Length: 2\r\nContent-Type: a; charset=none\r\n\r\n{}`,
  };
  for (const [name, bytes] of Object.entries(broken))
    it(`outlives a message that ${name}`, async () => {
      const { answer, error } = await send(greeting + bytes + farewell);
      assert.match(answer, /"id":1,"result":\{"serverInfo"/);
      assert.doesNotMatch(error, /TypeError|at Object\./);
    });

  it('ends with its client, whatever it was in the middle of', async () => {
    const draft = 'We let you go on Friday. It wasn’t my call. '.repeat(200);
    const open = message('textDocument/didOpen', undefined, {
      textDocument: { uri: URI, languageId: 'eml', version: 1, text: draft },
    });
    const hover = message('textDocument/hover', 3, { textDocument, position: place });
    const { error } = await send(greeting + open + hover, true);
    assert.equal(error, '');
  });
});
