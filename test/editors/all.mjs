/** Every editor in turn, on what the tree builds now. */
import { join } from 'node:path';
import { HERE, ROOT, runChecks, runProgram } from './lib/programs.mjs';
import { checksOf, run } from './lib/run.mjs';

await run(900, async () => {
  await checksOf('Root')('the programs and the VSIX are built', () =>
    runProgram('npm', ['run', '-s', 'package'], { cwd: ROOT }),
  );
  for (const editor of [
    'in-host',
    'journey',
    'scorecard',
    'hostile',
    'restricted',
    'crash',
    'web',
    'neovim',
    'emacs',
    'sending',
    'trace',
  ])
    await runChecks(process.execPath, [join(HERE, `${editor}.mjs`)]);
});
