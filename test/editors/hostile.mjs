/** A hostile draft in the real VS Code: nothing in it runs, nothing is fetched, and its words are shown as words. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPage } from './lib/browser.mjs';
import { startCodeServer } from './lib/code-server.mjs';
import { built, ROOT } from './lib/programs.mjs';
import { checksOf, run, until } from './lib/run.mjs';
import { goTo, hover, openFile, runCommand, squiggles, webview } from './lib/workbench.mjs';

const check = checksOf('A hostile draft');
const HOSTILE = Object.values(JSON.parse(readFileSync(join(ROOT, 'test', 'hostile.json'), 'utf8')));
const NAME = '<img src=x onerror=alert(1)>.eml';
/** What the page of the scorecard is made of. */
const OURS = /^(?:a|button|details|div|h[12]|header|li|main|ol|p|section|span|summary|ul|label|vscode-[a-z-]+)$/;

const draftOf = (texts) =>
  [
    `From: tom@northfold.example\nSubject: ${HOSTILE.join(' ')}`,
    'Hi all,',
    'We are letting four of you go on Friday.',
    ...texts.map(
      (text) =>
        `I'm sorry if the way you heard about ${text} upset anyone. I will read ${text} with each of you by Friday.`,
    ),
    'Tom',
  ].join('\n\n');
const DRAFT = draftOf(HOSTILE);
/** The lines with an apology in them, counting from one. */
const APOLOGIES = DRAFT.split('\n').flatMap((line, index) => (line.startsWith("I'm sorry") ? [index + 1] : []));

async function hostile() {
  const vscode = await startCodeServer({ vsix: built('amends.vsix') });
  writeFileSync(join(vscode.folder, NAME), DRAFT);
  writeFileSync(join(vscode.folder, 'long.eml'), draftOf(Array(150).fill(HOSTILE).flat()));
  const { page, asked } = await openPage();
  const ran = [];
  page.on('dialog', (dialog) => ran.push(dialog.message()));
  await page.exposeFunction('noteAlert', (said) => ran.push(String(said)));
  // A webview may open no dialog, so that an alert in it would be lost.
  await page.addInitScript(() => {
    globalThis.alert = (said) => globalThis.noteAlert(said);
  });
  await page.goto(vscode.url);
  await openFile(page, NAME);
  await squiggles(page);
  await runCommand(page, 'Amends: Rate Draft');
  const { frame } = await webview(page, /Be Honest/);

  /** What a scorecard says, the names of its buttons with it. */
  const said = (frame) =>
    frame.evaluate(() => {
      const titles = [...document.querySelectorAll('[title]')].map(({ title }) => title);
      return [document.body.innerText, ...titles].join('\n').replace(/\s+/g, ' ');
    });
  await check('is shown in the scorecard word by word, its name, too', async () => {
    const words = await said(frame);
    for (const text of HOSTILE) assert.ok(words.includes(text), text);
    assert.equal(await frame.locator('.draft').innerText(), NAME);
  });
  await check('adds no element to it', async () => {
    const tags = await frame.evaluate(() => [...document.body.querySelectorAll('*')].map(({ localName }) => localName));
    assert.deepEqual([...new Set(tags.filter((tag) => !OURS.test(tag)))], ['script']);
    assert.equal(tags.filter((tag) => tag === 'script').length, 1);
  });
  await check('is shown word by word in a hover, too', async () => {
    for (const [index, line] of APOLOGIES.entries()) {
      await goTo(page, line, 6);
      const words = await until('a rewrite', async () => /Write “.*/s.exec(await hover(page))?.[0]);
      assert.ok(words.replace(/\s+/g, ' ').includes(HOSTILE[index]), words);
    }
  });
  await check('of 200,000 characters is shown', async () => {
    await openFile(page, 'long.eml');
    await until('its rating', async () => (await frame.locator('.draft').innerText()) === 'long.eml', 60);
    await frame.getByText('Be Honest').first().waitFor();
  });
  await check('ran nothing, where an alert would have been noted', async () => {
    assert.deepEqual(ran, []);
    await frame.evaluate(() => alert('noted'));
    await until('it', () => ran.includes('noted'));
  });
  await check('fetched nothing', () => assert.deepEqual([...asked], []));
  await check('meets a policy that lets no script but ours run, and nothing be fetched', async () => {
    const policy = await frame.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
    assert.match(policy, /^default-src 'none'; script-src 'nonce-[^' ]+'; style-src [^;]+; base-uri 'none';/);
    const refused = await frame.evaluate(async () => {
      const events = [];
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => events.push(effectiveDirective));
      const script = Object.assign(document.createElement('script'), { textContent: 'alert("inserted")' });
      const picture = Object.assign(new Image(), { src: 'https://hostile.example/c' });
      document.head.append(script, picture);
      await new Promise((resume) => setTimeout(resume, 500));
      for (const element of [script, picture]) element.remove();
      return events.sort();
    });
    assert.deepEqual(refused, ['img-src', 'script-src-elem']);
  });
}

await run(150, hostile);
