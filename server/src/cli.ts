#!/usr/bin/env node
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { version } from '../../package.json';
import { type Job, outcomesOf, servesPool } from './bulk';
import { InputError, readText } from './input';
import { OUTPUTS, type Output } from './output';
import { type RuleText, withOwnRules } from './own-rules';
import { type Progress, showProgress } from './progress';
import { builtInRules } from './rules';
import { readSituation, SITUATIONS } from './settings';
import { type Source, sourcesAt, sourcesOnLines } from './sources';

const USAGE = `amends: reads the email you are about to send after trust was damaged

  amends check PATH… [--format json|ndjson] [--rules RULE.json] [--situation SITUATION] [--exit-zero]
  amends rate PATH… [--format json|ndjson|markdown|html] [--rules RULE.json] [--situation SITUATION]
  amends promises PATH… [--format json|ndjson|markdown|ics] [--date YYYY-MM-DD]
  amends check --lines [--format ndjson]
  amends lsp --stdio

PATH is a draft, an mbox file, a folder of them, a glob in quotes, or - for a draft on standard input.
--format ndjson prints one JSON object a draft, as soon as it is read; nothing is kept, so an archive may be of any size.
--lines reads standard input as one draft a line: {"file": "…", "text": "…"}, the text as a JSON string, or a path.
  find mail -name '*.eml' | parallel --pipe amends check --lines --format ndjson
SITUATION: ${SITUATIONS.join(', ')};
without one a draft is taken for what it reads as. Promised days count from --date, or the mail's Date, or today.
Status: 0 nothing found, 1 findings, 2 something could not be read; the rest is read all the same.
`;

const STATUS = { clean: 0, findings: 1, error: 2 } as const;

const OPTIONS = {
  format: { type: 'string', default: 'text' },
  situation: { type: 'string' },
  date: { type: 'string' },
  rules: { type: 'string', multiple: true, default: [] as string[] },
  lines: { type: 'boolean', default: false },
  'exit-zero': { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', default: false },
} as const;

const complain = (message: string): void => console.error(`amends: ${message}`);

/** Runs `amends` with these arguments; gives the exit status. */
async function main(args: readonly string[]): Promise<number> {
  if (args[0] === 'lsp') return serve();
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  if (values.version) return say(`amends ${version}\n`);
  if (values.help) return say(USAGE);
  const [command = '', ...paths] = positionals;
  const formats = OUTPUTS[command];
  if (!formats || (paths.length === 0) !== values.lines) return refuse(USAGE);
  const { format } = values;
  const output = formats[format];
  if (!output) return refuse(`--format is ${oneOf(Object.keys(formats))}, not “${format}”`);
  const situation = readSituation(values.situation);
  if (values.situation !== undefined && !situation)
    return refuse(`--situation is ${oneOf(SITUATIONS)}, not “${values.situation}”`);
  const day = values.date;
  if (day !== undefined && !isDay(day)) return refuse(`--date is a day such as 2026-03-09, not “${day}”`);

  const own = ownRules(values.rules);
  const sources = values.lines ? sourcesOnLines(process.stdin) : sourcesAt(paths);
  const job = { command, format, situation, day, now: new Date(), ownRules: own.texts };
  const { found, failed } = await run(sources, job, output.frame(paths));
  if (failed || own.failed) return STATUS.error;
  return found && command === 'check' && !values['exit-zero'] ? STATUS.findings : STATUS.clean;
}

const oneOf = (names: readonly string[]): string => `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;

const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));

async function say(text: string): Promise<number> {
  // A slow reader is waited for, so that what was printed never piles up.
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
  return STATUS.clean;
}

function refuse(message: string): number {
  complain(message);
  return STATUS.error;
}

/** Prints the outcome of every draft as it comes. */
async function run(
  sources: AsyncIterable<Source>,
  job: Job,
  [before, between, after]: ReturnType<Output['frame']>,
): Promise<{ found: boolean; failed: boolean }> {
  const progress = showProgress();
  let [found, failed, printed] = [false, false, false];
  await say(before);
  for await (const outcome of outcomesOf(counted(sources, progress), job, __filename)) {
    progress.done();
    if (outcome.failure !== undefined) complain(`${outcome.file}: ${outcome.failure}`);
    failed ||= outcome.failure !== undefined;
    found ||= outcome.found;
    if (outcome.output === undefined) continue;
    await say((printed ? between : '') + outcome.output);
    printed = true;
  }
  progress.stop();
  await say(after);
  return { found, failed };
}

async function* counted(sources: AsyncIterable<Source>, progress: Progress): AsyncGenerator<Source> {
  for await (const source of sources) {
    progress.expect(1);
    yield source;
  }
}

/** A team's own rules; a broken file is named and left out. */
function ownRules(paths: readonly string[]): { readonly texts: readonly RuleText[]; readonly failed: boolean } {
  const texts = paths.map((file) => ({ file, text: attempt(file) }));
  const { errors } = withOwnRules(
    builtInRules,
    texts.filter(({ text }) => text !== undefined),
  );
  for (const { file, line, message } of errors) complain(`${file}:${line}: ${message}`);
  return { texts, failed: errors.length > 0 || texts.some(({ text }) => text === undefined) };
}

/** The rule file's text, or undefined once an unreadable file has been named. */
function attempt(file: string): string | undefined {
  try {
    return readText(file);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    complain(`${file}: ${error.message}`);
    return undefined;
  }
}

/** Becomes the language server; the promise never ends, for the connection ends the process. */
async function serve(): Promise<number> {
  // The server's bundle stands beside this one; it reads its transport from the command line.
  const server = './server.js';
  await import(server);
  return new Promise(() => {});
}

if (!servesPool()) {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever stops reading, as `head` does, has read enough; a full disk has not.
    if (error.code === 'EPIPE') process.exit();
    complain(`the output cannot be written (${error.code})`);
    process.exit(STATUS.error);
  });
  main(process.argv.slice(2)).then(
    (status) => {
      process.exitCode = status;
    },
    (error: unknown) => {
      complain(error instanceof Error ? error.message : String(error));
      process.exitCode = STATUS.error;
    },
  );
}
