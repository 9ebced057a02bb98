import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Validator } from '@cfworker/json-schema';
import { gatherRules } from '../rules/gather.mjs';
import schema from '../rules/rule.schema.json';
import { parseDraft } from '../server/src/draft/draft';
import { applyFix } from '../server/src/review/change';
import { createFixer } from '../server/src/review/fixer';
import { createLikenessReader } from '../server/src/review/likeness';
import { createReader, type Reader } from '../server/src/review/match';
import { type Review, review } from '../server/src/review/review';
import { createReviewer } from '../server/src/review/reviewer';
import { type Flag, isFlag, isGap, type Move, type Rule } from '../server/src/review/rule';
import { type Compiled, compileRule, compileRules, type Rulebook, type RuleFiles } from '../server/src/review/rulebook';

const RULES = join(__dirname, '..', 'rules');
const ARTICLE = join(__dirname, '..', '..', 'shared', 'article.txt');
const files = gatherRules(RULES) as RuleFiles;
const validator = new Validator(schema as object, '7', false);
const FOLDERS: Readonly<Record<string, string>> = { move: 'moves' };

/** All contexts and, for rules that heed their neighbours, all moves: compiled once. */
const whole = createReviewer(files);
const book = compileRules(files);
const vocabulary = { classes: files.lexicon, verbs: files.verbs };

/** A reader and reviewer of drafts that know this one rule, with the contexts and moves it leans on. */
function alone(id: string, rule: Rule): { readonly read: Reader; readonly review: (text: string) => Review } {
  const compiled = compileRule(id, rule, vocabulary);
  const of = <R extends Rule>(is: (other: Rule) => other is R): Compiled<R>[] =>
    is(rule) ? [compiled as Compiled<R>] : [];
  const leans = 'unlessNear' in rule;
  const only: Rulebook = {
    ...book,
    flags: of(isFlag),
    moves: leans ? book.moves : of((other): other is Move => other.category === 'move'),
    harms: [],
    gaps: [],
  };
  const read = createReader(only);
  const alike = createLikenessReader(files.model);
  const fix = createFixer(read);
  return { read, review: (text) => review(parseDraft(text, 'plain'), only, { read, alike, fix }) };
}

const flagsOf = (id: string, rule: Flag) => {
  const { when: _, ...always } = rule;
  const { review: reviewed } = alone(id, always);
  return (text: string) => reviewed(text).findings.filter((finding) => finding.rule === id);
};

/** The rule with one guard taken away, under the guard's name. */
function withoutEachGuard(rule: Flag): [string, Flag][] {
  const drop = (key: 'unless' | 'guards' | 'unlessNear'): [string, Flag][] =>
    (rule[key] ?? []).map((guard) => [
      `${key}: ${guard}`,
      { ...rule, [key]: rule[key]?.filter((other) => other !== guard) },
    ]);
  return [...drop('unless'), ...drop('guards'), ...drop('unlessNear')];
}

describe('the rules', () => {
  it('quote the article word for word', function () {
    if (!existsSync(ARTICLE)) {
      console.log('      skipped: the article is not at ../shared/article.txt');
      this.skip();
    }
    const article = readFileSync(ARTICLE, 'utf8');
    assert.deepEqual(
      Object.entries(files.rules)
        .filter(([, rule]) => !article.includes(rule.article))
        .map(([id]) => id),
      [],
    );
  });

  for (const [id, rule] of Object.entries(files.rules)) {
    describe(id, () => {
      it('fits the schema', () => assert.deepEqual(validator.validate(rule).errors, []));

      it('lives in the folder of its category', () =>
        assert.equal(id.split('/')[0], FOLDERS[rule.category] ?? rule.category));

      it('leans on contexts and moves that exist', () => {
        const named = [
          ...('guards' in rule ? (rule.guards ?? []).map((name) => `context/${name}`) : []),
          ...('unlessNear' in rule ? (rule.unlessNear ?? []).map((name) => `moves/${name}`) : []),
          ...('missing' in rule ? Object.keys(rule.missing).map((name) => `moves/${name}`) : []),
          ...('contradicts' in rule && rule.contradicts ? [`moves/${rule.contradicts}`] : []),
        ];
        assert.deepEqual(
          named.filter((name) => !files.rules[name]),
          [],
        );
      });

      if (isFlag(rule)) flagTests(id, rule);
      else if (isGap(rule) || 'placeholder' in rule) draftTests(id, rule.flags, rule.allows);
      else recogniserTests(id, rule);
    });
  }
});

