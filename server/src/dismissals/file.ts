import { appendFile, mkdir, open, readFile, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Store } from './store';

/**
 * Keeps the journal in a file. Lines are only ever added, in one write each (POSIX: O_APPEND moves to the end and
 * writes as one step), so that neither a second window nor a crash can lose what is there.
 */
export function fileStore(place: string | undefined): Store {
  const name = place === undefined ? defaultPlace() : place.startsWith('file:') ? fileURLToPath(place) : resolve(place);
  let known: { readonly stamp: string; readonly text: string } | undefined;

  async function read(): Promise<string> {
    try {
      const { mtimeMs, size } = await stat(name);
      const stamp = `${mtimeMs} ${size}`;
      if (known?.stamp !== stamp) known = { stamp, text: await readFile(name, 'utf8') };
      return known.text;
    } catch (error) {
      if (isAbsent(error)) return '';
      throw error;
    }
  }

  async function append(line: string): Promise<void> {
    await mkdir(dirname(name), { recursive: true });
    // The writer alone may see which rules their drafts met.
    await appendFile(name, (await endsInLine(name)) ? line : `\n${line}`, { mode: 0o600 });
    known = undefined;
  }

  return { name, read, append };
}

/** Whether the last line is whole: after a crash in the middle of one, the next must not be added to it. */
async function endsInLine(name: string): Promise<boolean> {
  const file = await open(name, 'r').catch((error: unknown) => {
    if (isAbsent(error)) return undefined;
    throw error;
  });
  if (!file) return true;
  try {
    const { size } = await file.stat();
    if (size === 0) return true;
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
    return buffer.toString() === '\n';
  } finally {
    await file.close();
  }
}

const isAbsent = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** Where this system keeps a user's data (XDG Base Directory Specification on Linux). */
function defaultPlace(): string {
  const { LOCALAPPDATA, XDG_DATA_HOME } = process.env;
  const home = homedir();
  const folders: Readonly<Record<string, string>> = {
    win32: LOCALAPPDATA || join(home, 'AppData', 'Local'),
    darwin: join(home, 'Library', 'Application Support'),
  };
  const folder = folders[process.platform] ?? (XDG_DATA_HOME || join(home, '.local', 'share'));
  return join(folder, 'amends', 'dismissed.jsonl');
}
