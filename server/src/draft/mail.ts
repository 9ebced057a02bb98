import type { Span } from './draft';
import { isBlank, nextFilled, type TextLine, trimSpan } from './layout';

/** What stands above the author's words: the header block (RFC 5322 section 2.2, or a memo's To/From/Date/Re lines). */
export interface MailHead {
  /** Number of lines that the head takes, from the first of the text; 0 if there is none. */
  readonly lines: number;
  /** The Subject's (or a memo's Re) value without `Re:` and `Fwd:`. */
  readonly subject?: Span;
  readonly contentType: string;
  readonly transferEncoding: string;
}

/** A header field; folded lines are in its value. */
export interface Field {
  readonly name: string;
  readonly value: Span;
}

const FIELD = /^[*_]{0,2}([A-Za-z][A-Za-z0-9-]{0,40})[ \t]*(?::[*_]{0,2}|[*_]{0,2}:)(?:[ \t]|$)/;
const KNOWN = new Set(
  'from to cc bcc subject date sent re reply-to sender message-id mime-version content-type content-transfer-encoding received return-path in-reply-to references importance priority delivered-to through via attachments'.split(
    ' ',
  ),
);
const LEADING = new Set(
  'from to subject date sent cc return-path received message-id mime-version delivered-to'.split(' '),
);
const MEMO_TITLE = /^[^\p{Ll}]{2,60}$|^.{0,40}\b(?:memo|memorandum)\b.{0,20}$/iu;
/** What Emacs writes between the headers and the body of a mail that is being written. */
const SEPARATOR = /^--text follows this line--$/;
const PREFIXES = /^(?:(?:re|fwd?|aw|wg|sv|vs|antw|tr|rv)(?:\[\d{1,3}\])?[ \t]*:[ \t]*)+/i;
const NO_HEAD: MailHead = { lines: 0, contentType: '', transferEncoding: '' };

/** Reads the header block at the top of the text, below blank lines and a memo's title at most. */
export function readHead(text: string, lines: readonly TextLine[]): MailHead {
  let first = lines.findIndex((line) => !isBlank(line));
  if (first < 0) return NO_HEAD;
  if (isMemoTitle(lines[first])) first = nextFilled(lines, first + 1);
  if (/^From \S+ .*\d{4}$/.test(lines[first]?.text ?? '')) first++;
  const { fields, end } = readFields(lines, first);
  if (!isHead(fields)) return NO_HEAD;
  const subject = subjectOf(text, fields);
  return {
    lines: memoEnd(lines, SEPARATOR.test(lines[end]?.text ?? '') ? end + 1 : end),
    ...(subject && { subject }),
    contentType: fieldValue(text, fields, 'content-type'),
    transferEncoding: fieldValue(text, fields, 'content-transfer-encoding').toLowerCase(),
  };
}

function isHead(fields: readonly Field[]): boolean {
  if (fields.length === 1) return fields[0]?.name === 'subject';
  return fields.some(({ name }) => LEADING.has(name));
}

/** A memo sent by mail repeats its head in the body; the headers of a forwarded message, with a time of day, are none. */
function memoEnd(lines: readonly TextLine[], end: number): number {
  const first = nextFilled(lines, end);
  const memo = readFields(lines, first);
  const isMemo = memo.fields.length > 1 && isHead(memo.fields);
  return isMemo && !lines.slice(first, memo.end).some(({ text }) => /\d{1,2}:\d{2}/.test(text)) ? memo.end : end;
}

function isMemoTitle(line: TextLine | undefined): boolean {
  return (
    line !== undefined && line.text.length <= 80 && !FIELD.test(fieldText(line)) && MEMO_TITLE.test(line.text.trim())
  );
}

/** A byte order mark stands before the first field of a file. */
function fieldText(line: TextLine): string {
  return line.text.slice(0, 80).replace(/^[\ufeff \t]+(?=\S)/, (lead) => (lead.includes('\ufeff') ? '' : lead));
}

/** The fields from a line on; a folded line (RFC 5322 section 2.2.3) belongs to the field above it. */
export function readFields(lines: readonly TextLine[], first: number): { fields: readonly Field[]; end: number } {
  const fields: Field[] = [];
  let index = first;
  let end = first;
  for (; index < lines.length; index++) {
    const line = lines[index];
    if (!line) break;
    const last = fields.at(-1);
    const name = fieldName(line);
    if (name !== undefined && isField(name, fields)) {
      const colon = line.text.indexOf(':');
      fields.push({ name, value: { start: line.start + colon + 1, end: line.end } });
    } else if (last && index === end && /^[ \t]+\S/.test(line.text)) {
      fields[fields.length - 1] = { name: last.name, value: { start: last.value.start, end: line.end } };
    } else if (!(last && isBlank(line) && continues(lines, index, fields))) {
      break;
    }
    end = index + 1;
  }
  return { fields, end };
}

function fieldName(line: TextLine): string | undefined {
  return FIELD.exec(fieldText(line))?.[1]?.toLowerCase();
}

/** Below the fields of real mail any name is a field; in a memo "Note: …" already is the author's. */
function isField(name: string, above: readonly Field[]): boolean {
  return (
    KNOWN.has(name) || name.startsWith('x-') || name.startsWith('list-') || (name.includes('-') && above.length > 0)
  );
}

/** A memo may set its fields apart by blank lines; in mail the first blank line ends the head. */
function continues(lines: readonly TextLine[], blank: number, above: readonly Field[]): boolean {
  const next = lines[blank + 1];
  const name = next && fieldName(next);
  if (name === undefined || above.some((field) => field.name === name || field.name.includes('-'))) return false;
  return /^(?:to|from|date|re|subject|cc)$/.test(name) && !above.some((field) => field.name === 'subject');
}

/** The trimmed value of the first field of this name, or nothing. */
export function fieldValue(text: string, fields: readonly Field[], name: string): string {
  const field = fields.find((candidate) => candidate.name === name);
  return field ? text.slice(field.value.start, field.value.end).trim() : '';
}

function subjectOf(text: string, fields: readonly Field[]): Span | undefined {
  const field = fields.find(({ name }) => name === 'subject') ?? fields.find(({ name }) => name === 're');
  const value = field && trimSpan(text, field.value);
  if (!value || text.startsWith('=?', value.start)) return undefined;
  const marks = /^[*_ \t]*/.exec(text.slice(value.start, value.end))?.[0].length ?? 0;
  const prefix = PREFIXES.exec(text.slice(value.start + marks, value.end))?.[0].length ?? 0;
  return trimSpan(text, { start: value.start + marks + prefix, end: value.end });
}
