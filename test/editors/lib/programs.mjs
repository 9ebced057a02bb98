import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, symlinkSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { atEnd, failures, relay, until } from './run.mjs';

/** The repository, and this package in it. */
export const HERE = resolve(import.meta.dirname, '..');
export const ROOT = resolve(HERE, '..', '..');
/** Where the pictures go. */
export const SCREENSHOTS = join(HERE, 'screenshots');

/** A file that `npm run package` at the root makes. */
export function built(...names) {
  const file = join(ROOT, ...names);
  if (!existsSync(file)) throw new Error(`${names.join('/')} is not there: run "npm run package" at the root`);
  return file;
}

/** A program by the name one would type. */
export function onPath(name) {
  const file = (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find(existsSync);
  if (!file) throw new Error(`${name} is not installed: see install-system.sh`);
  return file;
}

export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'amends-editors-'));
  atEnd(() => rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }));
  return folder;
}

/** The environment of a new user, with `amends` on the path as `npm link` puts it there. */
export function asInstalled() {
  const home = temporaryFolder();
  const bin = join(home, 'bin');
  mkdirSync(bin);
  symlinkSync(built('dist', 'cli.js'), join(bin, 'amends'));
  const { XDG_CONFIG_HOME, ...inherited } = process.env;
  const path = [bin, join(process.execPath, '..'), process.env.PATH].join(delimiter);
  return { ...inherited, HOME: home, TMPDIR: home, XDG_DATA_HOME: join(home, 'share'), PATH: path };
}

/** Starts a program with a process group of its own, which is what is ended: it may have started others. */
export function start(command, args, options = {}) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options, detached: true });
  const program = { child, output: '', code: undefined, ended: undefined };
  program.ended = new Promise((resolve) => {
    child.on('error', ({ message }) => resolve(message));
    child.on('close', resolve);
  }).then((code) => {
    program.code = code;
    return code;
  });
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data) => {
      program.output += data;
    });
  atEnd(() => stop(program));
  return program;
}

async function stop({ child, ended }) {
  signalGroup(child, 'SIGTERM');
  const gone = await Promise.race([ended.then(() => true), sleep(10_000)]);
  if (!gone) signalGroup(child, 'SIGKILL');
}

function signalGroup({ pid }, signal) {
  try {
    if (pid) process.kill(-pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** Runs a program to its end, which must be a good one. */
export async function runProgram(command, args, options) {
  const program = start(command, args, options);
  const code = await program.ended;
  if (code !== 0) throw new Error(`${command} ended with ${code}: ${program.output.slice(-2000)}`);
}

/** Runs a program that does checks, and counts them. */
export async function runChecks(command, args, options) {
  const before = failures();
  const { child, ended } = start(command, args, options);
  for (const input of [child.stdout, child.stderr])
    createInterface({ input }).on('line', (line) => {
      if (!/^\d+ passed, \d+ failed$/.test(line)) relay(line);
    });
  const code = await ended;
  if (code !== 0 && failures() === before) throw new Error(`${command} ended with ${code}`);
}

export function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Waits until a server answers at this address. */
export async function answering(program, url) {
  await until(`an answer from the server; it said: ${program.output.slice(-1000)}`, async () => {
    if (program.code !== undefined) throw new Error(`the server ended: ${program.output.slice(-2000)}`);
    const response = await fetch(url).catch(() => undefined);
    return response?.ok;
  });
}
