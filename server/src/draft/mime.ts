import type { Span } from './draft';
import { isBlank, spansOf, type TextLine } from './layout';
import { fieldValue, type MailHead, readFields } from './mail';

/** Parts of a body that are not the author's words in plain text, or what hides them all. */
export interface MailBody {
  readonly masked: readonly Span[];
  readonly encoded?: string;
}

/**
 * Looks below the head: of a multipart body (RFC 2046 section 5.1) all but the plain text is masked; an encoded,
 * HTML-only or base64-looking body gives the name of what hides it.
 */
export function readBody(text: string, lines: readonly TextLine[], head: MailHead): MailBody {
  const body = lines.slice(head.lines);
  const boundary = boundaryOf(head.contentType);
  if (boundary !== undefined) return readParts(text, body, boundary);
  const encoded = hiddenBy(head.contentType, head.transferEncoding, body);
  return { masked: [], ...(encoded !== undefined && { encoded }) };
}

function boundaryOf(contentType: string): string | undefined {
  if (!/^multipart\//i.test(contentType)) return undefined;
  return /boundary[ \t]*=[ \t]*"?([^";\r\n]{1,70})/i.exec(contentType)?.[1]?.trim();
}

/** One part of a multipart body, or what stands before the first; `words` are its lines below the part's own fields. */
interface Part {
  readonly lines: readonly TextLine[];
  readonly words: readonly TextLine[];
  readonly type: string;
  readonly encoding: string;
}

function readParts(text: string, body: readonly TextLine[], boundary: string): MailBody {
  const masked: Span[] = [];
  const hiding: string[] = [];
  let isReadable = false;
  for (const part of partsOf(text, body, boundary)) {
    const hidden = hiddenPart(part);
    const shown = hidden === undefined ? part.words : [];
    isReadable ||= shown.some((line) => !isBlank(line));
    if (hidden !== undefined && hidden !== '') hiding.push(hidden);
    for (const span of spansOf(part.lines.slice(0, part.lines.length - shown.length))) masked.push(span);
  }
  return { masked, ...(!isReadable && { encoded: hiding[0] ?? 'multipart' }) };
}

/** The parts in order; a part that is multipart itself adds its boundary and has no words of its own. */
function partsOf(text: string, body: readonly TextLine[], boundary: string): Part[] {
  const boundaries = new Set([boundary]);
  const parts: Part[] = [];
  for (let from = 0; from < body.length; ) {
    const { fields, end } = isEdge(body[from], boundaries) ? readFields(body, from + 1) : { fields: [], end: from };
    const type = fieldValue(text, fields, 'content-type');
    const nested = boundaryOf(type);
    if (nested !== undefined) boundaries.add(nested);
    let to = Math.max(from + 1, end);
    while (to < body.length && !isEdge(body[to], boundaries)) to++;
    const encoding = fieldValue(text, fields, 'content-transfer-encoding').toLowerCase();
    parts.push({ lines: body.slice(from, to), words: end > from ? body.slice(end, to) : [], type, encoding });
    from = to;
  }
  return parts;
}

function isEdge(line: TextLine | undefined, boundaries: ReadonlySet<string>): boolean {
  const name = /^--(.{1,74}?)\s*$/.exec(line?.text ?? '')?.[1];
  return name !== undefined && (boundaries.has(name) || boundaries.has(name.replace(/--$/, '')));
}

/** What hides the part's words; an empty name for a part that has none, such as an attachment or the preamble. */
function hiddenPart({ type, encoding, words }: Part): string | undefined {
  if (words.length === 0 || /^multipart\//i.test(type)) return '';
  return /^(?:text\/(?:plain|html)|$)/i.test(type) ? hiddenBy(type, encoding, words) : '';
}

/** The name of what hides the words, or undefined when they can be read as they stand. */
function hiddenBy(contentType: string, encoding: string, body: readonly TextLine[]): string | undefined {
  if (encoding === 'base64') return encoding;
  if (encoding === 'quoted-printable' && body.some((line) => /=(?:[0-9A-F]{2}|[ \t]*$)/i.test(line.text)))
    return encoding;
  if (/^text\/html/i.test(contentType)) return 'html';
  const filled = body.filter((line) => !isBlank(line)).slice(0, 3);
  if (/^[\ufeff\s]*<(?:!doctype html|html|head|body)\b/i.test(filled[0]?.text ?? '')) return 'html';
  const base64 = filled.length === 3 && filled.every((line) => /^[A-Za-z0-9+/]{60,76}={0,2}$/.test(line.text));
  return base64 ? 'base64' : undefined;
}
