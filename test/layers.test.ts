import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const ROOT = join(__dirname, '..');

/** Who may import whom: for the files of a ring, every import must match one of these. */
const RINGS: readonly { readonly ring: string; readonly files: RegExp; readonly may: readonly RegExp[] }[] = [
  { ring: 'rules are data', files: /^rules\//, may: [/^node:(fs|path|url)$/, /^rules\/gather\.mjs$/] },
  {
    ring: 'the grammar alone knows compromise',
    files: /^server\/src\/review\/grammar\.ts$/,
    may: [/^server\/src\/(draft|review)\//, /^compromise\/two$/],
  },
  {
    ring: 'the draft is read from its text alone',
    files: /^server\/src\/draft\//,
    may: [/^server\/src\/draft\//, /^mdast-util-from-markdown$/],
  },
  {
    ring: 'the review is pure',
    files: /^server\/src\/review\/(?!grammar\.ts$)/,
    may: [/^server\/src\/(draft|review)\//],
  },
  {
    ring: 'the rules come in at one place',
    files: /^server\/src\/rules\.ts$/,
    may: [/^dist\/rules\.json$/, /^server\/src\/packed-rules$/],
  },
  {
    ring: 'the rules are packed without a file system',
    files: /^server\/src\/packed-rules\.ts$/,
    may: [/^server\/src\/review\//],
  },
  {
    ring: 'settings and reports know the review alone',
    files: /^server\/src\/(report|settings|page)\.ts$/,
    may: [/^server\/src\/((draft|review)\/|report$)/],
  },
  {
    ring: 'a library reads days, another writes calendars',
    files: /^server\/src\/(days|to-dos)\.ts$/,
    may: [/^server\/src\/(review\/|report$)/, /^chrono-node\/en$/, /^ts-ics$/],
  },
  {
    ring: 'the protocol knows LSP types',
    files: /^server\/src\/(protocol|scorecard)\.ts$/,
    may: [/^server\/src\/((draft|review)\/|(own-rules|protocol|report|to-dos)$)/, /^vscode-languageserver-types$/],
  },
  {
    ring: 'what a writer dismissed knows no connection and no host',
    files: /^server\/src\/dismissals\/(journal|identity|store|choices|dismissals|actions)\.ts$/,
    may: [
      /^server\/src\/(draft\/|review\/|settings$|dismissals\/(journal|identity|store|choices|actions)$)/,
      /^vscode-languageserver-types$/,
    ],
  },
  {
    ring: 'a store of dismissals knows its host alone',
    files: /^server\/src\/dismissals\/(file|database)\.ts$/,
    may: [/^server\/src\/dismissals\/store$/, /^node:(fs\/promises|os|path|url)$/],
  },
  {
    ring: 'skeletons are data',
    files: /^server\/src\/skeletons\.ts$/,
    may: [/^server\/src\/review\//, /^rules\/skeletons\.json$/],
  },
  {
    ring: 'settings are held to the manifest',
    files: /^server\/src\/settings-slips\.ts$/,
    may: [/^package\.json$/, /^server\/src\/review\/rule$/],
  },
  {
    ring: 'a draft is started by LSP types',
    files: /^server\/src\/start-draft\.ts$/,
    may: [/^server\/src\/(draft\/|protocol$|skeletons$)/, /^vscode-languageserver-types$/],
  },
  {
    ring: 'a team’s rules are read without a file system',
    files: /^server\/src\/own-rules\.ts$/,
    may: [/^server\/src\/review\//, /^rules\/rule\.schema\.json$/, /^jsonc-parser$/, /^@cfworker\/json-schema$/],
  },
  {
    ring: 'the server knows the connection and no host',
    files: /^server\/src\/(server|documents|open-text|capabilities|reviewers|rater|dismissals\/serve|voice)\.ts$/,
    may: [
      /^server\/src\/(draft\/|review\/|dismissals\/)/,
      /^server\/src\/(protocol|scorecard|report|settings|settings-slips|documents|open-text|capabilities|reviewers|rater)$/,
      /^server\/src\/(own-rules|days|to-dos|start-draft|voice)$/,
      /^vscode-languageserver(-textdocument|-types)?$/,
    ],
  },
  {
    ring: 'the host decides the entry',
    files: /^server\/src\/main\.ts$/,
    may: [/^server\/src\/(node|browser)$/],
  },
  {
    ring: 'an entry adds its transport',
    files: /^server\/src\/(node|browser)\.ts$/,
    may: [
      /^server\/src\/(server|rules|own-rules|dismissals\/(file|database))$/,
      /^package\.json$/,
      /^vscode-languageserver\/(node|browser)$/,
      /^node:(fs|fs\/promises|os|path|url|v8)$/,
    ],
  },
  {
    ring: 'the terminal knows no LSP',
    files: /^server\/src\/(cli|bulk|input|mbox|outcome|output|progress|sources|terminal)\.ts$/,
    may: [
      /^server\/src\/(draft\/|review\/|(report|settings|rules|own-rules|page|days|to-dos)$)/,
      /^server\/src\/(bulk|input|mbox|outcome|output|progress|sources|terminal)$/,
      /^package\.json$/,
      /^node:/,
      /^(picocolors|postal-mime|tinyglobby|cli-progress|workerpool)$/,
    ],
  },
  {
    ring: 'the scorecard’s page knows its card and no editor',
    files: /^client\/src\/scorecard\/view\//,
    may: [/^client\/src\/scorecard\/(card|view\/)/, /^lit$/, /^@vscode-elements\/elements\//],
  },
  {
    ring: 'the client meets the server over LSP alone',
    files: /^client\//,
    may: [/^client\//, /^vscode$/, /^vscode-languageclient(\/node|\/browser)?$/, /^vscode-languageserver-types$/],
  },
];

const files = ['client', 'server', 'rules']
  .flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true }).map((name) => join(folder, String(name))))
  .filter((name) => /(?<!\.d)\.m?ts$|(gather|reference)\.mjs$/.test(name) && !name.endsWith('.d.mts'));

function importsOf(file: string): string[] {
  const source = readFileSync(join(ROOT, file), 'utf8');
  const named = [
    ...source.matchAll(/(?:^|\n)(?:import|export)\b[^'"`;]*?from '([^']+)'|\b(?:import|require)\('([^']+)'\)/g),
  ];
  return named
    .map(([, from, dynamic]) => from ?? dynamic ?? '')
    .map((name) => (name.startsWith('.') ? relative(ROOT, join(ROOT, dirname(file), name)) : name));
}

describe('who may import whom', () => {
  for (const file of files) {
    const ring = RINGS.find((candidate) => candidate.files.test(file));
    it(`${file}: ${ring?.ring ?? 'has a ring'}`, () => {
      assert.ok(ring, 'this file belongs to no ring');
      const strangers = importsOf(file).filter((name) => !ring.may.some((allowed) => allowed.test(name)));
      assert.deepEqual(strangers, []);
    });
  }

  it('sees the imports it judges', () =>
    assert.ok(importsOf('server/src/review/grammar.ts').includes('compromise/two')));
});
