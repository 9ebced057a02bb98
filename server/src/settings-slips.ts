import { contributes } from '../../package.json';
import { isOwn } from './review/rule';

/** As much of JSON Schema as the manifest uses for settings. */
interface Schema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema;
}

const PREFIX = 'amends.';
/** The settings as the manifest describes them. */
const PROPERTIES: object = contributes.configuration.properties;
/** The same by their names below `amends`. */
const SCHEMAS: ReadonlyMap<string, Schema> = new Map(
  Object.entries(PROPERTIES).map(([name, schema]): [string, Schema] => [name.slice(PREFIX.length), schema]),
);

/**
 * What is wrong with settings as an editor sent them, each in one sentence for the writer; `rules` are the ids there
 * are. The manifest says what is right, so that every editor hears what VS Code's settings page shows.
 */
export function settingsSlips(value: unknown, rules: ReadonlySet<string>): string[] {
  if (value === null || value === undefined) return [];
  if (!isRecord(value)) return [`The settings of Amends are ${shown(value)}, not a list of names and values.`];
  return Object.entries(value).flatMap(([name, set]) => slipsOf(name, set, rules));
}

function slipsOf(name: string, set: unknown, rules: ReadonlySet<string>): string[] {
  if (set === null || set === undefined || [...SCHEMAS.keys()].some((known) => known.startsWith(`${name}.`))) return [];
  const schema = SCHEMAS.get(name);
  if (!schema) return [`There is no setting ${PREFIX}${name}. There are: ${[...SCHEMAS.keys()].join(', ')}.`];
  if (schema.type === 'object' && isRecord(set))
    return Object.entries(set).flatMap(([rule, level]) => [
      ...(rules.has(rule) || isOwn(rule) ? [] : [`${PREFIX}${name}: there is no rule “${rule}”.`]),
      ...mismatch(`${PREFIX}${name}: “${rule}”`, level, schema.additionalProperties),
    ]);
  return mismatch(`${PREFIX}${name}`, set, schema);
}

/** Wrong values fall back to their defaults, one by one. */
const mismatch = (name: string, set: unknown, schema: Schema | undefined): string[] =>
  schema === undefined || fits(set, schema)
    ? []
    : [`${name} is ${shown(set)}; it can be ${wanted(schema)}. Until then Amends goes by the default.`];

function fits(set: unknown, { type, enum: choices, items }: Schema): boolean {
  if (type === 'array') return Array.isArray(set) && set.every((item) => !items || fits(item, items));
  if (type === 'object') return isRecord(set);
  return typeof set === type && (choices === undefined || choices.some((choice) => choice === set));
}

const wanted = ({ type, enum: choices }: Schema): string =>
  choices?.join(', ') ??
  (type === 'array' ? 'a list of texts' : type === 'object' ? 'a list of names and values' : `a ${type}`);

const shown = (value: unknown): string => (typeof value === 'string' ? `“${value}”` : JSON.stringify(value));

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
