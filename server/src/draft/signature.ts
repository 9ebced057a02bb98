import { isBlank, type TextLine } from './layout';

/** The signature separator (RFC 3676 section 4.3), with or without its blank, and the dashes and lines that stand in for it. */
const STANDARD = /^-- $/;
const DELIMITER = /^[ \t]*(?:--|—|_{3,})[ \t]*$/;
const MOST_LINES = { standard: 30, other: 10 } as const;
const MOST_CHARACTERS = 700;

const DEVICE =
  '(?:i ?phone|i ?pad|i ?pod|android|galaxy|samsung|htc|pixel|huawei|nokia|blackberry|windows|outlook|yahoo|gmail|mail|mailbox|airmail|proton ?mail|mobile|mobil|cell|phone|handy|smartphone|tablet|device|telefon|téléphone|móvil|spark|superhuman|k-9|ti-\\d+|pc|mac)';
/** "Sent from my Galaxy S5 device, please excuse typos" and the same with a link; `rest` are the words behind the device. */
const SENT_FROM = new RegExp(
  `^[(<[]{0,2}(?:(?:sent|written|typed|someone) (?:from|via|with|using|by) (?:my |a |the )?|from my )[<[]{0,2}[\\w ]{0,24}?${DEVICE}\\b` +
    `[\\]>)]{0,2}(?:\\(\\S{1,160}\\)| ?<\\S{1,160}>?)?(?<rest>[\\w .-]{0,40}?)(?: \\(\\S{1,160}\\)| <\\S{1,160}>?)?(?:[.,;]{1,2} {0,2}(?:please|pls|excuse|forgive|apolog|sorry).{0,80})?[\\])>.]{0,3}$`,
  'i',
);
const GOES_ON = /\b(?:so|and|but|that|because|when|which|who|you|i|we|he|she|they|was|were|is|are|had|has|have)\b/i;
/** Further lines that phones and mail apps add, in the usual languages. */
const BY_THE_APP: readonly RegExp[] = [
  /^[(<]{0,2}sent from my [\w-]+(?: [\w-]+){0,2}[)>]{0,2}$/i,
  /^(?:get|download|holen sie sich|obtenir|télécharge[rz]|obtener|scarica|baixe) \[?outlook (?:for|für|pour|para|per|voor)\b/i,
  new RegExp(
    `^(?:envoyé (?:depuis|de|à partir d)|enviado (?:desde|de|do)|inviato da|verzonden (?:vanaf|met|via)|verstuurd vanaf|sendt fra|skickat från|lähetetty|wysłan[eo] z|отправлено с) ?.{0,30}${DEVICE}\\b.{0,40}$`,
    'i',
  ),
  new RegExp(`^(?:von|diese nachricht wurde von|gesendet von) mein\\w* ?.{0,40}${DEVICE}.{0,40}$`, 'i'),
  /^從我的 .{1,20} 傳送$/,
];
const DISCLAIMER =
  /^(?:confidential(?:ity)?\b.{0,40}(?:notice|disclaimer|:)|(?:this|the information (?:in|contained in) this) (?:e-?mail|message|communication)\b.{0,120}\b(?:confidential|privileged|intended (?:only |solely )?for|intended recipients?))/i;

/** A line such as "Sent from my iPhone" or "Get Outlook for iOS". */
export function isAppLine(line: TextLine): boolean {
  const text = line.text.trim();
  if (text.length > 240) return false;
  const sent = SENT_FROM.exec(text);
  return sent ? !GOES_ON.test(sent.groups?.rest ?? '') : BY_THE_APP.some((pattern) => pattern.test(text));
}

/** The first line of a confidentiality notice, which lawyers and not the author wrote. */
export function isDisclaimer(line: TextLine): boolean {
  return DISCLAIMER.test(line.text.slice(0, 240).replace(/^[\s*_]+/, ''));
}

/** A line of marks only: a rule, a table's border, a mail tracker's dot. */
export function isRule(line: TextLine): boolean {
  return /^[ \t]*(?:([-=_*~+#—–•·])(?:[ \t]*\1){1,}|[—ᐧ])[ \t]*$/.test(line.text);
}

/**
 * The index behind the signature that begins at a line, or undefined if none does. It runs to `stop`, the next quoted
 * reply or the end; a long rest below dashes is no signature but text that dashes set apart.
 */
export function signatureEnd(
  lines: readonly TextLine[],
  index: number,
  isStop: (index: number) => boolean,
): number | undefined {
  const text = lines[index]?.text ?? '';
  if (!DELIMITER.test(text)) return undefined;
  const most = STANDARD.test(text) ? MOST_LINES.standard : MOST_LINES.other;
  let filled = 0;
  let characters = 0;
  let end = index + 1;
  for (; end < lines.length && !isStop(end); end++) {
    const line = lines[end];
    if (!line || isBlank(line)) continue;
    if (/^[ \t]*P\.?[ \t]?S\b/.test(line.text)) break;
    filled++;
    characters += line.text.length;
    if (filled > most || (characters > MOST_CHARACTERS && most === MOST_LINES.other)) return undefined;
  }
  return end;
}
