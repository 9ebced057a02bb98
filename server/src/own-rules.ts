import { Validator } from '@cfworker/json-schema';
import {
  createScanner,
  findNodeAtLocation,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import schema from '../../rules/rule.schema.json';
import { OWN, type Rule } from './review/rule';
import { compileRule, RuleError, type RuleFiles } from './review/rulebook';

/** A slip in a team's rule file; the offset (UTF-16) says where. */
export interface RuleFileError {
  readonly file: string;
  readonly line: number;
  readonly offset: number;
  readonly message: string;
}

export type OwnRule =
  | { readonly ok: true; readonly id: string; readonly rule: Rule }
  | { readonly ok: false; readonly errors: readonly RuleFileError[] };

/** In how many ways a team's pattern may be tried at one place: more would keep a writer waiting on a long sentence. */
const MOST_WAYS = 5_000;
/** How deep lists and objects may stand in each other; the schema needs 5. */
const DEEPEST = 50;

const validator = new Validator(schema as object, '7', false);

/** Reads a team's own rule file; never throws: what is wrong with it comes back with its line. */
export function readOwnRule(file: string, text: string, builtIn: RuleFiles): OwnRule {
  const deep = firstDeeper(text, DEEPEST);
  if (deep !== undefined)
    return failure(file, text, deep, `lists and objects stand more than ${DEEPEST} deep in each other`);
  const slips: ParseError[] = [];
  const root = parseTree(text, slips);
  const slip = slips[0];
  if (slip || !root)
    return failure(file, text, slip?.offset ?? 0, `is not JSON: ${slip ? printParseErrorCode(slip.error) : 'empty'}`);
  const value: unknown = getNodeValue(root);
  const wrong = validator
    .validate(value)
    .errors.filter(({ keyword }) => !COMPOUND.has(keyword))
    .at(-1);
  if (wrong)
    return failure(
      file,
      text,
      offsetOf(root, wrong.instanceLocation),
      `${place(wrong.instanceLocation)}${wrong.error}`,
    );
  const rule = value as Rule;
  const id = OWN + nameOf(file);
  try {
    compileRule(id, rule, { classes: builtIn.lexicon, verbs: builtIn.verbs }, { ways: MOST_WAYS });
    return { ok: true, id, rule };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const quoted = error instanceof RuleError ? /“(.+?)”: /.exec(message)?.[1] : undefined;
    return failure(file, text, quoted ? Math.max(0, text.indexOf(JSON.stringify(quoted))) : 0, message);
  }
}

/** Where lists and objects first open deeper than this: a parser, a validator go down as deep as they do. */
function firstDeeper(text: string, most: number): number | undefined {
  const scanner = createScanner(text, true);
  let depth = 0;
  while (scanner.getPosition() < text.length) {
    scanner.scan();
    const mark = text[scanner.getTokenOffset()];
    if ((mark === '{' || mark === '[') && ++depth > most) return scanner.getTokenOffset();
    if (mark === '}' || mark === ']') depth--;
  }
  return undefined;
}

/** Keywords whose errors only repeat those of the parts below them. */
const COMPOUND = new Set(['allOf', 'if', 'then', 'else', '$ref', 'properties', 'items', 'additionalProperties']);

function failure(file: string, text: string, offset: number, message: string): OwnRule {
  return { ok: false, errors: [{ file, line: text.slice(0, offset).split('\n').length, offset, message }] };
}

const place = (pointer: string): string => (pointer === '#' ? '' : `${pointer.slice(2)}: `);

function offsetOf(root: Node, pointer: string): number {
  const path = pointer.split('/').slice(1);
  return (
    findNodeAtLocation(
      root,
      path.map((part) => (/^\d+$/.test(part) ? Number(part) : part)),
    )?.offset ?? 0
  );
}

const nameOf = (file: string): string => file.replace(/^.*[\\/]/, '').replace(/(?:\.amends)?\.json$/, '');

/** The built-in rules with a team's own beside them, and what is wrong with those left out. */
export interface RuleSet {
  readonly files: RuleFiles;
  readonly errors: readonly RuleFileError[];
}

/** A rule file's text, or nothing where it could not be read. */
export interface RuleText {
  readonly file: string;
  readonly text: string | undefined;
}

/** Adds a team's rule files to the built-in rules; a broken file is left out and named, the rest stand. */
export function withOwnRules(builtIn: RuleFiles, texts: readonly RuleText[]): RuleSet {
  const read = texts.map(({ file, text }) =>
    text === undefined ? failure(file, '', 0, 'this rule file cannot be read') : readOwnRule(file, text, builtIn),
  );
  const own = read.flatMap((result) => (result.ok ? [[result.id, result.rule] as const] : []));
  return {
    files: { ...builtIn, rules: { ...builtIn.rules, ...Object.fromEntries(own) } },
    errors: read.flatMap((result) => (result.ok ? [] : result.errors)),
  };
}
