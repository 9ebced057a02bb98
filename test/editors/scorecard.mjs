/** The scorecard in the real VS Code, the VSIX installed; with pictures of three drafts in the light, the dark and high contrast. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openPage } from './lib/browser.mjs';
import { startCodeServer } from './lib/code-server.mjs';
import { built, SCREENSHOTS } from './lib/programs.mjs';
import { checksOf, run, until } from './lib/run.mjs';
import { placeDrafts } from './lib/sample.mjs';
import { goTo, openFile, runCommand, shownText, webview } from './lib/workbench.mjs';

const check = checksOf('Scorecard');
/** What the system says of colours, and what VS Code then looks like. */
const THEMES = {
  light: { media: { colorScheme: 'light', forcedColors: 'none' }, root: '.monaco-workbench.vs' },
  dark: { media: { colorScheme: 'dark', forcedColors: 'none' }, root: '.monaco-workbench.vs-dark' },
  contrast: { media: { colorScheme: 'dark', forcedColors: 'active' }, root: '.monaco-workbench.hc-black' },
};

/** The draft and the scorecard, without what stands around them. */
const PLACE = { x: 352, y: 36, width: 1048, height: 834 };

async function scorecard() {
  const vscode = await startCodeServer({ vsix: built('amends.vsix') });
  placeDrafts(vscode.folder);
  writeFileSync(join(vscode.folder, 'rota.md'), 'Hi all,\n\nThe rota for June is on the board.\n\nTom\n');
  const { page, asked } = await openPage();
  await page.goto(vscode.url);

  async function pictures(name) {
    for (const [theme, { media, root }] of Object.entries(THEMES)) {
      await page.emulateMedia(media);
      await page.locator(root).waitFor();
      await page.mouse.move(700, 899);
      // The webview hears of the theme a moment later.
      await sleep(500);
      await page.screenshot({
        path: join(SCREENSHOTS, `scorecard-${name}-${theme}.png`),
        animations: 'disabled',
        clip: PLACE,
      });
    }
    await page.emulateMedia(THEMES.light.media);
  }

  /** The scorecard once it shows such a text. */
  const card = async (pattern) => (await webview(page, pattern)).frame;
  const score = async (frame) => Number(await frame.locator('.overall').innerText());

  await openFile(page, 'sample.eml');
  await check('the status bar tells the score, and a click on it opens the scorecard', async () => {
    const item = page.locator('[id="amends.amends.amends.score"], [id$="amends.score"]').first();
    await item.waitFor({ timeout: 60_000 });
    await item.click();
    await card(/Be Honest/);
  });
  const frame = await card(/Be Honest/);
  await check('each of the five steps has a meter with a name and a value', async () => {
    const meters = frame.getByRole('meter');
    assert.equal(await meters.count(), 5);
    await frame.getByRole('meter', { name: 'Be Honest' }).waitFor();
  });
  await pictures('bad');
  await check('pointing at the evidence marks it in the draft, choosing it goes there', async () => {
    const words = frame.locator('.against .pointer').first();
    const quote = (await words.innerText()).slice(1, -1);
    await words.hover();
    await until('the mark', () => page.locator('.editor-instance [class*="ced-"]').count());
    await words.click();
    await page.locator('#status\\.editor\\.selection', { hasText: `(${quote.length} selected)` }).waitFor();
  });
  await check('a button writes what is missing into the draft, and the score follows', async () => {
    const before = await score(frame);
    const button = frame.locator('.next').getByRole('button', { name: /^Insert: / });
    const [, added = ''] = /“(.{12})/.exec((await button.getAttribute('aria-label')) ?? '') ?? [];
    await button.click();
    await until('the words', async () => (await shownText(page)).includes(added));
    await until('a better score', async () => (await score(frame)) > before);
    assert.match(await frame.locator('.since').innerText(), new RegExp(`${before} → `));
  });
  await pictures('edited');
  await check('what one types is rated as one types', async () => {
    const before = await score(frame);
    await goTo(page, 7, 1);
    await page.keyboard.press('End');
    await page.keyboard.type(' It was my mistake, and I understand why you are angry.');
    await until('a better score', async () => (await score(frame)) > before);
  });
  await check('the keyboard reaches all of it, from top to bottom', async () => {
    await frame.locator('.pointer').first().focus();
    await page.keyboard.press('Tab');
    const tag = () => frame.evaluate(() => document.activeElement?.tagName);
    assert.equal(await tag(), 'VSCODE-BUTTON');
    await page.keyboard.press('Tab');
    assert.equal(await tag(), 'BUTTON');
  });
  await check('another situation asks for other things, and the draft can have its say again', async () => {
    const select = frame.locator('vscode-single-select');
    await select.click();
    await frame.getByRole('option', { name: 'an uncertain future' }).click();
    const back = frame.getByRole('button', { name: 'Go by the draft: a mistake of your own' });
    await back.waitFor();
    await frame.getByText('nowhere says what you don’t know').waitFor();
    await back.click();
    await until('the draft’s own situation', () => select.evaluate((element) => element.value === 'own-mistake'));
    // A file opens where the focus is: beside the scorecard, not over it.
    await goTo(page, 1, 1);
  });
  for (const name of ['middling', 'good']) {
    await check(`the scorecard follows to ${name}.eml`, async () => {
      await openFile(page, `${name}.eml`);
      await until('its rating', async () => (await frame.locator('.draft').innerText()) === `${name}.eml`);
      await runCommand(page, 'Amends: Rate Draft');
    });
    await pictures(name);
  }
  await check('a checklist of the promises opens as a document', async () => {
    await frame.getByRole('button', { name: 'As a checklist' }).click();
    await until('the list', async () => (await shownText(page)).includes('- [ ] Speak with each of the four'));
    assert.equal(await frame.locator('.draft').innerText(), 'good.eml');
  });
  await check('a draft that is not about damaged trust is not rated, and the card says so', async () => {
    await openFile(page, 'rota.md');
    await until('the words', async () => /nothing to rate/.test(await frame.locator('main').innerText()));
  });
  await pictures('nothing');
  await check('nothing was asked of a host elsewhere', () => assert.deepEqual([...asked], []));
}

await run(240, scorecard);
