import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { STEPS } from '../server/src/review/rating';
import { builtInRules } from '../server/src/rules';

const ARTICLE = join(__dirname, '..', '..', 'shared', 'article.txt');
const { rubric, rules } = builtInRules;

describe('the rubric', () => {
  for (const step of STEPS) {
    const { moves, flags, why } = rubric.steps[step];
    const criteria = [...Object.keys(moves), ...Object.keys(flags)];

    it(`explains each weight of ${step} in one line, and nothing else`, () => {
      assert.deepEqual(Object.keys(why).sort(), ['weight', ...criteria].sort());
      for (const line of Object.values(why)) assert.match(line, /^.{10,140}$/);
    });

    it(`counts in ${step} only moves that are there`, () =>
      assert.deepEqual(
        Object.keys(moves).filter((move) => !rules[`moves/${move}`]),
        [],
      ));
  }

  it('quotes the article word for word', function () {
    if (!existsSync(ARTICLE)) {
      console.log('      skipped: the article is not at ../shared/article.txt');
      this.skip();
    }
    const article = readFileSync(ARTICLE, 'utf8').toLowerCase();
    const quotes = STEPS.flatMap((step) => Object.values(rubric.steps[step].why)).flatMap((line) =>
      [...line.matchAll(/“([^”]+?)[.;]?”/g)].map(([, quote = '']) => quote),
    );
    assert.ok(quotes.length > 10);
    assert.deepEqual(
      quotes.filter((quote) => !article.includes(quote.toLowerCase())),
      [],
    );
  });

  it('has a word for every score, the highest bound first', () => {
    const bounds = rubric.words.map(({ from }) => from);
    assert.deepEqual(
      bounds,
      [...bounds].sort((a, b) => b - a),
    );
    assert.equal(bounds.at(-1), 0);
  });
});
