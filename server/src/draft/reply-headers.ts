import { isBlank, type TextLine } from './layout';

/** The headers of a quoted or forwarded message. */
export interface HeaderBlock {
  /** Index behind its last line. */
  readonly end: number;
  /** No time of day: as well the head of a memo. */
  readonly memo: boolean;
}

/** Names of header fields as mail programs write them, by what they say. */
const NAMES: Readonly<Record<string, string>> = {
  from: 'from von de da van fra från od lähettäjä от кого від 发件人 寄件者 差出人 보낸사람',
  sent: 'sent date gesendet datum envoyé enviado fecha data inviato skickat sendt dato verzonden wysłano lähetetty дата отправлено надіслано 发送时间 日期 送信日時',
  to: 'to an à a para aan til till do vastaanottaja кому 收件人 宛先',
  subject: 'subject betreff objet asunto assunto oggetto onderwerp emne ämne temat aihe тема 主题 主旨 件名 re',
  copy: 'cc bcc kopie copie copia kopi kopia reply-to risposta antwort importance priority attachments',
};
const KIND = new Map(
  Object.entries(NAMES).flatMap(([kind, names]) => names.split(' ').map((name) => [name, kind] as const)),
);
const HEADER = /^[ \t]*[*_]{0,2}([\p{L}][\p{L}-]{0,15})[*_]{0,2}[ \t\u00a0]*[:：]/u;

/** Words between dashes above a forwarded or top-posted message. */
const ORIGINAL =
  /^(?:original (?:message|appointment)|reply message|forward(?:ed)? (?:message|mail|by\b.*)|ursprüngliche nachricht|antwort nachricht|weitergeleitete nachricht|message (?:d['’]origine|original|transféré)|mensaje (?:original|reenviado)|mensagem (?:original|encaminhada)|messaggio (?:originale|inoltrato)|oorspronkelijk bericht|doorgestuurd bericht|oprindelig (?:meddelelse|besked)|videresendt (?:meddelelse|melding)|ursprungligt meddelande|vidarebefordrat meddelande|opprinnelig melding|wiadomość (?:oryginalna|przekazana)|исходное сообщение|пересылаемое сообщение|переслане повідомлення|原始邮件|转发的邮件|元のメッセージ)/iu;
const BEGIN =
  /^(?:begin forwarded message|anfang der weitergeleiteten (?:nachricht|e-mail)|début du message (?:réexpédié|transféré)|inicio del mensaje reenviado|início da mensagem (?:reencaminhada|encaminhada)|inizio messaggio inoltrato|begin doorgestuurd bericht|start på videresendt)[ \t]*:?$/iu;
const LOTUS_DATE = /^.{0,80}?\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\s{1,4}\d{1,2}:\d{2}(?::\d{2})?\s?(?:[AaPp][Mm])?\s*$/;
const CLOCK = /\b\d{1,2}[:.]\d{2}\b|\b\d{1,2}h\d{2}\b/i;
const LONGEST = 2000;

/** A line that announces a forwarded message or the one replied to: all below belongs to it. */
export function isTailMark(lines: readonly TextLine[], index: number): boolean {
  const text = (lines[index]?.text ?? '').slice(0, 200).trim();
  const dashed = /^[*_]{0,2}-{2,}[ \t]*([^-\s].*)$/.exec(text)?.[1];
  return (dashed !== undefined && ORIGINAL.test(dashed)) || BEGIN.test(text.replace(/^[*_]+|[*_]+$/g, ''));
}

/** The header block ("From: … Sent: … To: … Subject: …") of a quoted message that begins at a line, in the usual languages. */
export function headerBlockAt(lines: readonly TextLine[], index: number): HeaderBlock | undefined {
  if (kindOf(lines[index]) !== 'from') return undefined;
  const { kinds, end } = readBlock(lines, index);
  if (kinds.size < 3 || !kinds.has('subject')) return undefined;
  const block = lines
    .slice(index, end)
    .map(({ text }) => text.slice(0, LONGEST))
    .join('\n');
  return { end, memo: !CLOCK.test(block) };
}

/** Lotus Notes: a name, a date and time, then "To:", "cc:" and "Subject:" lines. */
export function lotusBlockAt(lines: readonly TextLine[], index: number): HeaderBlock | undefined {
  for (let at = index; at < index + 4; at++) {
    const text = lines[at]?.text ?? '';
    if (isBlank(lines[at]) || text.length > 160) return undefined;
    if (LOTUS_DATE.test(text)) {
      let to = at + 1;
      while (to < at + 4 && isBlank(lines[to])) to++;
      if (kindOf(lines[to]) !== 'to') return undefined;
      const { kinds, end } = readBlock(lines, to);
      return kinds.size >= 2 ? { end, memo: false } : undefined;
    }
    if (/[.!?,]\s*$/.test(text)) return undefined;
  }
  return undefined;
}

function kindOf(line: TextLine | undefined): string | undefined {
  const name = HEADER.exec(line?.text.slice(0, 60) ?? '')?.[1];
  return name === undefined ? undefined : KIND.get(name.toLowerCase());
}

/** Reads header lines; wrapped ones and single blanks between them belong to the block as long as another header follows. */
function readBlock(lines: readonly TextLine[], index: number): { kinds: ReadonlySet<string>; end: number } {
  const kinds = new Set<string>();
  let end = index;
  let last = '';
  for (let at = index; at < lines.length && at - end < (last === 'to' || last === 'copy' ? 12 : 3); at++) {
    const kind = kindOf(lines[at]);
    if (kind === undefined) {
      if (isBlank(lines[at]) && at > end && isBlank(lines[at - 1])) break;
      continue;
    }
    if (kinds.has(kind) && kind !== 'copy') break;
    kinds.add(kind);
    last = kind;
    end = at + 1;
  }
  return { kinds, end };
}
