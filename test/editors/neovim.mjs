import { join } from 'node:path';
import { asInstalled, HERE, onPath, ROOT, runChecks } from './lib/programs.mjs';
import { run } from './lib/run.mjs';

await run(90, async () => {
  const env = { ...asInstalled(), SETUP: join(ROOT, 'client', 'editors', 'neovim.lua') };
  const script = ['-c', `luafile ${join(HERE, 'neovim.lua')}`];
  await runChecks(onPath('nvim'), ['--headless', '-u', 'NONE', '-i', 'NONE', '-n', ...script], { env });
});
