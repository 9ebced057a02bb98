import { existsSync, statSync } from 'node:fs';
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
const DRAFTS = '**/*.{eml,md,markdown,txt,mbox,mbx}';

/** Every draft that the paths name, in order: files, folders and what is below them, globs, and mbox files' messages. */
export async function* sourcesAt(paths: readonly string[]): AsyncGenerator<Source> {
  for (const path of paths) {
    for (const file of await filesAt(path)) {
      if (typeof file !== 'string') yield file;
      else if (isMbox(file) && existsSync(file)) yield* messageSources(file);
      else yield { file };
    }
  }
}

async function filesAt(path: string): Promise<readonly (string | Source)[]> {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  if (!isFolder && (path === '-' || existsSync(path) || !isDynamicPattern(path))) return [path];
  const found = isFolder
    ? (await glob(DRAFTS, { cwd: path, dot: true })).map((file) => join(path, file))
    : await glob(path, { expandDirectories: false, absolute: isAbsolute(path) });
  const failure = isFolder ? 'is a folder without a draft (.eml, .md, .txt or .mbox)' : 'no file goes by that pattern';
  return found.length > 0 ? found.sort() : [{ file: path, failure }];
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
