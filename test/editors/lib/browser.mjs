import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { chromium } from 'playwright-core';
import { onPath, SCREENSHOTS, temporaryFolder } from './programs.mjs';
import { atEnd, failures } from './run.mjs';

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** This machine, and the name by which VS Code's service worker hands a webview the files of this machine. */
const HERE = /(?:^|\.)localhost$|^127\.0\.0\.1$|\.vscode-resource\.vscode-cdn\.net$/;

/** A page of a headless Chromium, and the hosts beyond this machine that it asked. */
export async function openPage() {
  const failed = join(SCREENSHOTS, `failed-${basename(process.argv[1] ?? '', '.mjs')}.png`);
  rmSync(failed, { force: true });
  const profile = temporaryFolder();
  mkdirSync(join(profile, 'Default'));
  // The webviews of VS Code for the Web are third parties to its page.
  const preferences = { profile: { cookie_controls_mode: 0, block_third_party_cookies: false } };
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: onPath('chromium'),
    headless: true,
    viewport: { width: 1400, height: 900 },
    args: ARGS,
    // At a signal it is closed like all else.
    handleSIGINT: false,
    handleSIGTERM: false,
  });
  const page = context.pages()[0] ?? (await context.newPage());
  atEnd(async () => {
    if (failures() > 0) await page.screenshot({ path: failed });
    await context.close();
  });
  const asked = new Set();
  context.on('request', (request) => {
    const { hostname } = new URL(request.url());
    if (hostname && !HERE.test(hostname)) asked.add(hostname);
  });
  return { page, asked };
}
