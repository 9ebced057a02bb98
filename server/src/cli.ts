#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { version } from '../../package.json';
import { decodeMail, type Input, InputError, readText } from './input';
import { withOwnRules } from './own-rules';
import { type FileReport, findingReport, ratingReport } from './report';
import type { Review } from './review/review';
import { createReviewer, type Reviewer } from './review/reviewer';
import type { RuleFiles } from './review/rulebook';
import { builtInRules } from './rules';
import { formatOf } from './settings';
import { printFindings, printRating } from './terminal';

const USAGE = `amends: reads the email you are about to send after trust was damaged

  amends check FILE… [--format json] [--rules RULE.json] [--exit-zero]
  amends rate FILE… [--format json] [--rules RULE.json]
  amends lsp --stdio

FILE may be - for standard input. Status: 0 nothing found, 1 findings, 2 something could not be read.
`;

const STATUS = { clean: 0, findings: 1, error: 2 } as const;

const OPTIONS = {
  format: { type: 'string', default: 'text' },
  rules: { type: 'string', multiple: true, default: [] as string[] },
  'exit-zero': { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', default: false },
} as const;

interface Reviewed {
  readonly input: Input;
  readonly review: Review;
}

const complain = (message: string): void => console.error(`amends: ${message}`);

/** Runs `amends` with these arguments; gives the exit status. */
async function main(args: readonly string[]): Promise<number> {
  if (args[0] === 'lsp') return serve();
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  if (values.version) return say(`amends ${version}\n`);
  if (values.help) return say(USAGE);
  const [command, ...files] = positionals;
  if ((command !== 'check' && command !== 'rate') || files.length === 0) return refuse(USAGE);
  if (values.format !== 'text' && values.format !== 'json')
    return refuse(`--format is text or json, not “${values.format}”`);

  const own = ownRules(values.rules);
  const reviewer = createReviewer(own.files);
  const texts = files.map((file) => ({ file, text: attempt(file, () => readText(file)) }));
  const reviewed: Reviewed[] = [];
  for (const { file, text } of texts)
    if (text !== undefined) reviewed.push(proven(await reviewFile(file, text, reviewer), reviewer));
  const failed = own.failed || reviewed.length < files.length;
  const print = values.format === 'json' ? printJson : command === 'rate' ? printRatings : printChecks;
  process.stdout.write(print(reviewed, reviewer));
  if (failed) return STATUS.error;
  const found = command === 'check' && reviewed.some(({ review }) => review.findings.length > 0);
  return found && !values['exit-zero'] ? STATUS.findings : STATUS.clean;
}

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

async function reviewFile(file: string, text: string, reviewer: Reviewer): Promise<Reviewed> {
  const review = reviewer.review(text, formatOf('plaintext', file));
  const from = review.draft.encoded;
  if (!from) return { input: { file, text }, review };
  const decoded = await decodeMail(text);
  return { input: { file, text: decoded, decodedFrom: from }, review: reviewer.review(decoded, 'mail') };
}

/** Only fixes that hold once applied are printed. */
const proven = ({ input, review }: Reviewed, reviewer: Reviewer): Reviewed => ({
  input,
  review: { ...review, findings: reviewer.prove(review, review.findings) },
});

function printJson(reviewed: readonly Reviewed[], reviewer: Reviewer): string {
  const files = reviewed.map(({ input, review }): FileReport => {
    const report = { findings: review.findings.map(findingReport), rating: ratingReport(reviewer.rate(review)) };
    const decoded = input.decodedFrom && { from: input.decodedFrom, text: input.text };
    return decoded ? { file: input.file, decoded, ...report } : { file: input.file, ...report };
  });
  return `${JSON.stringify({ version: 1, files })}\n`;
}

const printChecks = (reviewed: readonly Reviewed[]): string =>
  reviewed.map(({ input, review }) => `${printFindings(input.file, review)}\n`).join('\n');

const printRatings = (reviewed: readonly Reviewed[], reviewer: Reviewer): string =>
  reviewed.map(({ input, review }) => printRating(input.file, reviewer.rate(review), review)).join('\n');

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
