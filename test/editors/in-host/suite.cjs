const assert = require('node:assert/strict');
const { mkdirSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const {
  commands,
  ConfigurationTarget,
  DiagnosticSeverity,
  languages,
  Position,
  Uri,
  version,
  window,
  workspace,
} = require('vscode');

const { until } = require('../lib/run.mjs');
const { advice } = require('../../../rules/article.json');

const PROMISE = 'No one will be let go.';
const MESSAGE = `Hi all,\n\nYou will have heard about the merger. ${PROMISE}\n\nBest,\nPriya\n`;
const MAIL = `From: priya@northfold.example\nSubject: Thursday\n\n${MESSAGE}`;
const README = `# Merger planner\n\nPrints a plan for the merger. ${PROMISE}\n\n## Install\n\nnpm install\n`;

const settings = () => workspace.getConfiguration('amends');
const set = (name, value) => settings().update(name, value, ConfigurationTarget.Global);

const found = ({ uri }) => languages.getDiagnostics(uri).filter(({ source }) => source === 'amends');
const codeOf = ({ code }) => (typeof code === 'object' ? code.value : code);
/** What was found where the promise starts; which rule finds it is for the rules' own tests. */
const promiseIn = (document) => {
  const start = document.positionAt(document.getText().indexOf(PROMISE));
  return found(document).find(({ range }) => range.start.isEqual(start));
};

const promiseFound = (document) => until(`the promise to be found in ${document.uri}`, () => promiseIn(document));

async function show(document) {
  await window.showTextDocument(document);
  return document;
}

const untitled = async (content, language = 'plaintext') =>
  show(await workspace.openTextDocument({ language, content }));

async function mail() {
  const uri = Uri.file(join(workspace.workspaceFolders[0].uri.fsPath, 'thursday.eml'));
  writeFileSync(uri.fsPath, MAIL);
  return show(await workspace.openTextDocument(uri));
}

/** The scorecard that is open, if one is. */
const scorecardTab = () =>
  window.tabGroups.all.flatMap(({ tabs }) => tabs).find(({ input }) => input?.viewType?.includes('amends.scorecard'));

describe(`VS Code ${version}`, () => {
  afterEach(async () => {
    await set('review', undefined);
    await set('rules', undefined);
    // Closing an unsaved draft would ask; reverting it does not.
    while (window.tabGroups.all.some(({ tabs }) => tabs.length > 0))
      await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('flags a mail file, with the rule and a link to what it says', async () => {
    const document = await mail();
    assert.equal(document.languageId, 'eml');
    const diagnostic = await promiseFound(document);
    assert.ok(PROMISE.startsWith(document.getText(diagnostic.range)), document.getText(diagnostic.range));
    assert.equal(diagnostic.code.target.fragment, codeOf(diagnostic).replace('/', ''));
    const page = await workspace.openTextDocument(diagnostic.code.target.with({ fragment: '' }));
    assert.ok(page.getText().includes(`### ${codeOf(diagnostic)}`));
  });

  it('flags an untitled message in plain text, and anew after an edit', async () => {
    const document = await untitled(MESSAGE);
    const { range } = await promiseFound(document);
    await window.activeTextEditor.edit((edit) => edit.insert(new Position(0, 0), 'Hello,\n\n'));
    await until('the diagnostic to move', () => promiseIn(document)?.range.start.line === range.start.line + 2);
  });

  it('leaves a plain README alone until asked to review it', async () => {
    const [message, readme] = [await untitled(MESSAGE), await untitled(README)];
    await promiseFound(message);
    const end = Date.now() + 1500;
    await until('the README to stay as it is', () => found(readme).length > 0 || Date.now() > end);
    assert.deepEqual(found(readme), []);
    await commands.executeCommand('amends.reviewDraft');
    await promiseFound(readme);
  });

  it('applies a quick fix as one undo', async () => {
    const document = await untitled(MESSAGE);
    const { range } = await promiseFound(document);
    const kind = 'quickfix';
    const [fix] = await commands.executeCommand('vscode.executeCodeActionProvider', document.uri, range, kind);
    assert.ok(fix?.edit, 'no quick fix');
    assert.ok(await workspace.applyEdit(fix.edit));
    assert.ok(!document.getText().includes(PROMISE));
    await until('the diagnostic to go', () => !promiseIn(document));
    await commands.executeCommand('undo');
    assert.equal(document.getText(), MESSAGE);
    await promiseFound(document);
  });

  it('tells in a hover what the article says', async () => {
    const document = await untitled(MESSAGE);
    const { range } = await promiseFound(document);
    const hovers = await commands.executeCommand('vscode.executeHoverProvider', document.uri, range.start);
    const words = hovers.flatMap(({ contents }) => contents.map(({ value }) => value)).join('\n');
    assert.ok(
      advice.some(({ text }) => words.includes(text)),
      words,
    );
  });

  it('dismisses a finding for good, and lists it until it is taken back', async () => {
    const document = await untitled(MESSAGE);
    const { range } = await promiseFound(document);
    const actions = await commands.executeCommand('vscode.executeCodeActionProvider', document.uri, range, 'quickfix');
    const dismissing = actions.filter(({ title }) => title.startsWith('Dismiss here'));
    assert.ok(dismissing.length > 0, actions.map(({ title }) => title).join(' | '));
    for (const { command } of dismissing) await commands.executeCommand(command.command, ...command.arguments);
    await until('the diagnostic to go', () => !promiseIn(document));
    const copy = await untitled(MESSAGE.replace('Hi all', 'Dear all'));
    await until('another finding', () => found(copy).length > 0);
    assert.equal(promiseIn(copy), undefined);
    const back = await commands.executeCommand('vscode.executeCodeActionProvider', copy.uri, range, 'source.amends');
    for (const { command } of back) await commands.executeCommand(command.command, ...command.arguments);
    await promiseFound(copy);
  });

  it('turns a rule off in the settings', async () => {
    const document = await untitled(MESSAGE);
    const diagnostic = await promiseFound(document);
    const place = [document.uri, diagnostic.range, 'quickfix'];
    const actions = await commands.executeCommand('vscode.executeCodeActionProvider', ...place);
    const { command } = actions.find(({ title }) => title === `Turn ${codeOf(diagnostic)} off`);
    void commands.executeCommand(command.command, ...command.arguments);
    await until('the setting', () => settings().get('rules')[codeOf(diagnostic)] === 'off');
    await until('the rule to fall silent', () => found(document).every((one) => codeOf(one) !== codeOf(diagnostic)));
  });

  it('completes the rules in settings.json', async () => {
    const uri = Uri.file(join(workspace.workspaceFolders[0].uri.fsPath, '.vscode', 'settings.json'));
    mkdirSync(join(uri.fsPath, '..'), { recursive: true });
    writeFileSync(uri.fsPath, '{\n  "amends.rules": {\n    ""\n  }\n}\n');
    try {
      const document = await show(await workspace.openTextDocument(uri));
      const labels = await until('the rules', async () => {
        const place = [document.uri, new Position(2, 5)];
        const list = await commands.executeCommand('vscode.executeCompletionItemProvider', ...place);
        const named = list.items.map(({ label }) => label.label ?? label);
        return named.some((label) => label.startsWith('excuse/')) && named;
      });
      assert.ok(labels.includes('overpromise/never-again'), labels.join(' '));
      assert.ok(!labels.some((label) => label.startsWith('moves/')), labels.join(' '));
    } finally {
      rmSync(uri.fsPath);
    }
  });

  it('has keys that nothing else has', async () => {
    const { contributes } = require('../../../package.json');
    const page = await workspace.openTextDocument(Uri.parse('vscode://defaultsettings/keybindings.json'));
    const bound = page.getText();
    for (const { key, command } of contributes.keybindings) {
      const same = [...bound.matchAll(/"key": "([^"]+)",\s*"command": "([^"]+)"/g)].filter(
        ([, other]) => other === key,
      );
      assert.deepEqual(
        same.map(([, , name]) => name),
        [command],
      );
    }
  });

  it('shows the scorecard of a draft beside it, and keeps the caret in the draft', async () => {
    const document = await untitled(MESSAGE);
    await commands.executeCommand('amends.rateDraft');
    await until('the scorecard', scorecardTab);
    assert.equal(window.activeTextEditor?.document, document);
  });

  it('tells the rating above the first line; a click on it opens the scorecard', async () => {
    const document = await untitled(MESSAGE);
    const lenses = () => commands.executeCommand('vscode.executeCodeLensProvider', document.uri);
    const [{ range, command }] = await until('a lens', async () => {
      const found = await lenses();
      return found.length > 0 && found;
    });
    assert.equal(range.start.line, 0);
    assert.match(command.title, /^Amends: \d+ of 100/);
    await commands.executeCommand(command.command, ...command.arguments);
    await until('the scorecard', scorecardTab);
  });

  it('takes a change of settings at once', async () => {
    const readme = await untitled(README);
    await set('review', 'always');
    const rule = codeOf(await promiseFound(readme));
    const ofRule = () => found(readme).find((diagnostic) => codeOf(diagnostic) === rule);
    await set('rules', { [rule]: 'off' });
    await until('the rule to fall silent', () => !ofRule());
    await set('rules', { [rule]: 'hint' });
    await until('the rule to speak as a hint', () => ofRule()?.severity === DiagnosticSeverity.Hint);
    await set('review', 'onCommand');
    await until('all to fall silent', () => found(readme).length === 0);
  });
});
