/** A review in the terminal and one by the server, under a trace of the system calls that reach others. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { built, onPath, start, temporaryFolder } from './lib/programs.mjs';
import { checksOf, run } from './lib/run.mjs';
import { placeSample } from './lib/sample.mjs';

const check = checksOf('Under a system-call trace');
const folder = temporaryFolder();
const draft = placeSample(folder);
const traceFile = join(folder, 'trace');
const traced = (...command) => ['-f', '-e', 'trace=network', '-o', traceFile, process.execPath, ...command];

/** The calls that make or use a socket; the rest of a trace tells of processes that ended. */
const calls = () =>
  readFileSync(traceFile, 'utf8')
    .split('\n')
    .filter((line) => /\b(?:socket|connect|bind|listen|sendto|sendmsg|accept4?)\(/.test(line));

const framed = (message) => {
  const body = JSON.stringify({ jsonrpc: '2.0', ...message });
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
};

/** Greets the server, has a draft reviewed and rated, and says goodbye. */
function conversation() {
  const uri = `file://${draft}`;
  const text = readFileSync(draft, 'utf8');
  const dismissals = join(folder, 'dismissed.jsonl');
  const capabilities = { textDocument: { diagnostic: {} } };
  return [
    {
      id: 1,
      method: 'initialize',
      params: { processId: null, rootUri: null, capabilities, initializationOptions: { dismissals } },
    },
    { method: 'initialized', params: {} },
    { method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'eml', version: 1, text } } },
    { id: 2, method: 'textDocument/diagnostic', params: { textDocument: { uri } } },
    { id: 3, method: 'workspace/executeCommand', params: { command: 'amends.rate', arguments: [uri] } },
    {
      id: 4,
      method: 'workspace/executeCommand',
      params: { command: 'amends.dismiss', arguments: [uri, 'key', 'excuse/x'] },
    },
  ]
    .map(framed)
    .join('');
}

async function trace() {
  const strace = onPath('strace');
  await check('the trace sees a socket where there is one', async () => {
    const program = "require('node:net').connect(9, '127.0.0.1').on('error', () => {})";
    await start(strace, traced('-e', program)).ended;
    assert.ok(calls().some((line) => line.includes('127.0.0.1')));
  });
  await check('a review in the terminal opens no socket', async () => {
    const program = start(strace, traced(built('dist', 'cli.js'), 'check', '--exit-zero', draft));
    assert.equal(await program.ended, 0);
    assert.match(program.output, /line \d+/);
    assert.deepEqual(calls(), []);
  });
  await check('a server that reviews, rates and dismisses opens no socket', async () => {
    const server = spawn(strace, traced(built('dist', 'server.js'), '--stdio'));
    let output = '';
    const answered = new Promise((resolve) =>
      server.stdout.on('data', (data) => {
        output += data;
        if ([2, 3, 4].every((id) => output.includes(`"id":${id}`))) resolve();
      }),
    );
    const ended = new Promise((resolve) => server.on('close', resolve));
    server.stdin.write(conversation());
    await answered;
    server.stdin.write(framed({ id: 5, method: 'shutdown' }) + framed({ method: 'exit' }));
    assert.equal(await ended, 0);
    assert.match(output, /"source":"amends"/);
    assert.deepEqual(calls(), []);
  });
}

await run(120, trace);
