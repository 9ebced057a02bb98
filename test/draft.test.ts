import { strict as assert } from 'node:assert';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Draft, type Format, parseDraft, type Span } from '../server/src/draft/draft';

const CORPUS = join(__dirname, '../../shared/corpus');

function textOf(draft: Draft, span: Span | undefined): string | undefined {
  return span && draft.text.slice(span.start, span.end);
}

/** The paragraphs' sentences as text, line breaks and runs of blanks read as one blank. */
function paragraphsOf(text: string, format?: Format): string[][] {
  const draft = parseDraft(text, format);
  return draft.paragraphs.map((spans) => spans.map((span) => proseOf(draft, span)));
}

function sentencesOf(text: string, format?: Format): string[] {
  return paragraphsOf(text, format).flat();
}

function proseOf({ prose }: Draft, { start, end }: Span): string {
  return prose.slice(start, end).replace(/\s+/g, ' ').trim();
}

/** What is left of a text's words, line breaks read as blanks. */
function keptOf(text: string, format?: Format): string {
  return parseDraft(text, format).prose.replace(/\s+/g, ' ').trim();
}

/** What holds of every draft, whatever its text. */
function assertSound(text: string, format?: Format): void {
  const draft = parseDraft(text, format);
  assert.equal(draft.prose.length, text.length);
  assert.equal(draft.prose.replace(/[^\r\n]/g, ''), text.replace(/[^\r\n]/g, ''), 'line breaks stay');
  let cursor = 0;
  for (const { start, end } of draft.paragraphs.flat()) {
    assert.ok(start >= cursor && end > start && end <= text.length, `${start}–${end} out of order`);
    assert.match(draft.prose.slice(start, end), /^\S(?:[\s\S]*\S)?$/u);
    assert.ok(end - start <= 2000);
    cursor = end;
  }
  for (const span of [draft.subject, draft.greeting, draft.signOff, ...draft.quotations]) {
    assert.ok(!span || (span.start >= 0 && span.end > span.start && span.end <= text.length));
  }
}

