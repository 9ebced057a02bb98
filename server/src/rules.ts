import packed from '../../dist/rules.json';
import { type PackedRules, unpackRules } from './packed-rules';

/** The rules that come with Amends, as `npm run build` packed them from rules/; a test holds them to the schema. */
export const builtInRules = unpackRules(packed as unknown as PackedRules);
