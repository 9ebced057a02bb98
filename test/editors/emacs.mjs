import { join } from 'node:path';
import { asInstalled, HERE, onPath, ROOT, runChecks } from './lib/programs.mjs';
import { run } from './lib/run.mjs';

await run(90, async () => {
  const env = { ...asInstalled(), SETUP: join(ROOT, 'client', 'editors', 'amends.el') };
  for (const script of ['emacs.el', 'lsp-mode.el'])
    await runChecks(onPath('emacs'), ['-batch', '-q', '-l', join(HERE, script)], { env });
});
