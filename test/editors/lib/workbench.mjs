/** What a person does in a VS Code window, by its page. */
import { until } from './run.mjs';

const WAIT = { timeout: 60_000 };
const EDITOR = '.editor-instance .view-lines';
const SQUIGGLE = '.squiggly-warning, .squiggly-info';

export async function openFile(page, name) {
  const row = page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).first();
  await row.waitFor(WAIT);
  await row.dblclick();
  await page.locator(EDITOR).first().waitFor(WAIT);
}

export async function squiggles(page) {
  await page.locator(SQUIGGLE).first().waitFor(WAIT);
  return page.locator(SQUIGGLE).count();
}

/** The text that the first editor shows, or the first within some part of the page. */
export async function shownText(within) {
  const lines = await within
    .locator(EDITOR)
    .first()
    .locator('.view-line')
    .evaluateAll((all) =>
      all
        .map((line) => ({ top: Number.parseFloat(line.style.top), text: line.textContent ?? '' }))
        .sort((one, other) => one.top - other.top)
        .map(({ text }) => text),
    );
  return lines.join('\n').replaceAll('\u00a0', ' ');
}

/** Puts the caret there, counting from one. */
export async function goTo(page, line, column) {
  await page.locator(EDITOR).first().click();
  await page.keyboard.press('Control+G');
  await page.locator('.quick-input-widget:visible .quick-input-box input').waitFor(WAIT);
  await page.keyboard.type(`${line},${column}`);
  await page.keyboard.press('Enter');
  // The caret may be there already; the keys that follow are for the editor.
  await page.locator('.quick-input-widget:visible').waitFor({ ...WAIT, state: 'hidden' });
  const place = page.locator('#status\\.editor\\.selection', { hasText: `Ln ${line}, Col ${column}` });
  await place.waitFor(WAIT);
}

export async function runCommand(page, title) {
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget:visible .quick-input-box input').waitFor(WAIT);
  await page.keyboard.type(title);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().waitFor(WAIT);
  await page.keyboard.press('Enter');
}

/** The rows of the Problems panel; none where there is nothing to show. */
export async function problems(page) {
  const rows = page.locator('.markers-panel .monaco-list-row');
  const none = page.locator('.markers-panel .message-box-container:visible');
  // The keys would close a panel that is open already.
  if (!(await page.locator('.markers-panel').isVisible())) await page.keyboard.press('Control+Shift+M');
  await rows.or(none).first().waitFor(WAIT);
  return rows.allInnerTexts();
}

/** Opens the list of what VS Code and its extensions have told, and gives it. */
export async function notifications(page) {
  // What pops up by itself is left out when a test drives the window.
  await runCommand(page, 'Notifications: Show Notifications');
  const list = page.locator('.notifications-center');
  await list.waitFor(WAIT);
  return list;
}

/** Shows the hover at the caret and gives its text. */
export async function hover(page) {
  await page.keyboard.press('Control+K');
  await page.keyboard.press('Control+I');
  const shown = page.locator('.monaco-hover:visible', { hasText: 'amends' }).first();
  await shown.waitFor(WAIT);
  return shown.innerText();
}

/** Opens the quick fixes at the caret and gives their titles. */
export async function offeredFixes(page) {
  const rows = page.locator('.action-widget .monaco-list-row.action');
  await page.keyboard.press('Control+.');
  await rows.first().waitFor(WAIT);
  return rows.allInnerTexts();
}

/** The frame of a webview with such a text, and its text. */
export function webview(page, pattern) {
  return until(`a webview with ${pattern}`, async () => {
    for (const frame of page.frames().filter((frame) => frame !== page.mainFrame())) {
      // A frame may go while it is asked.
      const text = await frame.evaluate(() => document.body?.innerText).catch(() => '');
      if (pattern.test(text ?? '')) return { frame, text };
    }
    return undefined;
  });
}

/** Chooses the row with such a text in the list that asks, by typing it. */
export async function choose(page, text) {
  await asked(page, text).waitFor(WAIT);
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
  await asked(page, text).waitFor({ ...WAIT, state: 'hidden' });
}

/** Ticks the row with such a text in a list of which one may take several. */
export async function tick(page, text) {
  await asked(page, text).waitFor(WAIT);
  await asked(page, text).click();
}

const asked = (page, text) => page.locator('.quick-input-widget:visible .monaco-list-row', { hasText: text }).first();

/** Takes the first of the offered fixes with such a title, by the keys: some versions keep the mouse away. */
export async function takeFix(page, titles, beginning) {
  const index = titles.findIndex((title) => title.startsWith(beginning));
  if (index < 0) throw new Error(`no ${beginning} among ${titles.join(' | ')}`);
  for (let turn = 0; turn < index; turn++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
}
