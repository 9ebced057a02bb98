import { builtinModules } from 'node:module';

/** Modules of Node that reach other machines or programs; the libraries of LSP bring some for transports not used here. */
export const NETWORK = [
  'dgram',
  'dns',
  'dns/promises',
  'http',
  'http2',
  'https',
  'inspector',
  'inspector/promises',
  'net',
  'tls',
];
export const PROGRAMS = ['child_process', 'cluster'];

/**
 * An esbuild plugin that leaves these modules out of a bundle: what asks for one gets functions of the same names that
 * say so. Throws on a name that is no module of Node.
 */
export function closed(names) {
  const strangers = names.filter((name) => !builtinModules.includes(name));
  if (strangers.length > 0) throw new Error(`no modules of Node: ${strangers}`);
  return {
    name: 'closed',
    setup(build) {
      build.onResolve({ filter: new RegExp(`^(?:node:)?(?:${names.join('|')})$`) }, ({ path }) => ({
        path: path.replace('node:', ''),
        namespace: 'closed',
      }));
      build.onLoad({ filter: /.*/, namespace: 'closed' }, async ({ path }) => ({
        contents: `const refuse = () => { throw new Error('${path} is left out of Amends: it speaks over --stdio or IPC alone'); };
module.exports = Object.fromEntries(${JSON.stringify(Object.keys(await import(`node:${path}`)))}.map((name) => [name, refuse]));`,
      }));
    },
  };
}
