import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseDraft, type Span } from '../server/src/draft/draft';
import { findingReport } from '../server/src/report';
import { applyFix } from '../server/src/review/change';
import { toLine, toSentenceSpan } from '../server/src/review/line';
import { createReviewer } from '../server/src/review/reviewer';
import { builtInRules } from '../server/src/rules';
import { anyDraft, holds } from './properties';

const FORMATS = ['mail', 'markdown', 'plain', undefined] as const;
const reviewer = createReviewer(builtInRules);
const anyFormat = fc.constantFrom(...FORMATS);

function assertInside({ start, end }: Span, length: number): void {
  assert.ok(0 <= start && start < end && end <= length, `${start} to ${end} of ${length}`);
}

/** Whether two stretches of a draft hold the same but for what was blanked. */
function isMasked(prose: string, text: string): boolean {
  if (prose.length !== text.length) return false;
  for (let at = 0; at < text.length; at++) if (prose[at] !== text[at] && !/\s/.test(prose[at] ?? '')) return false;
  return true;
}

describe('any draft', () => {
  holds(
    'is read with every offset in place',
    20_000,
    fc.property(anyDraft, anyFormat, (text, format) => {
      const { prose, paragraphs, quotations, subject, greeting, signOff } = parseDraft(text, format);
      assert.ok(isMasked(prose, text), 'prose is the text, or blank');
      for (const span of [subject, greeting, signOff, ...quotations]) if (span) assertInside(span, text.length);
      let last = 0;
      for (const sentence of paragraphs.slice(subject ? 1 : 0).flat()) {
        assertInside(sentence, text.length);
        assert.ok(sentence.start >= last, 'sentences stand in order');
        const words = prose.slice(sentence.start, sentence.end);
        assert.equal(words.trim(), words);
        last = sentence.end;
      }
    }),
  );

  holds(
    'gives lines whose words stand where they were read',
    40_000,
    fc.property(anyDraft, (sentence) => {
      const line = toLine(sentence);
      for (const [index, { span, at, text }] of line.words.entries()) {
        assertInside(span, sentence.length);
        assert.equal(line.text.slice(at, at + text.length), text);
        assert.ok(span.start >= (line.words[index - 1]?.span.start ?? 0));
        assert.deepEqual(toSentenceSpan(line, at, at + text.length), span);
      }
    }),
  );

  holds(
    'is reviewed and rated, each finding on whole words of its author, each fix within the text',
    4_000,
    fc.property(anyDraft, anyFormat, (text, format) => {
      const review = reviewer.review(text, format);
      const { overall, steps } = reviewer.rate(review);
      for (const score of [overall, ...steps.map((step) => step.score)])
        assert.ok(score === null || (score >= 0 && score <= 100));
      for (const { span, scope, fixes } of review.findings) {
        assertInside(span, text.length);
        if (scope === 'phrase') assert.ok(isWholeWords(review.draft.prose, span), JSON.stringify(span));
        for (const fix of fixes()) {
          for (const edit of fix.edits) assert.ok(0 <= edit.span.start && edit.span.end <= text.length);
          assert.equal(typeof applyFix(text, fix), 'string');
        }
      }
    }),
  );

  const PHRASE = 'It wasn’t my call';
  const noise = fc.constantFrom(
    'Lunch is at one. 🙂',
    'The café opens, I think — “soon”.',
    'İda’s rota\nis here.',
    'ﬁne 👩‍👧',
  );
  holds(
    'has its finding on the phrase, whatever stands before and behind',
    3_000,
    fc.property(fc.array(noise), fc.array(noise), (before, after) => {
      const text = ['Hi all,', ...before, 'We are letting you go on Friday.', `${PHRASE}.`, ...after].join('\n\n');
      const found = reviewer.review(text).findings.filter(({ rule }) => rule === 'excuse/not-my-decision');
      assert.deepEqual(
        found.map(({ span }) => text.slice(span.start, span.end)),
        [PHRASE],
      );
    }),
  );

  holds(
    'is reviewed alike twice, and by a reviewer that has read other drafts meanwhile',
    500,
    fc.property(anyDraft, anyDraft, (text, other) => {
      const told = () => {
        const { findings, ...rest } = reviewer.review(text);
        return { ...rest, findings: findings.map(findingReport) };
      };
      const first = told();
      reviewer.review(other);
      assert.deepEqual(told(), first);
    }),
  );
});

