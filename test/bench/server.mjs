// The language server as an editor meets it: ready, keystroke to diagnostics, memory.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import { median, percentile, ROOT, textOf } from './texts.mjs';

const KEYSTROKES = 100;

function start() {
  const server = spawn(process.execPath, [join(ROOT, 'dist', 'server.js'), '--stdio']);
  const connection = createMessageConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  connection.listen();
  return { server, connection };
}

async function greet(connection) {
  const capabilities = { textDocument: { diagnostic: {} } };
  await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities });
  await connection.sendNotification('initialized', {});
}

const residentOf = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

/** Milliseconds from each keystroke sent to its diagnostics received, in the middle of a draft of this size. */
async function keystrokes(connection, size, count = KEYSTROKES) {
  const uri = `file:///draft-${size}.eml`;
  const text = `Subject: The rota\n\n${textOf(size, 'keys')}`;
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'mail', version: 1, text },
  });
  const pull = () => connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } });
  await pull();
  const line = text.slice(0, text.indexOf(' ', text.length / 2)).split('\n').length - 1;
  const times = [];
  for (let stroke = 0; stroke < count; stroke++) {
    const position = { line, character: stroke };
    const contentChanges = [{ range: { start: position, end: position }, text: 'and so it was '[stroke % 14] }];
    const started = performance.now();
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: stroke + 2 },
      contentChanges,
    });
    await pull();
    times.push(performance.now() - started);
  }
  return times;
}

export async function benchServer() {
  const ready = [];
  for (let round = 0; round < 7; round++) {
    const started = performance.now();
    const { server, connection } = start();
    await greet(connection);
    ready.push(performance.now() - started);
    connection.dispose();
    server.kill();
  }
  console.log(`server ready after ${median(ready).toFixed(0)} ms (median)`);
  const { server, connection } = start();
  await greet(connection);
  for (const size of [2_000, 200_000]) {
    const times = await keystrokes(connection, size);
    const [half, most] = [median(times), percentile(times, 0.95)];
    console.log(
      `keystroke to diagnostics, ${size / 1000} kB: p50 ${half.toFixed(1)} ms, p95 ${most.toFixed(1)} ms, over stdio`,
    );
  }
  server.kill();
  const fresh = start();
  await greet(fresh.connection);
  const before = residentOf(fresh.server.pid);
  await keystrokes(fresh.connection, 1_000_000, 0);
  console.log(
    `server memory: ${before.toFixed(0)} MB when ready, ${residentOf(fresh.server.pid).toFixed(0)} MB after a 1 MB draft`,
  );
  fresh.server.kill();
}
