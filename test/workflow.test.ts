import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');
const read = (...names: readonly string[]): string => readFileSync(join(ROOT, ...names), 'utf8');

describe('the workflow on GitHub', () => {
  it('does what .ci/run does, and nothing besides', () => {
    const steps = [...read('.github', 'workflows', 'ci.yml').matchAll(/\brun: (.+)$/gm)].map(([, command]) => command);
    assert.deepEqual(steps, ['.ci/run']);
  });
});

describe('CONTRIBUTING', () => {
  it('names commands that there are', () => {
    const { scripts }: { scripts: Readonly<Record<string, string>> } = JSON.parse(read('package.json'));
    const named = [...read('.github', 'CONTRIBUTING.md').matchAll(/npm run ([a-z-]+)/g)].map(([, name]) => name ?? '');
    assert.ok(named.length > 0);
    assert.deepEqual(
      named.filter((name) => !(name in scripts)),
      [],
    );
  });
});