function examples({ flags }: Flag): readonly { readonly text: string }[] {
  return flags.map((example) => (typeof example === 'string' ? { text: example } : example));
}

/** A rewrite takes on the draft's own quotes; the examples do not mind which. */
const straight = (text: string): string => text.replace(/[‘’]/g, "'").replace(/[“”]/g, '"');

function flagTests(id: string, rule: Flag): void {
  const flag = flagsOf(id, rule);
  const rewritten = rule.flags.filter((example) => typeof example !== 'string');

  for (const { text } of examples(rule)) it(`flags “${text}”`, () => assert.equal(flag(text).length, 1));

  for (const { text, becomes } of rewritten) {
    it(`rewrites “${text}” as “${becomes}”`, () => {
      const [finding] = flag(text);
      assert.ok(finding, 'no finding');
      const offered = finding.fixes().map((fix) => applyFix(text, fix));
      assert.ok(
        offered.map(straight).includes(straight(becomes)),
        `offers ${offered.map((offer) => `“${offer}”`).join(', ')}`,
      );
    });
  }

  for (const text of rule.allows) it(`allows “${text}”`, () => assert.deepEqual(flag(text), []));

  for (const pattern of rule.match) {
    it(`has an example for ${pattern}`, () => {
      const only = flagsOf(id, { ...rule, match: [pattern] });
      assert.ok(examples(rule).some(({ text }) => only(text).length > 0));
    });
  }

  for (const [guard, unguarded] of withoutEachGuard(rule)) {
    it(`needs its guard ${guard}`, () => {
      const bare = flagsOf(id, unguarded);
      assert.ok(
        rule.allows.some((text) => bare(text).length > 0),
        'no example of what it saves',
      );
    });
  }

  it('has an example for every rewrite, and none of them is flagged by any rule', () => {
    const shown = rule.rewrites.map((rewrite) => {
      const only = flagsOf(id, { ...rule, rewrites: [rewrite] });
      return rewritten.some(({ text, becomes }) =>
        only(text).some(({ fixes }) => fixes().some((fix) => straight(applyFix(text, fix)) === straight(becomes))),
      );
    });
    assert.deepEqual(
      rule.rewrites.filter((_, index) => !shown[index]),
      [],
    );
    for (const { becomes } of rewritten) {
      const phrases = whole
        .review(becomes, 'plain')
        .findings.filter(
          ({ scope, severity, category }) => scope === 'phrase' && severity !== 'hint' && category !== 'omission',
        );
      assert.deepEqual(
        phrases.map((finding) => finding.rule),
        [],
        becomes,
      );
    }
  });
}

function draftTests(id: string, flags: readonly string[], allows: readonly string[]): void {
  const found = (text: string): boolean => whole.review(text, 'plain').findings.some(({ rule }) => rule === id);
  for (const text of flags) it(`speaks of “${text.slice(0, 50)}…”`, () => assert.ok(found(text)));
  for (const text of allows) it(`is silent on “${text.slice(0, 50)}…”`, () => assert.ok(!found(text)));
}

function recogniserTests(id: string, rule: Exclude<Rule, Flag>): void {
  if (!('shows' in rule)) return;
  const reading = (recogniser: Rule) => {
    const asMove: Rule = { ...(recogniser as Extract<Rule, { category: 'move' }>), category: 'move', step: 'ask' };
    const { read } = alone(id, asMove);
    return (text: string): boolean => read(text).moves.some((hit) => hit.rule.id === id);
  };
  const found = reading(rule);
  for (const text of rule.shows) it(`finds “${text}”`, () => assert.ok(found(text)));
  for (const text of rule.ignores) it(`does not find “${text}”`, () => assert.ok(!found(text)));
  for (const pattern of rule.match) {
    it(`has an example for ${pattern}`, () => assert.ok(rule.shows.some(reading({ ...rule, match: [pattern] }))));
  }
}
