// Reads a rules folder into one value: what the bundles and the tests take the rules from.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';

const KINDS = ['excuse', 'overpromise', 'acknowledgement', 'omission', 'moves', 'harm', 'context'];

const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
const jsonBelow = (folder) =>
  readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(folder, name));

/** The rules, word classes, verbs, rubric and model of a rules folder: the RuleFiles of server/src/review/rulebook.ts. */
export function gatherRules(folder) {
  const id = (file) =>
    relative(folder, file)
      .replaceAll('\\', '/')
      .replace(/\.json$/, '');
  const files = KINDS.flatMap((kind) => jsonBelow(join(folder, kind)));
  const classes = jsonBelow(join(folder, 'lexicon'));
  return {
    rules: Object.fromEntries(files.map((file) => [id(file), read(file)])),
    lexicon: Object.fromEntries(classes.map((file) => [basename(file, '.json'), read(file).words])),
    verbs: read(join(folder, 'verbs.json')).forms,
    rubric: read(join(folder, 'rubric.json')),
    model: read(join(folder, 'model.json')),
  };
}
