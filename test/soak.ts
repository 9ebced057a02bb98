/**
 * Edits one draft in a real server again and again, as `npm run soak -- 20000` says, pulling what is found after every
 * edit, and prints what memory that takes.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { ABLE, converse, DIST, type Session, URI } from './session';

const EDITS = Number(process.argv[2] ?? 20_000);
const MEASURES = 20;
/** Bytes that may be added after the first half: the caches are full by then. */
const FLAT = 8_000_000;
/** Edits between two ratings, and between two requests for fixes. */
const EVERY = { rating: 50, fixes: 20 } as const;
const WORDS = ['sorry', 'but', 'it was not my call', 'we had to', 'on Friday', 'I know', '🙂', '.\n\n', ', '];
/** Said by the server when it is asked, over a channel of its own: what is in use once all that can be dropped is dropped. */
const ANSWER = 'process.on("message", () => { gc(); process.send(process.memoryUsage()); });';

interface Memory {
  readonly heapUsed: number;
  readonly rss: number;
}

async function memoryOf(server: ChildProcess): Promise<Memory> {
  server.send('?');
  const [memory]: Memory[] = await once(server, 'message');
  return memory ?? { heapUsed: 0, rss: 0 };
}

/** Types a few words somewhere, and reads what the server says of it; a draft stays about as long as it is. */
async function edit(session: Session, draft: TextDocument, number: number): Promise<void> {
  const length = draft.getText().length;
  const at = (number * 7919) % length;
  const range = { start: draft.positionAt(at), end: draft.positionAt(at + (length > 2_000 ? 30 : 0)) };
  const changes = [{ range, text: `${WORDS[number % WORDS.length]} ${number} ` }];
  TextDocument.update(draft, changes, number + 1);
  await session.change(number + 1, changes);
  const [first] = await session.pull();
  if (first && number % EVERY.fixes === 0) await session.actions(first);
  if (number % EVERY.rating === 0) await session.execute('amends.rate', URI);
}

async function soak(): Promise<void> {
  const server = spawn(
    process.execPath,
    [
      '--expose-gc',
      '--import',
      `data:text/javascript,${encodeURIComponent(ANSWER)}`,
      join(DIST, 'server.js'),
      '--stdio',
    ],
    { stdio: ['pipe', 'pipe', 'inherit', 'ipc'] },
  );
  if (!server.stdout || !server.stdin) throw new Error('the server has no standard input and output');
  const connection = createMessageConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  const exited = new Promise<number | null>((resolve) => server.on('exit', resolve));
  const session = await converse(connection, exited, ABLE);
  const draft = TextDocument.create(URI, 'eml', 1, 'Hi all,\n\nWe are letting you go on Friday.\n\nTom\n');
  await session.open(draft.getText(), URI, 'eml');

  const measured: number[] = [];
  for (let number = 1; number <= EDITS; number++) {
    await edit(session, draft, number);
    if (number % Math.ceil(EDITS / MEASURES) !== 0) continue;
    const { heapUsed, rss } = await memoryOf(server);
    measured.push(heapUsed);
    console.log(`${number} edits: ${(heapUsed / 1e6).toFixed(1)} MB in use, ${(rss / 1e6).toFixed(0)} MB resident`);
  }
  await session.close();
  const grown = (measured.at(-1) ?? 0) - (measured[Math.floor(measured.length / 2)] ?? 0);
  console.log(`${grown > FLAT ? 'grown' : 'flat'}: ${(grown / 1e6).toFixed(1)} MB more than half way through`);
  process.exitCode = grown > FLAT ? 1 : 0;
}

void soak();
