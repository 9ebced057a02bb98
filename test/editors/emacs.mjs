import { join } from 'node:path';
import { built, HERE, onPath, runChecks, temporaryFolder } from './lib/programs.mjs';
import { run } from './lib/run.mjs';

await run(60, async () => {
  const home = temporaryFolder();
  const server = built('dist', 'server.js');
  const env = { ...process.env, HOME: home, TMPDIR: home, NODE: process.execPath, SERVER: server };
  await runChecks(onPath('emacs'), ['-batch', '-q', '-l', join(HERE, 'emacs.el')], { env });
});
