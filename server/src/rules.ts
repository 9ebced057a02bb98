import files from '../../dist/rules.json';
import type { RuleFiles } from './review/rulebook';

/** The rules that come with Amends, as `npm run build` gathered them from rules/; a test holds them to the schema. */
export const builtInRules = files as unknown as RuleFiles;
