// Writes the rule reference, rules/README.md, from the rules themselves: npm run reference
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gatherRules } from './gather.mjs';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));

const CHAPTERS = [
  ['excuse', 'Excuses', 'Words that deny, shrink or shift the writer’s part.'],
  ['overpromise', 'Overpromises', 'Assurances of what the writer cannot know or control.'],
  ['acknowledgement', 'Failing to acknowledge', 'Words that refuse, shrink or talk over what the reader feels.'],
  ['omission', 'Steps nobody took', 'Found once in a draft that brings or answers for harm.'],
  ['moves', 'Moves', 'Sentences that do what the article asks; the rating counts them.'],
  ['harm', 'Signs of harm', 'What makes a draft one that Amends speaks in.'],
  ['context', 'Contexts', 'Circumstances in which a phrase is honest; rules share them as guards.'],
];

/** The categories of flag, as one counts them. */
const FAULTS = {
  excuse: 'each excuse',
  overpromise: 'each overpromise',
  acknowledgement: 'each failure to acknowledge',
};

const link = (id) => `[${id}](#${id.replace('/', '')})`;
const example = (text) => `“${text.replace(/\s*\n\s*/g, ' ')}”`;

/** The rule reference as Markdown, from the rules of a folder. */
export function reference(folder) {
  const { rules, rubric } = gatherRules(folder);
  const article = JSON.parse(readFileSync(join(folder, 'article.json'), 'utf8'));
  const count = Object.values(rules).filter((rule) => 'message' in rule).length;
  return `${[
    '# The rules',
    `<!-- Written by \`npm run reference\` from the files beside it. Change those, not this. -->`,
    `${count} rules speak; the rest recognise what speaks for a draft. Each rests on words of *${article.title}* by ${article.author}. A rule’s name is its file, its diagnostic code and its settings key.`,
    coverage(article, rules),
    ratingChapter(rubric),
    ...CHAPTERS.flatMap(([kind, title, about]) => [`## ${title}`, about, ...entries(kind, rules)]),
  ].join('\n\n')}\n`;
}

/** Each sentence of advice with the rules that quote it, or are named as carrying it, or the reason why none does. */
function coverage(article, rules) {
  const rows = article.advice.map(({ text, rules: named, reason }) => {
    const quoting = Object.entries(rules).filter(
      ([, rule]) => text.includes(rule.article) || rule.article.includes(text),
    );
    const ids = [...new Set([...quoting.map(([id]) => id), ...named])].filter((id) => !id.startsWith('context/'));
    return `| ${text} | ${ids.length > 0 ? ids.map(link).join(' ') : reason} |`;
  });
  return [
    '## What the article asks, and what carries it',
    '',
    '| The article | Rules |',
    '| --- | --- |',
    ...rows,
  ].join('\n');
}

/** What each step counts, and why. */
function ratingChapter({ steps, words }) {
  const row = (name, points, why) => `| ${name} | ${points} | ${why} |`;
  const parts = Object.values(steps).map(({ title, asks, weight, base, moves, flags, why }) =>
    [
      `### ${title}`,
      '',
      `It asks: ${asks}.`,
      '',
      '| What | Points | Why |',
      '| --- | ---: | --- |',
      row('the step in the whole', `${weight} %`, why.weight),
      row('to begin with', base, 'Before anything is said for or against.'),
      ...Object.entries(moves).map(([move, points]) => row(link(`moves/${move}`), `+${points}`, why[move])),
      ...Object.entries(flags).map(([category, points]) => row(FAULTS[category], `−${points}`, why[category])),
    ].join('\n'),
  );
  const said = words.map(({ from, word }) => `${word} (${from} and more)`).join(', ');
  return [
    '## How a draft is rated',
    `Each step has 0 to 100 points; the whole is their weighted mean: ${said}. A move counts once, a flag each time.`,
    ...parts,
  ].join('\n\n');
}

function entries(kind, rules) {
  return Object.entries(rules)
    .filter(([id]) => id.startsWith(`${kind}/`))
    .map(([id, rule]) => ('message' in rule ? speaking(id, rule) : recognising(id, rule)));
}

function speaking(id, rule) {
  const changes = (rule.flags ?? []).filter((flag) => flag.becomes !== undefined).slice(0, 2);
  const inserts = 'missing' in rule ? rule.rewrites.map((rewrite) => rewrite.text ?? rewrite) : [];
  return [
    `### ${id}`,
    `**${rule.title}** (${rule.severity}). ${rule.message}`,
    `> ${rule.article}`,
    [
      ...changes.map(({ text, becomes }) => `- ${example(text)} → ${becomes === '' ? 'taken out' : example(becomes)}`),
      ...inserts.map((text) => `- adds ${example(text)}`),
      ...('allows' in rule && !('missing' in rule)
        ? rule.allows.slice(0, 2).map((text) => `- never flagged: ${example(text)}`)
        : []),
    ].join('\n'),
    `Off: \`"amends.rules": { "${id}": "off" }\``,
  ].join('\n\n');
}

function recognising(id, rule) {
  return [
    `### ${id}`,
    `**${rule.title}.**`,
    `> ${rule.article}`,
    rule.shows
      .slice(0, 3)
      .map((text) => `- ${example(text)}`)
      .join('\n'),
  ].join('\n\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(join(FOLDER, 'README.md'), reference(FOLDER));
