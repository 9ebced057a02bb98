import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import article from '../rules/article.json';
import { reference } from '../rules/reference.mjs';
import { builtInRules } from '../server/src/rules';

const RULES = join(__dirname, '..', 'rules');
const ARTICLE = join(__dirname, '..', '..', 'shared', 'article.txt');

describe('the rule reference', () => {
  const written = readFileSync(join(RULES, 'README.md'), 'utf8');

  it('is fresh: run npm run reference after changing a rule', () => assert.equal(written, reference(RULES)));

  it('has a heading for every rule, where each diagnostic links to', () => {
    const headings = new Set([...written.matchAll(/^### (.+)$/gm)].map(([, id]) => id));
    assert.deepEqual(
      Object.keys(builtInRules.rules).filter((id) => !headings.has(id)),
      [],
    );
  });

  it('leaves nothing of the article without a rule or a reason', () => {
    const [, coverage = ''] = written.split('\n## ');
    const rows = coverage.split('\n').filter((row) => /^\| (?!The article|---)/.test(row));
    assert.equal(rows.length, article.advice.length);
    assert.deepEqual(
      rows.filter((row) => /\| (undefined)? ?\|$/.test(row)),
      [],
    );
  });

  it('quotes the article word for word', function () {
    if (!existsSync(ARTICLE)) {
      console.log('      skipped: the article is not at ../shared/article.txt');
      this.skip();
    }
    const text = readFileSync(ARTICLE, 'utf8');
    assert.deepEqual(
      article.advice.map((advice) => advice.text).filter((advice) => !text.includes(advice)),
      [],
    );
  });
});
