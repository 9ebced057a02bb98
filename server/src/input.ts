import { readFileSync } from 'node:fs';
import PostalMime from 'postal-mime';

/** A text to review, and where it came from. */
export interface Input {
  readonly file: string;
  readonly text: string;
  /** Set when the mail's body was decoded: offsets then index the decoded text. */
  readonly decodedFrom?: string;
}

/** A file that cannot be reviewed; the message says why in plain words. */
export class InputError extends Error {}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'is a folder',
  EACCES: 'may not be read',
};
const STDIN = 0;

/** Reads a file, or standard input for `-`, as UTF-8 text; throws an InputError saying what is wrong with it. */
export function readText(file: string): string {
  try {
    return decodeText(readFileSync(file === '-' ? STDIN : file));
  } catch (error) {
    throw asInputError(error);
  }
}

/** The UTF-8 text of a draft; throws an InputError saying why it is none. */
export function decodeText(bytes: Uint8Array): string {
  if (bytes.length === 0) throw new InputError('is empty');
  if (bytes.includes(0)) throw new InputError('is not text: it holds NUL bytes');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new InputError('is not UTF-8 text; save it as UTF-8 and try again');
  }
}

/** What went wrong in reading, in plain words. */
export function asInputError(error: unknown): InputError {
  if (error instanceof InputError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return new InputError(REASONS[code] ?? `cannot be read (${code || String(error)})`);
}

/** The mail with its body decoded from base64, quoted-printable or HTML to plain text (RFC 2045), headers kept. */
export async function decodeMail(text: string): Promise<string> {
  const mail = await PostalMime.parse(text);
  const header = /^[\s\S]*?\r?\n\r?\n/.exec(text)?.[0] ?? '';
  const kept = header.replace(/^content-(?:transfer-encoding|type):.*(?:\r?\n[ \t].*)*\r?\n/gim, '');
  return kept + (mail.text ?? mail.html ?? '');
}
