/** The draft that is opened, and what is looked for in it; which rule finds it is for the rules' own tests. */
import { copyFileSync, cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './programs.mjs';

const DRAFTS = join(ROOT, 'test', 'drafts');
const SAMPLE = join(DRAFTS, 'sample.eml');
export const TEXT = readFileSync(SAMPLE, 'utf8');
export const PROMISE = 'Nobody else on the evening team will lose their job.';
/** The line of the promise, counting from one. */
export const LINE = TEXT.split('\n').findIndex((line) => line.includes(PROMISE)) + 1;

/** Puts all the drafts there are into a folder. */
export function placeDrafts(folder) {
  cpSync(DRAFTS, folder, { recursive: true });
}

/** Puts the draft into a folder and gives its path there. */
export function placeSample(folder) {
  const draft = join(folder, 'sample.eml');
  copyFileSync(SAMPLE, draft);
  return draft;
}

/** Whether the article's words are among these. */
export function quotesArticle(words) {
  const { advice } = JSON.parse(readFileSync(join(ROOT, 'rules', 'article.json'), 'utf8'));
  return advice.some(({ text }) => words.includes(text));
}

/** What a quick fix says it writes. */
export function rewriteIn(title) {
  const [, words] = /^Write “(.+)”$/.exec(title) ?? [];
  if (!words) throw new Error(`no rewrite in “${title}”`);
  return words;
}
