import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { capabilities, contributes } from '../package.json';
import { ABLE, startSession } from './session';

const ROOT = join(__dirname, '..');
const page = readFileSync(join(ROOT, '.github', 'SECURITY.md'), 'utf8');

describe('SECURITY', () => {
  const promises = page.split('\n').filter((line) => line.startsWith('| ') && !/^\| (?:Promise|---)/.test(line));

  it('makes promises', () => assert.ok(promises.length >= 8));

  for (const promise of promises) {
    const [, said = '', held = ''] = promise.split('|').map((part) => part.trim());
    it(`names tests that there are for: ${said.slice(0, 60)}`, () => {
      const file = / in `([^`]+)`$/.exec(held)?.[1] ?? assert.fail('it names no file');
      assert.ok(existsSync(join(ROOT, file)), file);
      const source = readFileSync(join(ROOT, file), 'utf8');
      const names = [...held.replace(/ in `[^`]+`$/, '').matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? '');
      assert.ok(names.length > 0);
      for (const name of names) assert.ok(source.includes(`('${name}`), `${file} has no “${name}”`);
    });
  }
});

describe('a workspace that is not trusted', () => {
  it('sets nothing that names a file, a program or an address', () => {
    const restricted: readonly string[] = capabilities.untrustedWorkspaces.restrictedConfigurations;
    const free = Object.entries(contributes.configuration.properties).filter(([name]) => !restricted.includes(name));
    for (const [name, setting] of free) {
      const isChoice = 'enum' in setting;
      const isOfLevels = 'additionalProperties' in setting && 'enum' in setting.additionalProperties;
      assert.ok(isChoice || isOfLevels || name === 'amends.languages', name);
    }
    assert.equal(capabilities.untrustedWorkspaces.supported, 'limited');
  });

  it('puts no link that runs a command into what the writer is told', async () => {
    const link = '[here](command:workbench.action.quit)';
    const session = await startSession(
      { ...ABLE, workspace: { ...ABLE.workspace, configuration: true } },
      { review: link, rules: { [link]: 'off' } },
    );
    await session.open('Hi all,\n\nIt wasn’t my call.\n\nTom\n');
    await session.pull();
    const told = session.told();
    await session.close();
    assert.equal(told.filter((message) => message.includes('[here] (command:')).length, 2);
    assert.ok(told.every((message) => !message.includes('](')));
  });
});
