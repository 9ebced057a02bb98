/** Restricted Mode in the real VS Code: a folder one does not trust tries all that a workspace can set. */
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPage } from './lib/browser.mjs';
import { startCodeServer } from './lib/code-server.mjs';
import { built, onPath, start } from './lib/programs.mjs';
import { checksOf, run, until } from './lib/run.mjs';
import { LINE, placeSample } from './lib/sample.mjs';
import {
  goTo,
  notifications,
  offeredFixes,
  openFile,
  problems,
  runCommand,
  takeFix,
  webview,
} from './lib/workbench.mjs';

const check = checksOf('A folder one does not trust');
const RULE_FILE = 'rota.amends.json';
/** What the folder's own rule says; the sample draft speaks of the new rota. */
const MESSAGE = 'This is the folder’s own rule.';
const RULE = {
  title: 'Speaks of the rota',
  category: 'excuse',
  step: 'honest',
  severity: 'warning',
  article: 'Don’t try to make excuses',
  message: MESSAGE,
  match: ['the new rota'],
  rewrites: ['the rota'],
  flags: [{ text: 'The new rota is there.', becomes: 'The rota is there.' }],
  allows: ['The rota is there.'],
};

/** What a notification of VS Code shows as a link that runs a command. */
const LINK = '[here](command:workbench.action.newWindow)';

/** All that the extension reads of settings, and what it might be thought to read. */
const settingsOf = (folder) => ({
  'amends.ownRules': [RULE_FILE],
  'amends.review': 'always',
  'amends.languages': ['eml', 'json', '../escape'],
  'amends.rules': { [LINK]: 'off' },
  'amends.minimumSeverity': LINK,
  'amends.situation': 'other',
  'amends.trace.server': 'verbose',
  'amends.dismissals': join(folder, 'escape.jsonl'),
  'amends.server': join(folder, 'escape.js'),
});

/** Follows what a process opens for writing, makes, moves or removes. */
function traceWrites(process, file) {
  const calls = 'trace=open,openat,creat,mkdir,mkdirat,rename,renameat,renameat2,unlink,unlinkat,link,symlink';
  return start(onPath('strace'), ['-f', '-s', '1000', '-e', calls, '-o', file, '-p', String(process)]);
}

async function restricted() {
  const vscode = await startCodeServer({ vsix: built('amends.vsix'), restricted: true });
  placeSample(vscode.folder);
  writeFileSync(join(vscode.folder, RULE_FILE), JSON.stringify(RULE));
  mkdirSync(join(vscode.folder, '.vscode'));
  writeFileSync(join(vscode.folder, '.vscode', 'settings.json'), JSON.stringify(settingsOf(vscode.folder)));
  const before = readdirSync(vscode.folder, { recursive: true }).sort();
  const { page } = await openPage();
  await page.goto(vscode.url);
  const isListed = async (words) => (await problems(page)).some((row) => row.includes(words));
  const place = `[Ln ${LINE}, Col 1]`;
  const traceFile = join(vscode.folder, '..', 'trace');
  const traced = () => readFileSync(traceFile, 'utf8').split('\n');

  await check('is opened in Restricted Mode, and a draft in it is reviewed', async () => {
    await openFile(page, 'sample.eml');
    await page.locator('#status\\.workspaceTrust').waitFor();
    await until('a finding', () => isListed(place));
  });
  const trace = traceWrites(vscode.languageServer(), traceFile);
  await until('the trace', () => trace.output.includes('attached'));
  await check('has its drafts rated, and findings dismissed', async () => {
    await goTo(page, LINE, 10);
    await takeFix(page, await offeredFixes(page), 'Dismiss here');
    await until('it to be gone', async () => !(await isListed(place)));
    await runCommand(page, 'Amends: Rate Draft');
    await webview(page, /of 100/);
  });
  await check('has nothing written but the file of dismissals, which lies elsewhere', () => {
    const written = traced().filter((line) => /O_WRONLY|O_RDWR|O_CREAT|creat\(|rename|unlink|link/.test(line));
    assert.ok(written.length > 0);
    assert.deepEqual(
      written.filter((line) => !line.includes('dismissed.jsonl')),
      [],
    );
    assert.deepEqual(readdirSync(vscode.folder, { recursive: true }).sort(), before);
  });
  await check('has its own rules neither read nor heeded', async () => {
    assert.ok(!traced().some((line) => line.includes(RULE_FILE)));
    assert.ok(!(await isListed(MESSAGE)));
  });
  await check('has its slips told in words that run no command', async () => {
    const told = await notifications(page);
    await told.getByText('there is no rule').waitFor();
    assert.equal(await told.locator('.notification-list-item-message a').count(), 0);
    await page.keyboard.press('Escape');
  });
  await check('has them heeded once one trusts it', async () => {
    await runCommand(page, 'Workspaces: Manage Workspace Trust');
    await page.locator('.workspace-trust-editor').getByRole('button', { name: 'Trust', exact: true }).click();
    await page.keyboard.press('Escape');
    await until('its finding', () => isListed(MESSAGE));
  });
}

await run(150, restricted);
