/** The server is killed under a draft that is being written, in the real VS Code: once in mid-review, then again and again. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { openPage } from './lib/browser.mjs';
import { startCodeServer } from './lib/code-server.mjs';
import { built } from './lib/programs.mjs';
import { checksOf, run, until } from './lib/run.mjs';
import { LINE, placeSample, TEXT } from './lib/sample.mjs';
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

const check = checksOf('A server killed');
/** The words after which one types, and what one types there. */
const BEFORE = 'on the board from Tuesday.';
const TYPED = ' It wasn’t my call.';
/** 450,000 characters to read, no sentence twice. */
const LONG = Array.from(
  { length: 8400 },
  (_, week) => `\n\nThe rota for week ${week} is on the board in the hall.`,
).join('');
/** After how many ends within three minutes the server is not started again by itself. */
const MOST = 5;

/** Whether the process is at work now, by what the kernel says of it. */
const isBusy = (id) => / R /.test(readFileSync(`/proc/${id}/stat`, 'utf8'));

async function crash() {
  const vscode = await startCodeServer({ vsix: built('amends.vsix') });
  const draft = placeSample(vscode.folder);
  const saved = () => readFileSync(draft, 'utf8');
  const { page } = await openPage();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(vscode.url);
  await openFile(page, 'sample.eml');

  const isListed = async (place) => (await problems(page)).some((row) => row.includes(place));
  const dismissed = `[Ln ${LINE}, Col 1]`;
  const line = TEXT.slice(0, TEXT.indexOf(BEFORE)).split('\n').length;
  const typed = `[Ln ${line}, `;

  const score = page.locator('[id$="amends.score"]').first();
  let scoreBefore = '';

  /** Kills the server and waits until its findings have gone with it. */
  async function kill() {
    process.kill(vscode.languageServer(), 'SIGKILL');
    await until('its findings to go', async () => !(await isListed(typed)));
  }

  await check('a finding is dismissed, and words are typed that nobody saves', async () => {
    await until('the finding', () => isListed(dismissed));
    await goTo(page, LINE, 10);
    await takeFix(page, await offeredFixes(page), 'Dismiss here');
    await until('it to be gone', async () => !(await isListed(dismissed)));
    await goTo(page, line, 1);
    await page.keyboard.press('End');
    await page.keyboard.type(TYPED);
    await until('what is typed to be found', () => isListed(typed));
    assert.equal(saved(), TEXT);
  });
  await check('in the middle of a review is there again by itself', async () => {
    const killed = vscode.languageServer();
    scoreBefore = await score.innerText();
    await page.evaluate((text) => navigator.clipboard.writeText(text), LONG);
    await page.keyboard.press('Control+V');
    await until('it to be at work', async () => {
      const before = isBusy(killed);
      await sleep(100);
      return before && isBusy(killed);
    });
    await kill();
    await until('another', () => ![killed, undefined].includes(vscode.languageServer()));
  });
  await check('has the draft rated as it is now', async () => {
    await until('another score', async () => (await score.innerText()) !== scoreBefore);
  });
  await check('takes no letter along that was not saved', async () => {
    const whole = TEXT.replace(BEFORE, BEFORE + TYPED + LONG);
    await page.keyboard.press('Control+S');
    // A file as long as this is written piece by piece.
    await until('the file', () => saved().length >= whole.length);
    assert.equal(saved(), whole);
  });
  await check('finds again what it had found, but not what was dismissed', async () => {
    await page.keyboard.press('Control+Z');
    await until('what was typed to be found', () => isListed(typed));
    assert.ok(!(await isListed(dismissed)));
  });
  await check('again and again waits, and the writer is told so in plain words', async () => {
    for (let times = 2; times <= MOST; times++) {
      await until('what was typed to be found', () => isListed(typed));
      await kill();
    }
    const told = await notifications(page);
    await told.getByText('Amends has stopped several times in a row, so it reads nothing now.').waitFor();
    assert.equal(await told.locator('.notification-list-item').count(), 1);
    assert.equal(vscode.languageServer(), undefined);
  });
  await check('reads on at a click', async () => {
    await page.getByRole('button', { name: 'Start Amends' }).click();
    await until('what was typed to be found', () => isListed(typed));
    assert.ok(!(await isListed(dismissed)));
  });
  await check('reads on when a rating is asked for', async () => {
    await kill();
    await notifications(page);
    await runCommand(page, 'Amends: Rate Draft');
    await webview(page, /of 100/);
    await until('what was typed to be found', () => isListed(typed));
  });
}

await run(180, crash);
