/** A person's way through a draft in the real VS Code, the VSIX installed; with pictures, in the light and the dark. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openPage } from './lib/browser.mjs';
import { startCodeServer } from './lib/code-server.mjs';
import { built, SCREENSHOTS } from './lib/programs.mjs';
import { checksOf, run, until } from './lib/run.mjs';
import { LINE, PROMISE, placeSample, quotesArticle, rewriteIn, TEXT } from './lib/sample.mjs';
import {
  choose,
  goTo,
  hover,
  offeredFixes,
  openFile,
  problems,
  runCommand,
  shownText,
  squiggles,
  takeFix,
  tick,
  webview,
} from './lib/workbench.mjs';

const check = checksOf('Journey');
/** The schemes that the browser can ask for, and what VS Code then looks like. */
const SCHEMES = { light: '.monaco-workbench.vs', dark: '.monaco-workbench.vs-dark' };

/** Milliseconds after which VS Code looks for a light bulb at the caret. */
const BULB = 250;

/** The editor and the panel below it, without the side bar: what the README shows. */
const CLIP = { x: 352, y: 36, width: 1048, height: 770 };

async function journey() {
  const vscode = await startCodeServer({ vsix: built('amends.vsix') });
  const draft = placeSample(vscode.folder);
  const saved = () => readFileSync(draft, 'utf8');
  const { page, asked } = await openPage();

  async function picture(name) {
    for (const [colorScheme, root] of Object.entries(SCHEMES)) {
      await page.emulateMedia({ colorScheme });
      await page.locator(root).waitFor();
      await page.screenshot({ path: join(SCREENSHOTS, `${name}-${colorScheme}.png`), animations: 'disabled' });
    }
  }

  await page.goto(vscode.url);
  await check('a draft opens with squiggles', async () => {
    await openFile(page, 'sample.eml');
    assert.ok((await squiggles(page)) > 0);
    await page.locator('#status\\.editor\\.mode', { hasText: 'Mail message' }).waitFor();
  });
  await picture('1-draft');
  await check('the Problems panel lists what was found', async () => {
    const rows = await problems(page);
    assert.ok(
      rows.some((row) => row.includes(`[Ln ${LINE}, Col 1]`)),
      rows.join(' | '),
    );
  });
  await picture('2-problems');
  await check('a hover tells what the article says', async () => {
    await goTo(page, LINE, 10);
    // The message is there at once, the article's words as soon as the server has answered.
    await until('the article’s words', async () => quotesArticle(await hover(page)));
  });
  await picture('3-hover');
  await check('Ctrl+. opens at one press, also while the light bulb is looked for', async () => {
    await goTo(page, LINE, 10);
    for (let pause = BULB - 45; pause < BULB; pause += 4) {
      await page.keyboard.press('ArrowRight');
      await sleep(pause);
      await offeredFixes(page);
      await page.keyboard.press('Escape');
      // Half a second later VS Code turns to the light bulb it put off.
      await sleep(600);
    }
  });
  let rewrite = '';
  await check('Ctrl+. offers a quick fix', async () => {
    await goTo(page, LINE, 10);
    const [first] = await offeredFixes(page);
    rewrite = rewriteIn(first);
  });
  await picture('4-quick-fix');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.locator(SCHEMES.light).waitFor();
  // Copied to client/images/screenshot.png, it is what the README shows; nothing is pointed at in it.
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(SCREENSHOTS, 'readme.png'), clip: CLIP, animations: 'disabled' });
  await check('the quick fix is written into the draft', async () => {
    await page.keyboard.press('Enter');
    await until('the promise to go', async () => !(await shownText(page)).includes(PROMISE));
    await page.keyboard.press('Control+S');
    // It is folded as the draft is.
    await until('the file', () => saved().replace(/\s+/g, ' ').includes(rewrite));
  });
  await picture('5-fixed');
  await check('one undo takes it back', async () => {
    await page.keyboard.press('Control+Z');
    await page.keyboard.press('Control+S');
    await until('the file as it was', () => saved() === TEXT);
  });
  const isListed = async () => (await problems(page)).some((row) => row.includes(`[Ln ${LINE}, Col 1]`));
  await check('dismissed here, it is gone, and no word of it is kept', async () => {
    await until('it to be listed', isListed);
    await goTo(page, LINE, 10);
    await takeFix(page, await offeredFixes(page), 'Dismiss here');
    await until('it to be gone', async () => !(await isListed()));
    assert.equal(saved(), TEXT);
    const kept = vscode.filesBelow('data').filter((file) => file.endsWith('dismissed.jsonl'));
    assert.equal(kept.length, 1);
    assert.ok(!readFileSync(kept[0], 'utf8').includes('evening'));
  });
  await check('it stays dismissed when the window starts anew', async () => {
    await page.goto('about:blank');
    await page.goto(vscode.url);
    await openFile(page, 'sample.eml');
    await squiggles(page);
    assert.ok(!(await isListed()));
  });
  await check('it can be brought back', async () => {
    await goTo(page, LINE, 10);
    await runCommand(page, 'Amends: Show Dismissed Findings');
    await tick(page, 'Nobody else');
    await picture('6-dismissed');
    await page.keyboard.press('Enter');
    await until('it to be listed', isListed);
  });
  await page.keyboard.press('Control+J');
  await check('the rating is shown beside the draft', async () => {
    await runCommand(page, 'Amends: Rate Draft');
    const { text } = await webview(page, /\d+\s*of 100/);
    assert.match(text, /Be Honest/);
  });
  await picture('7-rating');
  await check('a draft is started with gaps to fill in', async () => {
    await runCommand(page, 'Amends: Start a Draft');
    await choose(page, 'Orders from above');
    await choose(page, 'Markdown');
    const group = page.locator('.editor-group-container.active');
    await group.locator('.tab.active', { hasText: 'Untitled-1' }).waitFor();
    await until('the skeleton', async () => (await shownText(group)).startsWith('Hi [their names],'));
    await page.keyboard.type('Ana');
    await until('the first gap to be filled', async () => (await shownText(group)).startsWith('Hi Ana,'));
    await page.keyboard.press('Tab');
    await page.keyboard.type('We close the desk');
    await until('the second', async () => (await shownText(group)).includes('We close the desk. I am the one'));
  });
  await picture('8-start');
  await check('the walkthrough shows its pictures', async () => {
    await runCommand(page, 'View: Join All Editor Groups');
    await runCommand(page, 'Welcome: Open Walkthrough');
    await choose(page, 'Write to people whose trust was hurt');
    await page.locator('.getting-started-step.expanded', { hasText: 'Open your draft' }).waitFor();
    await webview(page, /what you do not know/);
  });
  await picture('9-walkthrough');
  await check('nothing was asked of a host elsewhere', () => assert.deepEqual([...asked], []));
}

await run(300, journey);
