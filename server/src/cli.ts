#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { version } from '../../package.json';
import { decodeMail, InputError, readText } from './input';
import { OUTPUTS, type Reviewed } from './output';
import { withOwnRules } from './own-rules';
import { createReviewer, type Reviewer } from './review/reviewer';
import type { RuleFiles, Situation } from './review/rulebook';
import { builtInRules } from './rules';
import { formatOf, readSituation, SITUATIONS } from './settings';

const USAGE = `amends: reads the email you are about to send after trust was damaged

  amends check FILE… [--format json] [--rules RULE.json] [--exit-zero]
  amends rate FILE… [--format json|markdown|html] [--rules RULE.json] [--situation SITUATION]
  amends promises FILE… [--format json|markdown|ics] [--date YYYY-MM-DD]
  amends lsp --stdio

FILE may be - for standard input. SITUATION: ${SITUATIONS.join(', ')};
without one the draft is taken for what it reads as. Promised days count from --date, or the mail's Date, or today. Status: 0 nothing found, 1 findings, 2 something could not be read.
`;

const STATUS = { clean: 0, findings: 1, error: 2 } as const;

const OPTIONS = {
  format: { type: 'string', default: 'text' },
  situation: { type: 'string' },
  date: { type: 'string' },
  rules: { type: 'string', multiple: true, default: [] as string[] },
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
  const [command, ...files] = positionals;
  const formats = OUTPUTS[command ?? ''];
  if (!formats || files.length === 0) return refuse(USAGE);
  const print = formats[values.format];
  if (!print) return refuse(`--format is ${oneOf(Object.keys(formats))}, not “${values.format}”`);
  const situation = readSituation(values.situation);
  if (values.situation !== undefined && !situation)
    return refuse(`--situation is ${oneOf(SITUATIONS)}, not “${values.situation}”`);
  const day = values.date;
  if (day !== undefined && !isDay(day)) return refuse(`--date is a day such as 2026-03-09, not “${day}”`);

  const own = ownRules(values.rules);
  const reviewer = createReviewer(own.files);
  const texts = files.map((file) => ({ file, text: attempt(file, () => readText(file)) }));
  const reviewed: Reviewed[] = [];
  for (const { file, text } of texts)
    if (text !== undefined) reviewed.push(proven(await reviewFile(file, text, reviewer, situation), reviewer));
  const failed = own.failed || reviewed.length < files.length;
  process.stdout.write(await print(reviewed, { reviewer, day, now: new Date() }));
  if (failed) return STATUS.error;
  const found = command === 'check' && reviewed.some(({ review }) => review.findings.length > 0);
  return found && !values['exit-zero'] ? STATUS.findings : STATUS.clean;
}

const oneOf = (names: readonly string[]): string => `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;

const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));

function say(text: string): number {
  process.stdout.write(text);
  return STATUS.clean;
}

function refuse(message: string): number {
  complain(message);
  return STATUS.error;
}

/** The built-in rules with a team's own; a broken file is named and left out. */
function ownRules(paths: readonly string[]): { readonly files: RuleFiles; readonly failed: boolean } {
  const texts = paths.flatMap((file) => {
    const text = attempt(file, () => readText(file));
    return text === undefined ? [] : [{ file, text }];
  });
  const { files, errors } = withOwnRules(builtInRules, texts);
  for (const { file, line, message } of errors) complain(`${file}:${line}: ${message}`);
  return { files, failed: texts.length < paths.length || errors.length > 0 };
}

/** What the work gives, or undefined once an unreadable file has been named. */
function attempt<T>(file: string, work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    complain(`${file}: ${error.message}`);
    return undefined;
  }
}

async function reviewFile(
  file: string,
  text: string,
  reviewer: Reviewer,
  situation: Situation | undefined,
): Promise<Reviewed> {
  const review = reviewer.review(text, formatOf('plaintext', file), situation);
  const from = review.draft.encoded;
  if (!from) return { input: { file, text }, review };
  const decoded = await decodeMail(text);
  return { input: { file, text: decoded, decodedFrom: from }, review: reviewer.review(decoded, 'mail', situation) };
}

/** Only fixes that hold once applied are printed. */
const proven = ({ input, review }: Reviewed, reviewer: Reviewer): Reviewed => ({
  input,
  review: { ...review, findings: reviewer.prove(review, review.findings) },
});

/** Becomes the language server; the promise never ends, for the connection ends the process. */
async function serve(): Promise<number> {
  // The server's bundle stands beside this one; it reads its transport from the command line.
  const server = './server.js';
  await import(server);
  return new Promise(() => {});
}

main(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    complain(error instanceof Error ? error.message : String(error));
    process.exitCode = STATUS.error;
  },
);
