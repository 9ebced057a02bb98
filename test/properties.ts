import fc from 'fast-check';

/** Set both to see a failure again, or the second alone to try more: `SEED=42 RUNS=10 npx mocha test/any-draft.test.ts`. */
const { SEED, RUNS = '1' } = process.env;

/** A test that a property holds for this many cases; a failure prints the seed and the smallest case that fails. */
export function holds<Ts extends [unknown, ...unknown[]]>(
  name: string,
  cases: number,
  property: fc.IProperty<Ts> | fc.IAsyncProperty<Ts>,
): void {
  it(`${name} (${cases} cases)`, async function () {
    this.timeout(60_000 * Number(RUNS));
    await fc.assert(property, {
      numRuns: Math.ceil(cases * Number(RUNS)),
      ...(SEED !== undefined && { seed: Number(SEED) }),
    });
  });
}

/** What gives a mail, a Markdown text or a rule its shape, and what breaks the readers of such. */
const PIECES: readonly string[] = [
  'From: a@x.example\n',
  'Subject: Re: Thursday\n',
  'Content-Type: multipart/mixed; boundary="b"\n',
  'Content-Transfer-Encoding: base64\n',
  '\n--b\n',
  '\n--b--\n',
  '\n\n',
  '\n',
  '\r\n',
  '\r',
  ' ',
  '\t',
  '    ',
  '> ',
  '>> > ',
  'On Monday, Ana wrote:\n',
  '-----Original Message-----\n',
  '\n-- \n',
  '```\n',
  '---\n',
  '# ',
  '- ',
  '1. ',
  '| a | b |\n',
  '[a](https://x.example)',
  '[',
  '](',
  '(',
  ')',
  '“',
  '”',
  '"',
  "'",
  '’',
  '*',
  '_',
  '`',
  '<b>',
  '<!--',
  '-->',
  '<script>alert(1)</script>',
  '\\',
  '&amp;',
  '.',
  '...',
  '?',
  '!',
  ', ',
  ' -- ',
  'Dear Ana,\n\n',
  'Hi all,\n',
  'Kind regards,\nTom\n',
  'We are letting you go on Friday. ',
  'It wasn’t my call. ',
  'This will never happen again. ',
  'I am sorry if anyone was upset. ',
  'I know how hard this is. ',
  'I will call you by Friday. ',
  'wouldn’t’ve ',
  'Mr. Hart at 3 p.m. ',
  '[the step you take]',
  '🙂',
  '👩‍👩‍👧‍👦',
  'İ',
  'ﬁ',
  'e\u0301',
  '\u202e',
  '\u200b',
  '\ufeff',
  '\u2028',
  '\ue000',
  '\0',
  '\ud800',
  '\udfff',
];

/** Any text, more often one with the marks of a mail than chance would have it. */
export const anyDraft: fc.Arbitrary<string> = fc
  .array(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...PIECES) }, fc.string({ unit: 'binary', maxLength: 8 })), {
    maxLength: 30,
  })
  .map((pieces) => pieces.join(''));
