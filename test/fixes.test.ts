import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyFix } from '../server/src/review/change';
import type { Review } from '../server/src/review/review';
import { OWN, readLabelled } from './corpora';
import {
  afterwards,
  editOf,
  everyDraft,
  keepsFacts,
  type Offered,
  offeredIn,
  type reviewed,
  reviewer,
  sentenceOf,
} from './offered';

const GOLDEN = join(OWN, 'fixes.txt');
/** A gap that a fix leaves warns by itself until it is filled. */
const GAP = 'omission/unfilled-placeholder';

const count = ({ findings }: Review, rule: string): number =>
  findings.filter((finding) => finding.rule === rule).length;

function warnings({ findings }: Review): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { rule, severity } of findings)
    if (severity === 'warning' && rule !== GAP) counts[rule] = (counts[rule] ?? 0) + 1;
  return counts;
}

const name = ({ file, finding, fix }: Offered): string => `${file} ${finding.rule}: ${fix.title}`;

/** The offers that do not do what they should, by name; none if all is well. */
const failing = (offers: readonly Offered[], holds: (offered: Offered) => boolean): string[] =>
  offers.filter((offered) => !holds(offered)).map(name);

/** The length of the longest line, in UTF-16 units. */
const longest = (text: string): number => Math.max(...text.split(/\r?\n/).map((line) => line.length));

describe('every fix offered over real drafts', function () {
  this.timeout(process.env.AMENDS_ALL_DRAFTS ? 3_600_000 : 60_000);
  let offers: readonly Offered[] = [];
  let after: ReadonlyMap<Offered, Review> = new Map();
  let lints: (text: string) => Promise<number>;

  const then = (offered: Offered): Review => after.get(offered) ?? offered.review;

  before(async () => {
    offers = everyDraft(45).flatMap(offeredIn);
    after = new Map(offers.map((offered) => [offered, afterwards(offered)]));
    const [{ LocalLinter }, { binaryInlined }] = await Promise.all([
      import('harper.js'),
      import('harper.js/binaryInlined'),
    ]);
    const linter = new LocalLinter({ binary: binaryInlined });
    await linter.setup();
    lints = async (text) => {
      const found = await linter.lint(text.replace(/\s+/g, ' '), { language: 'plaintext' });
      return found.filter((lint) => lint.lint_kind() !== 'Spelling').length;
    };
  });

  it('is one of many', () => assert.ok(offers.length > 100, `${offers.length} fixes`));

  it('takes its flag away', () =>
    assert.deepEqual(
      failing(
        offers,
        (offered) => count(then(offered), offered.finding.rule) < count(offered.review, offered.finding.rule),
      ),
      [],
    ));

  it('brings no new warning', () =>
    assert.deepEqual(
      failing(offers, (offered) => {
        const known = warnings(offered.review);
        return Object.entries(warnings(then(offered))).every(([rule, times]) => times <= (known[rule] ?? 0));
      }),
      [],
    ));

  it('does not lower the rating', () =>
    assert.deepEqual(
      failing(
        offers,
        (offered) => (reviewer.rate(then(offered)).overall ?? 0) >= (reviewer.rate(offered.review).overall ?? 0),
      ),
      [],
    ));

  it('stays in its sentence, among the author’s own words', () =>
    assert.deepEqual(
      failing(offers, ({ review: { draft }, fix, finding }) => {
        const { span } = editOf(fix);
        const letters = (from: string): string => from.slice(span.start, span.end).replace(/[^\p{L}]/gu, '');
        const foreign = letters(draft.text) !== letters(draft.prose);
        const sentence = draft.paragraphs
          .flat()
          .find(({ start, end }) => start <= finding.span.start && finding.span.end <= end);
        const beside = sentence && (span.start < sentence.start - 4 || span.end > sentence.end + 4);
        return !foreign && (finding.scope === 'draft' || !beside);
      }),
      [],
    ));

  it('keeps line endings, and lines that are folded to the draft’s width', () =>
    assert.deepEqual(
      failing(offers, ({ review: { draft }, fix }) => {
        const { newText } = editOf(fix);
        const crlf = draft.text.includes('\r\n');
        const ended = crlf ? !/(?<!\r)\n/.test(newText) : !newText.includes('\r');
        const width = longest(draft.text);
        return ended && (width > 80 || longest(applyFix(draft.text, fix)) <= width);
      }),
      [],
    ));

  it('changes nothing when applied twice', () =>
    assert.deepEqual(
      failing(offers, ({ review, finding, fix }) => {
        const once = applyFix(review.draft.text, fix);
        const again = reviewer.review(once, review.draft.format).findings.filter(({ rule }) => rule === finding.rule);
        return again.every(({ fixes }) => fixes().every((other) => applyFix(once, other) !== once));
      }),
      [],
    ));

  it('is read by a checker that sees slips', async () => assert.ok((await lints('I is sorry for this.')) > 0));

  it('is no worse grammar than what stood there', async () => {
    const worse: string[] = [];
    for (const offered of offers) {
      const { before, after: changed } = sentenceOf(offered);
      if ((await lints(changed)) > (await lints(before))) worse.push(`${name(offered)} | ${changed}`);
    }
    assert.deepEqual(worse, []);
  });

  it('keeps, if it is the first, the sentence’s names, numbers and dates', () =>
    assert.deepEqual(
      failing(
        offers.filter(({ finding, fix }) => finding.fixes()[0] === fix),
        keepsFacts,
      ),
      [],
    ));
});

/** Of each rule this many, so that all are seen. */
const OF_EACH = 2;
const KEPT = 100;

/** A hundred first fixes, each with the sentence before and after: those last read one by one. */
function hundred(): string {
  const seen = new Map<string, number>();
  const rows: string[] = [];
  for (const sample of readLabelled(OWN).filter((_, index) => index % 4 === 1)) {
    if (rows.length >= KEPT) break;
    for (const offered of offeredOnce(sample)) {
      const times = seen.get(offered.finding.rule) ?? 0;
      if (times >= OF_EACH || rows.length >= KEPT) continue;
      seen.set(offered.finding.rule, times + 1);
      const { before, after } = sentenceOf(offered);
      const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();
      rows.push(`${offered.file} ${offered.finding.rule}\n- ${flat(before)}\n+ ${flat(after)}\n`);
    }
  }
  return rows.join('\n');
}

/** The first fix of each finding of a draft. */
function offeredOnce(sample: Parameters<typeof reviewed>[0]): Offered[] {
  return offeredIn(sample).filter(({ finding, fix }) => finding.fixes()[0] === fix);
}

describe('a hundred first fixes', () => {
  it('are those last read: UPDATE=1 npm test writes them anew', function () {
    this.timeout(90_000);
    const found = hundred();
    if (process.env.UPDATE) writeFileSync(GOLDEN, found);
    assert.deepEqual(found.split('\n\n'), readFileSync(GOLDEN, 'utf8').split('\n\n'));
  });
});
