import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readJournal } from '../server/src/dismissals/journal';
import { readOwnRule, withOwnRules } from '../server/src/own-rules';
import { compilePattern } from '../server/src/review/pattern';
import { createReviewer } from '../server/src/review/reviewer';
import { isFlag } from '../server/src/review/rule';
import { PatternError } from '../server/src/review/syntax';
import { builtInRules } from '../server/src/rules';
import { DEFAULTS, readSettings } from '../server/src/settings';
import { settingsSlips } from '../server/src/settings-slips';
import { OWN_RULE } from './own-rule';
import { holds } from './properties';

const FILE = 'file:///team/own.amends.json';
const vocabulary = { classes: builtInRules.lexicon, verbs: builtInRules.verbs };
const ruleWith = (...match: readonly string[]): string => JSON.stringify({ ...OWN_RULE, match }, null, 2);
const readPattern = (pattern: string) => readOwnRule(FILE, ruleWith('per my mail', pattern), builtInRules);

const anyPattern = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '(',
        ')',
        '|',
        '[',
        ']',
        '[a:',
        '?',
        '.',
        '*',
        '^',
        '$',
        '!',
        ',',
        '{0,12}',
        '{2,1}',
        '{make}',
        '<sure>',
      ),
      fc.constantFrom('sorry', 'but', "can't", '\\?', '#Verb', '/a+/', '/(a+)+/', '<none>', '~', '\0', '🙂', ' '),
      fc.string({ maxLength: 3 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(' '));

describe('any rule file', () => {
  holds(
    'has its patterns read or refused in words',
    20_000,
    fc.property(anyPattern, (source) => {
      try {
        const pattern = compilePattern(source, vocabulary);
        assert.ok(pattern.ways() >= 1 || pattern.source === source);
      } catch (error) {
        assert.ok(error instanceof PatternError, String(error));
      }
    }),
  );

  const slip = fc.tuple(
    fc.nat(400),
    fc.nat(6),
    fc.oneof(fc.string({ maxLength: 4 }), fc.constantFrom('{', '[', '"', ',', '\0', '\\u')),
  );
  holds(
    'with slips of the pen is a rule or tells on which line it is none',
    3_000,
    fc.property(fc.array(slip, { maxLength: 4 }), (slips) => {
      const text = slips.reduce(
        (done, [at, gone, put]) => done.slice(0, at) + put + done.slice(at + gone),
        ruleWith('per my mail'),
      );
      const read = readOwnRule(FILE, text, builtInRules);
      if (read.ok) return;
      assert.equal(read.errors.length, 1);
      for (const { line, message } of read.errors) {
        assert.ok(line >= 1 && line <= text.split('\n').length);
        assert.ok(message.length > 0 && !/undefined|stack|TypeError/.test(message), message);
      }
    }),
  );

  holds(
    'of any JSON at all is refused in words',
    3_000,
    fc.property(fc.json({ maxDepth: 8 }), (text) => {
      assert.equal(readOwnRule(FILE, text, builtInRules).ok, false);
    }),
  );

  for (const [name, text] of Object.entries({
    'nested deep': '['.repeat(200_000),
    'nested deep and closed': `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`,
    'nested deep behind a comment with a quote': `// don"t\n${'['.repeat(200_000)}`,
    'with parentheses nested deep': ruleWith('per my mail', `${'('.repeat(50_000)}a${')'.repeat(50_000)}`),
    'with a thousand negations': ruleWith('per my mail', `${'!'.repeat(1_000)}a`),
  }))
    it(`${name} is refused in plain words`, () => {
      const read = readOwnRule(FILE, text, builtInRules);
      assert.ok(!read.ok);
      assert.match(read.errors[0]?.message ?? '', /deep|twice/);
    });
});

describe('a rule that would keep its writer waiting', () => {
  const slow = [
    'per (.{0,12}){0,12} mail',
    'per * * * * * * mail',
    'per ((a|b a)?){0,12} mail',
    'per /(a+)+b/',
    'per /(?<=a)b/',
    'per /(.)\\1/',
    'per /a*a*a*a*a*b/',
    'per /a?a?a?a?a?a?a?a?a?a?a?a?a?a?aaaaaaaaaaaaaa/',
  ];
  for (const pattern of slow)
    it(`is refused, named by its pattern ${pattern}`, () => {
      const read = readPattern(pattern);
      assert.ok(!read.ok, 'it is taken');
      const [error] = read.errors;
      assert.match(error?.message ?? '', /too slow|no group may repeat/);
      assert.ok(error?.message.includes(pattern));
      assert.equal(
        error?.line,
        ruleWith('per my mail', pattern)
          .split('\n')
          .findIndex((line) => line.includes(JSON.stringify(pattern))) + 1,
      );
    });

  for (const pattern of ['per .{0,8} (mail|email) .{0,3} (today|again)', 'per /\\d+(st|nd)?/', 'per <weekday> * mail'])
    it(`is not this: ${pattern}`, () => assert.deepEqual(readPattern(pattern).ok, true));

  it('is left out while the team’s other rules go on', () => {
    const { files, errors } = withOwnRules(builtInRules, [
      { file: 'file:///team/slow.amends.json', text: ruleWith('per (.{0,12}){0,12} mail') },
      { file: FILE, text: ruleWith('per my mail') },
    ]);
    assert.deepEqual(
      errors.map(({ file }) => file),
      ['file:///team/slow.amends.json'],
    );
    const found = createReviewer(files).review('As per my mail, it was late.').findings;
    assert.ok(found.some(({ rule }) => rule === 'own/own'));
  });
});

describe('the rules that come with Amends', () => {
  it('could each be tried in a bounded number of ways', () => {
    const patterns = Object.values(builtInRules.rules).flatMap((rule) => ('match' in rule ? rule.match : []));
    assert.ok(patterns.length > 0);
    const worst = patterns.filter((source) => compilePattern(source, vocabulary).ways() > 200_000);
    assert.deepEqual(worst, []);
  });

  /** Seconds for all these patterns on a line of so many words, the least of three tries. */
  function seconds(sources: readonly string[], words: readonly string[], times: number): number {
    const line = ` ${Array.from({ length: times }, (_, at) => words[at % words.length]).join(' ')}`;
    const regexes = sources.map((source) => compilePattern(source, vocabulary).regex());
    const tries = [1, 2, 3, 4].map(() => {
      const start = performance.now();
      for (const regex of regexes) for (const _ of line.matchAll(regex)) void _;
      return (performance.now() - start) / 1000;
    });
    return Math.min(...tries);
  }

  it('take about twice as long for twice the words, even for words made to lead them on', function () {
    this.timeout(120_000);
    const rules = Object.values(builtInRules.rules).filter(isFlag);
    const slowest = rules
      .flatMap((rule) => rule.match)
      .filter((source) => compilePattern(source, vocabulary).ways() > 200);
    assert.ok(slowest.length > 5);
    for (const words of [
      ['i', 'have', 'been', 'for', 'will', 'ever'],
      ['nobody', 'is', 'going', 'to'],
      ['the', 'decision', 'of', 'our', 'job'],
    ]) {
      const [once, twice] = [seconds(slowest, words, 2_000), seconds(slowest, words, 4_000)];
      // Noise of a busy machine stays below this; what grows with the square does not.
      assert.ok(twice < once * 3 + 0.05, `${words.join(' ')}: ${once} s, then ${twice} s`);
    }
  });
});

describe('anything an editor or a disc may hand over', () => {
  holds(
    'is read as settings, or falls back to the defaults',
    10_000,
    fc.property(fc.anything(), (value) => {
      const settings = readSettings(value);
      assert.deepEqual(
        Object.keys(settings).filter((name) => !(name in DEFAULTS) && name !== 'situation'),
        [],
      );
      for (const said of settingsSlips(value, new Set())) assert.ok(said.length > 0);
    }),
  );

  holds(
    'is read as a journal of dismissals, every whole line of it',
    10_000,
    fc.property(fc.array(fc.oneof(fc.string(), fc.json({ maxDepth: 2 }))), (lines) => {
      const whole = '{"dismiss":"a","rule":"excuse/x","on":"2026-03-09"}';
      const { dismissed } = readJournal([...lines, whole].join('\n'));
      assert.ok(dismissed.has('a'));
    }),
  );
});
