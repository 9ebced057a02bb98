import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');

describe('the extension package', () => {
  it('holds the programs, the rule reference and the papers, and nothing else', () => {
    const listed = execFileSync('npx', ['vsce', 'ls', '--no-dependencies'], { cwd: ROOT, encoding: 'utf8' });
    assert.deepEqual(listed.trim().split('\n').sort(), [
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist/client-web.js',
      'dist/client.js',
      'dist/server.js',
      'package.json',
      'rules/README.md',
      'rules/rule.schema.json',
    ]);
  });
});
