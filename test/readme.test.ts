import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gatherRules } from '../rules/gather.mjs';
import { type Flag, isFlag } from '../server/src/review/rule';
import type { RuleFiles } from '../server/src/review/rulebook';
import { DIST } from './session';

const ROOT = join(__dirname, '..');
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');

const amends = (...args: readonly string[]): string =>
  execFileSync(process.execPath, [join(DIST, 'cli.js'), ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });

describe('the README', () => {
  it('shows today’s output for the sample', () => {
    const [, sample = ''] = /```text\n([\s\S]*?)```/.exec(README) ?? [];
    const said = amends('check', '--exit-zero', 'test/drafts/sample.eml') + amends('rate', 'test/drafts/sample.eml');
    assert.ok(sample.length > 0);
    assert.deepEqual(
      sample.split('\n').filter((row) => !said.includes(row)),
      [],
    );
  });

  it('shows changes that the rules really offer', () => {
    const { rules } = gatherRules(join(ROOT, 'rules')) as RuleFiles;
    const offered = Object.values(rules)
      .filter((rule): rule is Flag => isFlag(rule))
      .flatMap(({ flags }) =>
        flags.map((flag) => (typeof flag === 'string' ? '' : `| ${flag.text} | ${flag.becomes} |`)),
      );
    const [, table = ''] = /\| You wrote \|.*\n.*\n([\s\S]*?)\n\n/.exec(README) ?? [];
    assert.ok(table.length > 0);
    assert.deepEqual(
      table.split('\n').filter((row) => !offered.includes(row)),
      [],
    );
  });
});
