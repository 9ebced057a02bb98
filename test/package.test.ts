import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { activationEvents } from '../package.json';
import texts from '../package.nls.json';
import { settingsSchema } from '../rules/settings-schema.mjs';
import { builtInRules } from '../server/src/rules';

const ROOT = join(__dirname, '..');

describe('the extension package', () => {
  it('holds the programs, the pictures, the grammar, the rule reference and the papers, and nothing else', () => {
    const listed = execFileSync('npx', ['vsce', 'ls', '--no-dependencies'], { cwd: ROOT, encoding: 'utf8' });
    assert.deepEqual(listed.trim().split('\n').sort(), [
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'client/images/icon.png',
      'client/images/own.svg',
      'client/images/rate.svg',
      'client/images/read.svg',
      'client/images/rewrite.svg',
      'client/images/scorecard.png',
      'client/images/screenshot.png',
      'client/images/start.svg',
      'client/mail.tmLanguage.json',
      'dist/THIRD-PARTY-LICENCES.txt',
      'dist/client-web.js',
      'dist/client.js',
      'dist/scorecard.css',
      'dist/scorecard.js',
      'dist/server.js',
      'dist/settings.schema.json',
      'package.json',
      'package.nls.json',
      'rules/README.md',
      'rules/rule.schema.json',
    ]);
  });

  it('has a text for every name in the manifest, and no name without a use', () => {
    const manifest = readFileSync(join(ROOT, 'package.json'), 'utf8');
    const used = [...manifest.matchAll(/"%([A-Za-z.]+)%"/g)].map(([, name]) => name).sort();
    assert.deepEqual([...new Set(used)], Object.keys(texts).sort());
  });

  it('does not start with the window: only a draft or a command wakes it', () => {
    assert.deepEqual(
      activationEvents.filter((event) => !event.startsWith('onLanguage:')),
      [],
    );
  });

  it('completes the rules that speak in a settings.json, and no others', () => {
    const { properties } = settingsSchema(builtInRules.rules);
    const speaking = Object.entries(builtInRules.rules).filter(([, rule]) => 'message' in rule);
    assert.deepEqual(Object.keys(properties['amends.rules'].properties).sort(), speaking.map(([id]) => id).sort());
  });
});
