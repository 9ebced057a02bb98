import assert from 'node:assert/strict';
import { join } from 'node:path';
import { tagLine } from '../server/src/review/grammar';
import { type Line, toLine } from '../server/src/review/line';
import type { Review } from '../server/src/review/review';
import { createReviewer } from '../server/src/review/reviewer';
import { compileRules } from '../server/src/review/rulebook';
import { builtInRules } from '../server/src/rules';
import { formatOf } from '../server/src/settings';
import { OWN, readLabelled, readMails, SHARED } from './corpora';

const reviewer = createReviewer(builtInRules);
const book = compileRules(builtInRules);
const flags = new Map(book.flags.map((rule) => [rule.id, rule]));

const corpora: readonly (readonly [string, () => readonly { readonly file: string; readonly text: string }[]])[] = [
  ['our own drafts', () => readLabelled(OWN).map(({ labels, text }) => ({ file: labels.file, text }))],
  [
    'the labelled drafts',
    () => readLabelled(join(SHARED, 'dev')).map(({ labels, text }) => ({ file: labels.file, text })),
  ],
  ['ordinary mail', () => readMails(join(SHARED, 'ordinary-mail'))],
];

const words = (line: string): string =>
  line
    .replace(/[\uE000-\uE0FF]/g, '')
    .replace(/,/g, ' ')
    .trim();

/** Every word of the sentence that the rule's patterns can stand on, as they read it. */
function standings(rule: string, sentence: string): string[] {
  const line = toLine(sentence.replace(/\s/g, ' '));
  let tagged: Line | undefined;
  const tag = (): Line => {
    tagged ??= tagLine(line);
    return tagged;
  };
  return (flags.get(rule)?.match ?? []).flatMap((pattern) =>
    [...(pattern.tagged ? tag() : line).text.matchAll(pattern.regex())].map(([match]) => words(match)),
  );
}

/** The same words; a contraction cut by the pattern (“wasn’t” for “not”) brings its other half along. */
function isSame(read: string, match: string): boolean {
  return read.includes(match) && read.split(' ').length - match.split(' ').length <= 2;
}

function checkPlaces(file: string, { draft, findings }: Review): void {
  for (const { span, rule, scope } of findings) {
    const where = `${file} ${rule} at ${span.start}`;
    assert.ok(span.start < span.end && span.end <= draft.text.length, where);
    for (const edge of [span.start, span.end - 1])
      assert.equal(draft.prose[edge], draft.text[edge], `${where}: not the author’s`);
    if (scope === 'draft' || !flags.has(rule)) continue;
    const sentence = draft.paragraphs.flat().find(({ start, end }) => start <= span.start && span.end <= end);
    assert.ok(sentence, `${where}: in no sentence`);
    const read = words(toLine(draft.prose.slice(span.start, span.end)).text);
    const found = standings(rule, draft.prose.slice(sentence.start, sentence.end));
    assert.ok(
      found.some((match) => isSame(read, match)),
      `${where}: “${read}”`,
    );
  }
}

describe('every finding stands on the author’s own words, on the words that matched', () => {
  for (const [name, read] of corpora) {
    it(`in ${name}`, function () {
      this.timeout(120_000);
      const texts = read();
      if (texts.length === 0) {
        console.log(`      skipped: ${name} are not at ../shared/corpus`);
        this.skip();
      }
      for (const { file, text } of texts) checkPlaces(file, reviewer.review(text, formatOf('plaintext', file)));
    });
  }
});
