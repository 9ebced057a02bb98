/** A person's way through a draft in the real VS Code, the VSIX installed; with pictures, in the light and the dark. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPage } from './lib/browser.mjs';
import { startCodeServer } from './lib/code-server.mjs';
import { built, SCREENSHOTS } from './lib/programs.mjs';
import { checksOf, run, until } from './lib/run.mjs';
import { LINE, PROMISE, placeSample, quotesArticle, rewriteIn, TEXT } from './lib/sample.mjs';
import { goTo, hover, offeredFixes, openFile, problems, shownText, squiggles } from './lib/workbench.mjs';

const check = checksOf('Journey');
/** The schemes that the browser can ask for, and what VS Code then looks like. */
const SCHEMES = { light: '.monaco-workbench.vs', dark: '.monaco-workbench.vs-dark' };

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
  let rewrite = '';
  await check('Ctrl+. offers a quick fix', async () => {
    await goTo(page, LINE, 10);
    const [first] = await offeredFixes(page);
    rewrite = rewriteIn(first);
  });
  await picture('4-quick-fix');
  await check('the quick fix is written into the draft', async () => {
    await page.keyboard.press('Enter');
    await until('the promise to go', async () => !(await shownText(page)).includes(PROMISE));
    await page.keyboard.press('Control+S');
    await until('the file', () => saved().includes(rewrite));
  });
  await picture('5-fixed');
  await check('one undo takes it back', async () => {
    await page.keyboard.press('Control+Z');
    await page.keyboard.press('Control+S');
    await until('the file as it was', () => saved() === TEXT);
  });
  await check('nothing was asked of a host elsewhere', () => assert.deepEqual([...asked], []));
}

await run(240, journey);