/** Whether a stretch begins and ends where words do, with something to read in it. */
function isWholeWords(prose: string, { start, end }: Span): boolean {
  const isCut = (at: number): boolean => /[\p{L}\p{N}]{2}/u.test(prose.slice(at - 1, at + 1));
  return prose.slice(start, end).trim() !== '' && !isCut(start) && !isCut(end);
}

describe('a draft made to be hard, within 20 s', () => {
  const sentence = 'I know that it was not my call to close the desk. ';
  const folded =
    'The desk on the second floor is closed, as you all know\nby now and for some of you this is the worst news of the year.\n\n'.repeat(
      200,
    );
  const hard: Readonly<Record<string, string>> = {
    '10 MB of prose': 'The desk on the second floor is closed, as you all know by now.\n\n'.repeat(160_000),
    'a long folded draft': `${folded}${sentence}`,
    'a phrase again and again': sentence.repeat(1_000),
    'one endless sentence': 'and we had to go on '.repeat(50_000),
    'one endless word': 'a'.repeat(1_000_000),
    '200 kB of emoji': '👩‍👩‍👧‍👦🙂'.repeat(15_000),
    'lone surrogates': '\ud800 \udc00'.repeat(100_000),
    NULs: '\0'.repeat(500_000),
    'nested quotes': '>'.repeat(100_000),
    'quotes in quotes': `${'> '.repeat(200)}sorry\n`.repeat(1_000),
    'nested lists': Array.from({ length: 1_000 }, (_, depth) => `${' '.repeat(depth)}- so`).join('\n'),
    'open brackets': '['.repeat(100_000),
    'open parentheses and quotes': '(“'.repeat(50_000),
    'emphasis without end': '*a_'.repeat(100_000),
    'links without end': '[a](<'.repeat(30_000),
    'tags without end': '<a '.repeat(100_000),
    'comments without end': '<!--'.repeat(50_000),
    backquotes: Array.from({ length: 600 }, (_, length) => '`'.repeat(length)).join(' '),
    fences: '```\n'.repeat(50_000),
    'headers only': 'X-A: b\n'.repeat(50_000),
    'folded headers': `Subject: a\n${' b\n'.repeat(100_000)}`,
    'blank lines': '\n'.repeat(500_000),
    'carriage returns': '\r'.repeat(500_000),
    blanks: ' '.repeat(500_000),
    'tabs and blanks between': `${' \t'.repeat(100_000)}x\n`.repeat(2),
    boundaries: `Content-Type: multipart/mixed; boundary=b\n\n${'--b\nContent-Type: text/plain\n\nx\n'.repeat(20_000)}`,
    'nested multiparts': `Content-Type: multipart/mixed; boundary=b\n\n${'--b\nContent-Type: multipart/mixed; boundary=b\n\n'.repeat(20_000)}`,
    'full stops': '.'.repeat(500_000),
    'full stops apart': 'a. '.repeat(200_000),
    abbreviations: 'e.g. i.e. Mr. Dr. '.repeat(20_000),
    'sign-offs': 'Kind regards,\nTom\n\n'.repeat(20_000),
    'forwarded heads': '-----Original Message-----\nFrom: a\nSent: b\nTo: c\nSubject: d\n\n'.repeat(5_000),
    'words on one line': 'sorry '.repeat(200_000),
    'right-to-left marks': '\u202e\u2066sorry\u2069 '.repeat(50_000),
    tables: '| sorry | if |\n'.repeat(30_000),
    'combining marks': `e${'\u0301'.repeat(500_000)}`,
  };
  for (const [name, text] of Object.entries(hard))
    for (const format of text.length > 5_000_000 ? FORMATS.slice(0, 1) : FORMATS.slice(0, 3))
      it(`${name}, as ${format}`, () => {
        const { findings } = reviewer.review(text, format);
        for (const { span } of findings) assertInside(span, text.length);
      });
});
