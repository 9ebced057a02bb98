import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PACKAGE = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/;
const FILE = /^licen[cs]e(?:\.(?:md|txt))?$/i;

/**
 * The names, versions and licences of all packages in these bundles (esbuild's metafiles, their paths from `root`), as
 * one text: packages that share a licence's words stand together above them. Throws on a package without any.
 */
export function licencesOf(metafiles, root) {
  const inputs = metafiles.flatMap(({ outputs }) =>
    Object.values(outputs).flatMap((output) => Object.keys(output.inputs)),
  );
  const folders = [...new Set(inputs.flatMap((input) => PACKAGE.exec(input) ?? []))].sort();
  const names = new Map();
  for (const folder of folders) {
    const { name, version, words } = licenceOf(join(root, folder));
    names.set(words, [...(names.get(words) ?? []), `${name} ${version}`]);
  }
  const parts = [...names].map(([words, packages]) => `${packages.join('\n')}\n\n${words}\n`);
  return `Amends contains these packages.\n\n${parts.join(`\n${'-'.repeat(80)}\n\n`)}`;
}

/** A package's own licence file; some carry but the licence's name and their author's. */
function licenceOf(folder) {
  const { name, version, license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => FILE.test(entry));
  if (file) return { name, version, words: readFileSync(join(folder, file), 'utf8').replace(/\r\n/g, '\n').trim() };
  if (!license) throw new Error(`${name} names no licence`);
  const holder = author?.name ?? author;
  return {
    name,
    version,
    words: `Licensed under ${license}${holder ? ` by ${holder}` : ''}; the package carries no text of it.`,
  };
}