describe('a draft', () => {
  describe('keeps the author’s words and masks the rest', () => {
    it('leaves out the line that Emacs sets between headers and body', () => {
      const { prose } = parseDraft(
        'To: a@b.example\nSubject: Thursday\n--text follows this line--\nHi all,\n\nYou are right.\n',
      );
      assert.equal(prose.replace(/\s+/g, ' ').trim(), 'Thursday Hi all, You are right.');
    });

    it('masks the header block but reads the subject, without its prefixes, as a paragraph', () => {
      const text = 'From: Ana <ana@mill.example>\nTo: Night shift\nSubject: Re: FWD: The rota\n\nThe rota was mine.\n';
      const draft = parseDraft(text);
      assert.equal(draft.format, 'mail');
      assert.equal(textOf(draft, draft.subject), 'The rota');
      assert.deepEqual(sentencesOf(text), ['The rota', 'The rota was mine.']);
    });

    it('reads the head of a memo, also in bold, below a title and with blank lines between', () => {
      const memo = 'MEMORANDUM\n\nTO: All crews\nFROM: Ilse Brandt\n\nRE: Overtime\n\nI cancelled it on Friday.\n';
      assert.deepEqual(sentencesOf(memo), ['Overtime', 'I cancelled it on Friday.']);
      assert.deepEqual(sentencesOf('**To:** Ward 4\n**Re:** The keys\n\nI had them.'), ['The keys', 'I had them.']);
    });

    it('reads the head of a memo that a mail repeats, and what is below it', () => {
      const text =
        'From: a@mill.example\nSubject: Overtime\n\nTO: All crews\nFROM: Ilse\nRE: Overtime\n\nI cancelled it.\n';
      assert.deepEqual(sentencesOf(text), ['Overtime', 'I cancelled it.']);
    });

    it('does not take "From:" or "To be fair:" in running prose for headers', () => {
      const text = 'I read it again.\n\nFrom: that day on I knew.\nTo be fair: you asked twice.\n';
      assert.equal(keptOf(text), text.replace(/\s+/g, ' ').trim());
    });

    it('masks quoted lines and keeps the answers between them', () => {
      const text =
        'On Mon, 3 May 2027 at 10:02, Ana Ruiz\n<ana@mill.example> wrote:\n> Why were we not told?\nI did not tell you.\n> Who knew?\nI did.\n';
      assert.equal(keptOf(text), 'I did not tell you. I did.');
    });

    it('masks what stands below an attribution without marks, if the author wrote above it', () => {
      const quoted = 'On 3 May 2027, at 10:02, Ana Ruiz wrote:\n\nWhy were we not told?\n';
      assert.equal(keptOf(`You are right.\n\n${quoted}`), 'You are right.');
      assert.equal(keptOf(quoted), 'Why were we not told?');
    });

    it('keeps the rest of a draft that only mentions what somebody wrote', () => {
      for (const mention of ['On Tuesday I wrote:', 'On 3 May 2027 at 10:02 I wrote:', 'In March the board said:']) {
        const text = `Dear crew,\n\n${mention}\n\nAll posts are kept. That was untrue.\n\nIlse`;
        assert.equal(keptOf(text), text.replace(/\s+/g, ' '));
      }
    });

    it('knows attributions in other languages', () => {
      for (const attribution of [
        'Am 03.05.2027 um 10:02 schrieb Ana Ruiz <ana@mill.example>:',
        'Le lun. 3 mai 2027 à 10:02, Ana Ruiz <ana@mill.example> a écrit :',
        'El 3 de mayo de 2027, 10:02, Ana Ruiz <ana@mill.example> escribió:',
        'Op 3 mei 2027 om 10:02 schreef Ana Ruiz <ana@mill.example>:',
        'Il giorno 3 maggio 2027 alle ore 10:02 Ana Ruiz <ana@mill.example> ha scritto:',
        '2027年5月3日 10:02 Ana Ruiz <ana@mill.example> 写道：',
        'Ana Ruiz <ana@mill.example> wrote:',
      ]) {
        assert.equal(keptOf(`I was wrong.\n\n${attribution}\n\nWhy?\n`), 'I was wrong.', attribution);
      }
    });

    it('masks a top-posted reply in Outlook’s, Gmail’s, Apple’s and Lotus Notes’ ways', () => {
      const block =
        'From: Ana Ruiz <ana@mill.example>\nSent: Monday, May 3, 2027 10:02 AM\nTo: Ilse\nSubject: The rota\n\nWhy?\n';
      const heads = [
        `-----Original Message-----\n${block}`,
        `________________________________\n${block}`,
        block,
        block.replace(/^(\w+:)/gm, '*$1*'),
        `---------- Forwarded message ----------\n${block}`,
        `Begin forwarded message:\n\n${block}`,
        '----- Forwarded by Ilse Brandt/Mill on 05/03/2027 10:05 AM -----\n\nWhy?\n',
        'Ana Ruiz@MILL\n05/03/2027 10:02 AM\nTo: Ilse Brandt/Mill\ncc:\nSubject: The rota\n\nWhy?\n',
        'Von: Ana Ruiz\nGesendet: Montag, 3. Mai 2027 10:02\nAn: Ilse Brandt\nBetreff: Plan\n\nWarum?\n',
      ];
      for (const head of heads) assert.equal(keptOf(`I was wrong.\n\n${head}`), 'I was wrong.', head);
    });

    it('masks signatures and what phones and lawyers add, and keeps a long text below dashes', () => {
      const rest = 'This goes on for a good while and says what happened on the day.\n'.repeat(15);
      assert.equal(keptOf('I was wrong.\n\n-- \nIlse Brandt\nMill Ltd | +44 20 7946 0958\n'), 'I was wrong.');
      assert.equal(keptOf('I was wrong.\n\nSent from my Galaxy S9 phone. Please excuse typos.\n'), 'I was wrong.');
      assert.equal(keptOf('I was wrong.\n\nGet Outlook for iOS<https://aka.example/o>\n'), 'I was wrong.');
      assert.equal(
        keptOf('I was wrong.\n\nThis email and any attachments are confidential and\nintended only for you.\n'),
        'I was wrong.',
      );
      assert.match(keptOf(`I was wrong.\n\n--\n${rest}`), /on the day\.$/);
    });

    it('keeps "Sent from" where it begins a sentence of the author’s', () => {
      for (const text of [
        'Sent from the wrong account, sorry.',
        'Sent from my phone so that you had it today.',
        'By phone on Monday I said the opposite.',
        'From the mobile clinic nobody was told.',
      ]) {
        assert.equal(keptOf(text), text);
      }
    });

    it('masks links, addresses, tags, comments, code and entities', () => {
      const text =
        'Read <b>this</b>&nbsp;at https://mill.example/a?b=c. <!-- not\nthis --> Ask ana@mill.example, `rm -r` now.';
      assert.equal(keptOf(text), 'Read this at . Ask , now.');
    });

    it('masks Markdown’s marks, quotations, code, tables’ bars, link targets and front matter', () => {
      const text = [
        '---\ntitle: Draft\n---\n\n# The *rota*\n\nI **broke** [it](https://mill.example/x "t").\n',
        '> You said so.\n\n```js\nvar a;\n```\n',
        '| Who | When |\n|---|---|\n| Me | Friday |\n',
        '<div>Inside</div>\n',
      ].join('\n');
      const draft = parseDraft(text);
      assert.equal(draft.format, 'markdown');
      assert.equal(keptOf(text), 'The rota I broke it . Who When Me Friday Inside');
    });

    it('keeps an indented paragraph in Markdown, which is no code', () => {
      assert.equal(
        keptOf('# Title\n\n    I am sorry about Friday.\n\n    x = f(1);\n'),
        'Title I am sorry about Friday.',
      );
    });
  });

  describe('finds the parts of a letter', () => {
    it('finds greetings in many forms', () => {
      for (const greeting of [
        'Dear Ana,',
        'Hi all',
        'Hello Dr. Ruiz!',
        'Good morning team -',
        'Team,',
        'All -',
        '2nd shift,',
        'Ana:',
        'Ana',
        'Ms Ruiz',
        'Folks!',
        'To everyone at the mill:',
      ]) {
        const draft = parseDraft(`${greeting}\n\nI was wrong.\n`);
        assert.equal(textOf(draft, draft.greeting)?.replace(/\s*-$/, ''), greeting.replace(/\s*-$/, ''));
        assert.ok(draft.isMessage);
      }
    });

    it('parts a greeting from the sentence behind it', () => {
      assert.deepEqual(paragraphsOf('Hi Ana, I was wrong.'), [['Hi Ana,'], ['I was wrong.']]);
    });

    it('takes neither a title nor a first sentence for a greeting', () => {
      for (const first of ['Budget update', 'I was wrong.', 'As you know, we moved.', 'Agenda:']) {
        assert.equal(parseDraft(`${first}\n\nWe moved the date.\n`).greeting, undefined, first);
      }
    });

    it('finds the closing with its names', () => {
      for (const signOff of [
        'Kind regards,\nIlse',
        'Thanks, Ilse',
        'Lots of love\nIlse x',
        'Best\n\nIlse Brandt\nShift Lead',
        'Sincerely,\nIlse',
        '— Ilse',
        'Ilse Brandt\nShift Lead',
        'A strong hug,\nIlse',
      ]) {
        const draft = parseDraft(`I was wrong about Friday.\n\n${signOff}\n`);
        assert.equal(textOf(draft, draft.signOff)?.replace(/^— /, ''), signOff.replace(/^— /, ''));
      }
    });

    it('masks contact details below a closing and keeps the names and a postscript', () => {
      const text =
        'I was wrong.\n\nRegards,\nIlse Brandt\nShift Lead\n+44 20 7946 0958\nilse@mill.example\n\nP.S. Bring the keys.\n';
      const draft = parseDraft(text);
      assert.equal(textOf(draft, draft.signOff), 'Regards,\nIlse Brandt\nShift Lead');
      assert.equal(keptOf(text), 'I was wrong. Regards, Ilse Brandt Shift Lead P.S. Bring the keys.');
    });

    it('does not take thanks in the midst of a letter for its end', () => {
      assert.equal(parseDraft('Thanks.\n\nI will ring each of you on Monday before nine.\n').signOff, undefined);
    });

    it('is no message without headers, greeting and sign-off', () => {
      assert.equal(parseDraft('# Install\n\nRun the script and wait for it to end.\n').isMessage, false);
    });
  });

  describe('is split into paragraphs and sentences', () => {
    it('goes on over wrapped lines, CRLF and format=flowed blanks too', () => {
      const text =
        'I told you that the line would stay open and \r\nthat Ana would lead it. It will not.\r\n\r\nI knew.\r\n';
      assert.deepEqual(paragraphsOf(text), [
        ['I told you that the line would stay open and that Ana would lead it.', 'It will not.'],
        ['I knew.'],
      ]);
    });

    it('makes each list item, heading and table row a paragraph', () => {
      const text = '# What I did\nI waited.\n\n- I will ring\n  you today\n- Ana leads\n\n1. First\n2. Second\n';
      const expected = [['What I did'], ['I waited.'], ['I will ring you today'], ['Ana leads'], ['First'], ['Second']];
      assert.deepEqual(paragraphsOf(text, 'markdown'), expected);
      assert.deepEqual(paragraphsOf(text, 'plain'), expected);
    });

    it('ends a paragraph where a line stops far short and a capital follows', () => {
      const long = 'The night crew was told on Friday by a poster that I had put up myself';
      assert.equal(paragraphsOf(`${long}\nand left.\n${long}.\n`).length, 1 + 1);
    });

    it('does not end a sentence at abbreviations, decimals, initials or clock times', () => {
      const text = 'Mr. Ito paid $3.50, i.e. little, at 9 a.m. on Monday to J. Ruiz of Mill Inc. in Leeds, see No. 5.';
      assert.deepEqual(sentencesOf(text), [text]);
    });

    it('ends one at marks in a row, ellipses, emoji and before a lower-case start', () => {
      assert.deepEqual(
        sentencesOf('Why?! Because... I waited. ok. thanks!! Done 🎉 We start at 9 a.m. We end late… maybe.'),
        ['Why?!', 'Because...', 'I waited.', 'ok.', 'thanks!!', 'Done 🎉', 'We start at 9 a.m.', 'We end late… maybe.'],
      );
    });

    it('keeps quotations and brackets of several sentences together', () => {
      assert.deepEqual(
        sentencesOf('“I did it. You know.” he said. It (you were there. Really.) hurt. "No!" she said.'),
        ['“I did it. You know.” he said.', 'It (you were there. Really.) hurt.', '"No!" she said.'],
      );
    });

    it('cuts a sentence that never ends at white space', () => {
      const draft = parseDraft('word '.repeat(2000));
      assert.ok(
        draft.paragraphs
          .flat()
          .every(({ start, end }) => end - start <= 2000 && /\bword$/.test(draft.text.slice(start, end))),
      );
    });
  });

  describe('marks what is quoted in the text', () => {
    it('finds stretches of three words or more between straight, curly and angled marks', () => {
      const draft = parseDraft('You said "nobody told us", “it was you” and «tout va bien». I said "sorry".');
      assert.deepEqual(
        draft.quotations.map((span) => textOf(draft, span)),
        ['nobody told us', 'it was you', 'tout va bien'],
      );
    });

    it('lets an unbalanced mark swallow nothing', () => {
      const draft = parseDraft(
        'The 5" pipe broke. He said "we will see.\n\nI said “all of it is mine.\n\nThen "it was me" again.',
      );
      assert.deepEqual(
        draft.quotations.map((span) => textOf(draft, span)),
        ['it was me'],
      );
    });
  });

  describe('names what hides its words', () => {
    const head = 'From: a@mill.example\nTo: b@mill.example\n';
    it('gives no paragraphs for base64, quoted-printable and HTML', () => {
      const bodies = {
        base64: `${head}Content-Transfer-Encoding: base64\n\nSSB3YXMgd3Jvbmcu\n`,
        'quoted-printable': `${head}Content-Transfer-Encoding: quoted-printable\n\nI was =C3=A0 wrong=\n.\n`,
        html: `${head}Content-Type: text/html\n\n<p>I was wrong.</p>\n`,
      };
      for (const [name, text] of Object.entries(bodies)) {
        const { encoded, paragraphs } = parseDraft(text);
        assert.deepEqual({ encoded, paragraphs }, { encoded: name, paragraphs: [] });
      }
      assert.equal(parseDraft('<!DOCTYPE html>\n<html><body>Hi</body></html>').encoded, 'html');
      assert.equal(parseDraft(`${`${'QUJD'.repeat(19)}\n`.repeat(4)}`).encoded, 'base64');
    });

    it('reads 7bit, 8bit and quoted-printable without escapes as they stand', () => {
      for (const encoding of ['7bit', '8bit', 'quoted-printable']) {
        const draft = parseDraft(`${head}Content-Transfer-Encoding: ${encoding}\n\nI was wrong.\n`);
        assert.equal(draft.encoded, undefined);
        assert.equal(draft.paragraphs.length, 1);
      }
    });

    it('reads the plain part of a multipart mail', () => {
      const text = `${head}Content-Type: multipart/alternative; boundary="cut"\n\n--cut\nContent-Type: text/plain\n\nI was wrong.\n--cut\nContent-Type: text/html\n\n<p>I was wrong.</p>\n--cut--\n`;
      assert.equal(keptOf(text), 'I was wrong.');
    });
  });

  describe('is sound whatever its text', () => {
    const texts = {
      nothing: '',
      blanks: ' \n\t\r\n ',
      'a byte order mark': '\ufeffSubject: Hi there\n\nI was wrong.\n',
      'lone surrogates': '\ud800 I was wrong. \udc00',
      NULs: '\0I was\0 wrong.\0',
      'no-break blanks and curly marks': 'I\u00a0was “wrong\u00a0then”. It’s mine.',
      'open marks': '“(["«'.repeat(50),
      'deep quotes and lists': `${'> '.repeat(300)}a\n${'- '.repeat(300)}b`,
      'cut fences, tags and comments': '```\n<a href="\n<!-- I was',
      'a lone CR': 'From: a\rTo: b\rSubject: c\r\rI was wrong.\rYou were right.',
    };
    for (const [name, text] of Object.entries(texts)) {
      it(name, () => {
        for (const format of [undefined, 'mail', 'markdown', 'plain'] as const) assertSound(text, format);
      });
    }

    it('any mix of marks and words', () => {
      const pieces = [
        'I was wrong. ',
        '\n',
        '\r\n',
        '\n\n',
        '> ',
        '"',
        '“',
        '”',
        '(',
        ')',
        '**',
        '- ',
        '# ',
        '`',
        '```\n',
        '|',
        '<b>',
        'From: a\n',
        'Subject: Re: b\n',
        'On 3 May 2027 at 10:02 Ana wrote:\n',
        '-- \n',
        'Thanks,\nIlse\n',
        '🙂',
        '\ud83d',
        '\0',
        'Hi all,\n',
        'https://a.b/c ',
        '[x](y)',
        '&amp;',
      ];
      let seed = 7;
      const next = (below: number) => {
        seed = (seed * 48271) % 2147483647;
        return seed % below;
      };
      for (let round = 0; round < 400; round++) {
        const text = Array.from({ length: next(30) }, () => pieces[next(pieces.length)]).join('');
        for (const format of [undefined, 'mail', 'markdown', 'plain'] as const) assertSound(text, format);
      }
    });

    it('a line of ten million letters, two hundred thousand emoji units', function () {
      this.timeout(20_000);
      for (const text of ['I was wrong. '.repeat(770_000), 'a'.repeat(10_000_000), '🙂'.repeat(100_000)]) {
        assert.equal(parseDraft(text).prose.length, text.length);
      }
    });

    it('the drafts and everyday mails of the corpus', function () {
      this.timeout(60_000);
      if (!existsSync(CORPUS)) {
        console.log(`      skipped: no corpus at ${CORPUS}`);
        this.skip();
      }
      const dev = join(CORPUS, 'dev');
      const folders = readdirSync(dev, { withFileTypes: true }).filter((entry) => entry.isDirectory());
      for (const folder of [...folders.map(({ name }) => join(dev, name)), join(CORPUS, 'ordinary-mail')]) {
        for (const name of readdirSync(folder)) assertSound(readFileSync(join(folder, name), 'utf8'));
      }
    });
  });
});
