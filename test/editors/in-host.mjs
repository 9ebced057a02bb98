/** Mocha inside the extension host of the real VS Code, the extension loaded from the repository. */
import { join } from 'node:path';
import { openPage } from './lib/browser.mjs';
import { startCodeServer } from './lib/code-server.mjs';
import { built, HERE, ROOT } from './lib/programs.mjs';
import { relay, run } from './lib/run.mjs';

async function inHost() {
  built('dist', 'server.js');
  const { url, host } = await startCodeServer();
  const { page } = await openPage();
  const exited = new Promise((resolve) => page.exposeFunction('codeAutomationExit', resolve));
  const said = [];
  await page.exposeFunction('codeAutomationLog', (_type, words) => {
    const line = words.join(' ');
    if (/^[✔✖]/.test(line)) relay(line);
    else said.push(line.split('\n', 1)[0]);
  });
  const payload = [
    ['extensionDevelopmentPath', `vscode-remote://${host}${ROOT}`],
    ['extensionTestsPath', `vscode-remote://${host}${join(HERE, 'in-host', 'index.cjs')}`],
    ['skipWelcome', 'true'],
  ];
  await page.goto(`${url}&payload=${encodeURIComponent(JSON.stringify(payload))}`);
  if ((await exited) !== 0) console.log(said.slice(-30).join('\n'));
}

await run(180, inHost);
