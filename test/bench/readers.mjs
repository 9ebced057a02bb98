// The programs that are compared, each as a function that reads a text.
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { ROOT } from './texts.mjs';

/** Amends' reviewer as the programs hold it. */
export async function loadAmends() {
  const outfile = join(tmpdir(), 'amends-bench', 'amends.cjs');
  const contents = `export { createReviewer } from './server/src/review/reviewer';
    export { builtInRules } from './server/src/rules';`;
  await build({
    ...{ bundle: true, minify: true, platform: 'node', format: 'cjs', conditions: ['module'], outfile },
    stdin: { contents, resolveDir: ROOT, loader: 'ts' },
  });
  const { createReviewer, builtInRules } = createRequire(import.meta.url)(outfile);
  const reviewer = createReviewer(builtInRules);
  return { review: (text, format) => reviewer.review(text, format).findings.length };
}

async function loadHarper() {
  const { LocalLinter } = await import('harper.js');
  const { binary } = await import('harper.js/binary');
  const linter = new LocalLinter({ binary });
  await linter.setup();
  return async (text) => (await linter.lint(text)).length;
}

async function loadRetext() {
  const [{ retext }, { default: passive }] = await Promise.all([import('retext'), import('retext-passive')]);
  const processor = retext().use(passive);
  return async (text) => (await processor.process(text)).messages.length;
}

export async function loadReaders() {
  const { default: writeGood } = await import('write-good');
  const { text: alex } = await import('alex');
  return {
    amends: (await loadAmends()).review,
    'write-good': (text) => writeGood(text).length,
    alex: (text) => alex(text).messages.length,
    'retext-passive': await loadRetext(),
    'harper.js': await loadHarper(),
  };
}
