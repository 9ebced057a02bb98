import assert from 'node:assert/strict';
import { join } from 'node:path';
import { gatherRules } from '../rules/gather.mjs';
import { parseDraft } from '../server/src/draft/draft';
import { tagLine } from '../server/src/review/grammar';
import { type Line, toLine } from '../server/src/review/line';
import { meets } from '../server/src/review/needs';
import type { Pattern } from '../server/src/review/pattern';
import { compileRules, type Rulebook, type RuleFiles } from '../server/src/review/rulebook';
import { builtInRules } from '../server/src/rules';
import { formatOf } from '../server/src/settings';
import { OWN, readLabelled, readMails, SHARED } from './corpora';

const book = compileRules(builtInRules);
const rules = [...book.flags, ...book.moves, ...book.harms, ...book.contexts];
const patterns = rules.flatMap(({ match, unless }) => [...match, ...unless]);

/** Every so many sentences one is searched by every pattern, for that takes a thousand times longer than reading it. */
const EVERY = process.env.EVERY ? Number(process.env.EVERY) : 20;

const corpora: readonly (readonly [string, () => readonly { readonly file: string; readonly text: string }[]])[] = [
  ['our own drafts', () => readLabelled(OWN).map(({ labels, text }) => ({ file: labels.file, text }))],
  [
    'the labelled drafts',
    () => readLabelled(join(SHARED, 'dev')).map(({ labels, text }) => ({ file: labels.file, text })),
  ],
  ['ordinary mail', () => readMails(join(SHARED, 'ordinary-mail'))],
];

function sentencesIn(file: string, text: string): string[] {
  const draft = parseDraft(text, formatOf('plaintext', file));
  return draft.paragraphs.flat().map(({ start, end }) => draft.prose.slice(start, end).replace(/[\r\n\t]/g, ' '));
}

/** What stands in the sentence although the filter would not have had it searched. */
function lostIn(sentence: string): string[] {
  const line = toLine(sentence);
  const words = new Set(line.words.map((word) => word.text));
  let tagged: Line | undefined;
  const lineFor = (pattern: Pattern): Line => {
    if (!pattern.tagged) return line;
    tagged ??= tagLine(line);
    return tagged;
  };
  return patterns
    .filter((pattern) => {
      const isSearched =
        (pattern.triggers.length === 0 || pattern.triggers.some((word) => words.has(word))) &&
        meets(words, pattern.needs) &&
        pattern.glance().test(line.text);
      return !isSearched && lineFor(pattern).text.search(pattern.regex()) >= 0;
    })
    .map(({ source }) => `“${source}” in “${sentence}”`);
}

describe('the word filter', () => {
  for (const [name, read] of corpora) {
    it(`loses nothing in ${name}`, function () {
      this.timeout(600_000);
      const texts = read();
      if (texts.length === 0) {
        console.log(`      skipped: ${name} are not at ../shared/corpus`);
        this.skip();
      }
      const sentences = texts.flatMap(({ file, text }) => sentencesIn(file, text));
      const lost = sentences.filter((_, index) => index % EVERY === 0).flatMap(lostIn);
      assert.deepEqual(lost, []);
    });
  }

  it('loses nothing in what the rules say they find', () => {
    const files = gatherRules(join(__dirname, '..', 'rules')) as RuleFiles;
    const shown = Object.values(files.rules).flatMap((rule) => ('shows' in rule ? rule.shows : []));
    const lost = shown.flatMap((text) => sentencesIn('a.txt', text)).filter((_, index) => index % EVERY === 0);
    assert.deepEqual(lost.flatMap(lostIn), []);
  });

  it('spares nearly every search', () => {
    const words = new Set(toLine('The rota for June is on the board by the door.').words.map((word) => word.text));
    const searched = patterns.filter(({ triggers, needs }) => triggers.length > 0 && meets(words, needs));
    assert.ok(searched.length < patterns.length / 50, `${searched.length} of ${patterns.length}`);
  });
});

describe('the packed rules', () => {
  it('are the rules, but for their examples', () => {
    const files = gatherRules(join(__dirname, '..', 'rules')) as RuleFiles;
    const whole = compileRules(files);
    const told = ({ flags }: Rulebook) =>
      flags.map(({ id, match }) => [id, match.map(({ source, sets }) => [source, sets.map((set) => [...set].sort())])]);
    assert.deepEqual(told(book), told(whole));
    assert.deepEqual({ ...builtInRules.model }, files.model);
  });
});
