import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { MarkupContent } from 'vscode-languageserver-types';
import { devDependencies } from '../package.json';
import { closed, NETWORK, PROGRAMS } from '../server/closed.mjs';
import { PAGE_END, pageStart, type Rated, ratingArticle } from '../server/src/page';
import { toHover } from '../server/src/protocol';
import { changesFor } from '../server/src/review/change';
import { createReviewer } from '../server/src/review/reviewer';
import { builtInRules } from '../server/src/rules';
import hostile from './hostile.json';
import { DIST } from './session';

/** The page as `rate --format html` streams it. */
const ratingPage = (drafts: readonly Rated[]): string =>
  pageStart(drafts.map(({ name }) => name)) + drafts.map(ratingArticle).join('') + PAGE_END;

const bundles = readdirSync(DIST).filter((name) => name.endsWith('.js'));
const read = (name: string): string => readFileSync(join(DIST, name), 'utf8');
/** The modules of Node that a bundle asks for. */
const modulesOf = (source: string): string[] =>
  [...source.matchAll(/(?:\brequire|\bimport)\(["'`](?:node:)?([a-z_/0-9]+)["'`]\)/g)]
    .map(([, name]) => name ?? '')
    .filter((name) => builtinModules.includes(name));
const REACHING =
  /\b(?:fetch\(|XMLHttpRequest\b|WebSocket\b|WebTransport\b|EventSource\b|RTCPeerConnection\b|sendBeacon\b|importScripts\b)/;
/** The pool of threads can run a function given to it as text; Amends gives it the names of its own functions alone. */
const POOL_RUN = /\.methods\.run=function\(\w+,\w+\)\{var \w+=new Function\(/g;
const RUNNING = /\beval\(|\bnew Function\b|[^.\w]Function\(/;

describe('what is shipped', () => {
  it('is seen by these tests', () => {
    assert.ok(bundles.includes('server.js') && bundles.includes('client.js'));
    assert.ok(modulesOf(read('client.js')).includes('child_process'));
    assert.deepEqual(modulesOf('a(require("node:net"));b(import("http"))'), ['net', 'http']);
    assert.match('x=fetch("a")', REACHING);
    assert.match('x=new Function("a")', RUNNING);
  });

  for (const name of bundles) {
    it(`${name} has no module and no name that reaches the network`, () => {
      assert.deepEqual(
        modulesOf(read(name)).filter((module) => NETWORK.includes(module)),
        [],
      );
      assert.doesNotMatch(read(name), REACHING);
    });

    it(`${name} runs no text as code`, () => assert.doesNotMatch(read(name).replace(POOL_RUN, ''), RUNNING));
  }

  it('starts no program but the server, which the client does', () => {
    const starting = bundles.filter((name) => modulesOf(read(name)).some((module) => PROGRAMS.includes(module)));
    assert.deepEqual(starting, ['client.js']);
  });

  it('says plainly what a transport over sockets would come to', () => {
    assert.throws(
      () => execFileSync(process.execPath, [join(DIST, 'server.js'), '--socket=9'], { stdio: 'pipe' }),
      /net is left out of Amends: it speaks over --stdio or IPC alone/,
    );
  });

  it('has no name for a module that Node has not', () => assert.throws(() => closed(['nett']), /no modules of Node/));

  it('needs packages of an exact version each', () => {
    for (const [name, version] of Object.entries(devDependencies)) assert.match(version, /^\d+\.\d+\.\d+$/, name);
  });

  it('tells the licence of each package in it', () => {
    const licences = read('THIRD-PARTY-LICENCES.txt');
    for (const name of ['compromise', 'lit', 'vscode-languageserver', '@cfworker/json-schema', 'micromark'])
      assert.match(licences, new RegExp(`^${name} \\d+\\.\\d+\\.\\d+$`, 'm'));
    assert.match(licences, /Copyright \(c\) Microsoft Corporation/);
    assert.doesNotMatch(licences, /\bGPL|General Public License/);
  });
});

type Node = ReturnType<typeof fromMarkdown> | ReturnType<typeof fromMarkdown>['children'][number];
const nodesOf = (node: Node): Node[] => [node, ...('children' in node ? node.children.flatMap(nodesOf) : [])];
/** What a hover is made of: nothing that an editor fetches or follows. */
const PLAIN: readonly string[] = ['root', 'paragraph', 'strong', 'blockquote', 'list', 'listItem', 'text'];

describe('the hover of a hostile draft', () => {
  const { review } = createReviewer(builtInRules);
  for (const [name, text] of Object.entries(hostile))
    it(`keeps ${name} as words`, () => {
      const draft = `Hi all,\n\nWe are letting you go on Friday. I'm sorry if the way you heard about ${text} upset anyone.\n\nTom\n`;
      const { findings } = review(draft, 'plain');
      const quoting = findings.filter(({ fixes }) => fixes().some(({ title }) => title.includes(text)));
      assert.ok(quoting.length > 0);
      const hover = toHover(quoting, TextDocument.create('file:///a.txt', 'plaintext', 1, draft));
      assert.ok(MarkupContent.is(hover?.contents));
      const nodes = nodesOf(fromMarkdown(hover.contents.value));
      assert.ok(nodes.every(({ type }) => PLAIN.includes(type)));
      const words = nodes.map((node) => (node.type === 'text' ? node.value : ''));
      assert.ok(words.join('').includes(text));
    });
});

describe('a hover', () => {
  it('shows a gap to fill as it will stand in the draft, in editors that show Markdown bare, too', () => {
    const draft = 'Hi all,\n\nWe are letting you go on Friday. This will never happen again.\n\nTom\n';
    const { findings } = createReviewer(builtInRules).review(draft, 'plain');
    const hover = toHover(findings, TextDocument.create('file:///a.txt', 'plaintext', 1, draft));
    assert.ok(MarkupContent.is(hover?.contents));
    assert.match(hover.contents.value, / \[the step you take\] by \[date\]/);
  });
});

describe('the page of a hostile draft', () => {
  const reviewer = createReviewer(builtInRules);
  for (const [name, text] of Object.entries(hostile))
    it(`keeps ${name} as words`, () => {
      const draft = `Hi all,\n\nWe are letting you go on Friday and it wasn’t my call “${text}” I am told.\n\nI am sorry ${text} for what I did to you.\n\nTom\n`;
      const review = reviewer.proven(reviewer.review(draft, 'plain'));
      assert.ok(review.findings.length > 0);
      const page = ratingPage([
        { name: text, review, rating: reviewer.rate(review), changes: reviewer.changes(review) },
      ]);
      const tags = [...page.matchAll(/<\/?([a-z!]+)/gi)].map(([, tag]) => tag?.toLowerCase());
      for (const tag of ['script', 'img', 'svg', 'b', 'template', 'a', 'link', 'iframe'])
        assert.ok(!tags.includes(tag), tag);
      assert.match(page, /default-src 'none'; style-src 'unsafe-inline'/);
      assert.doesNotMatch(page, /<[a-z]+[^>]*\son[a-z]+=/i);
    });

  it('is made of a huge one, too', () => {
    const review = reviewer.review(
      `Hi all,\n\n${'We are letting you go <b>on Friday. '.repeat(2_000)}\n\nTom\n`,
      'plain',
    );
    const page = ratingPage([
      {
        name: 'huge',
        review,
        rating: reviewer.rate(review),
        changes: changesFor({ ...review, findings: [] }, { rateText: () => null, steps: new Map() }),
      },
    ]);
    assert.doesNotMatch(page, /<b>/);
  });
});
