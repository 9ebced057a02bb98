/** The rules, word classes, verbs and rubric of a rules folder, unchecked: RuleFiles once the schema has passed them. */
export function gatherRules(folder: string): unknown;
