import { type Dirent, existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { glob, isDynamicPattern } from 'tinyglobby';
import { asInputError, decodeText, InputError } from './input';
import { isMbox, messagesIn } from './mbox';

/** A draft to review: its text where that is known, else the file (`-` for standard input) to read it from. */
export interface Source {
  readonly file: string;
  readonly text?: string;
  /** Why it cannot be reviewed. */
  readonly failure?: string;
}

/** What a folder is searched for. */
const DRAFT = /\.(?:eml|md|markdown|txt|mbox|mbx)$/i;

/** Every draft that the paths name, in order: files, folders and what is below them, globs, and mbox files' messages. */
export async function* sourcesAt(paths: readonly string[]): AsyncGenerator<Source> {
  for (const path of paths) {
    for await (const file of filesAt(path)) {
      if (typeof file !== 'string') yield file;
      else if (isMbox(file) && existsSync(file)) yield* messageSources(file);
      else yield { file };
    }
  }
}

async function* filesAt(path: string): AsyncGenerator<string | Source> {
  const folder = isFolder(path);
  if (!folder && (path === '-' || existsSync(path) || !isDynamicPattern(path))) return yield path;
  let any = false;
  for (const found of folder ? draftsBelow(path) : await filesBy(path)) {
    any = true;
    yield found;
  }
  const failure = folder ? 'is a folder without a draft (.eml, .md, .txt or .mbox)' : 'no file goes by that pattern';
  if (!any) yield { file: path, failure };
}

const filesBy = async (pattern: string): Promise<string[]> =>
  (await glob(pattern, { expandDirectories: false, absolute: isAbsolute(pattern) })).sort();

/** The drafts below a folder in the order of their paths, so that one folder's names are held at a time. */
function* draftsBelow(folder: string, above: readonly string[] = []): Generator<string | Source> {
  try {
    const real = realpathSync(folder);
    // A link may lead back to where it is.
    if (above.includes(real)) return;
    const entries = readdirSync(folder, { withFileTypes: true });
    const names = entries.map((entry) => (leadsOn(entry, folder) ? `${entry.name}/` : entry.name));
    for (const name of names.sort()) {
      if (name.endsWith('/')) yield* draftsBelow(join(folder, name.slice(0, -1)), [...above, real]);
      else if (DRAFT.test(name)) yield join(folder, name);
    }
  } catch (error) {
    yield { file: folder, failure: asInputError(error).message };
  }
}

const leadsOn = (entry: Dirent, folder: string): boolean =>
  entry.isDirectory() || (entry.isSymbolicLink() && isFolder(join(folder, entry.name)));

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** The messages of an mbox file: `archive.mbox#1` and so on. */
async function* messageSources(file: string): AsyncGenerator<Source> {
  let number = 0;
  try {
    for await (const bytes of messagesIn(file)) yield decoded(`${file}#${++number}`, bytes);
    if (number === 0) yield { file, failure: 'is empty' };
  } catch (error) {
    yield { file, failure: asInputError(error).message };
  }
}

function decoded(file: string, bytes: Uint8Array): Source {
  try {
    return { file, text: decodeText(bytes) };
  } catch (error) {
    return { file, failure: asInputError(error).message };
  }
}

/** A draft a line: its text as a JSON string, `{"file": …, "text": …}`, or the path of a file. Blank lines are none. */
export async function* sourcesOnLines(stream: Readable): AsyncGenerator<Source> {
  let number = 0;
  for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) {
    number++;
    if (line.trim() === '') continue;
    if (/^\s*["{]/.test(line)) yield sourceIn(line, `-#${number}`);
    else yield* sourcesAt([line]);
  }
}

function sourceIn(line: string, file: string): Source {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'string') return withText(file, value);
    if (typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string')
      return withText('file' in value && typeof value.file === 'string' ? value.file : file, value.text);
    throw new InputError('this line holds no draft: give a JSON string or an object with “text”');
  } catch (error) {
    return { file, failure: error instanceof InputError ? error.message : 'this line is not JSON' };
  }
}

const withText = (file: string, text: string): Source => (text === '' ? { file, failure: 'is empty' } : { file, text });
