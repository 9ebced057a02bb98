// The JSON schema that completes rule ids in a settings.json: npm run build writes it to dist/.

const LEVELS = {
  enum: ['off', 'warning', 'information', 'hint'],
  enumDescriptions: [
    'It says nothing.',
    'What surely hurts.',
    'What is likely to hurt.',
    'What is arguable: shown, but not counted.',
  ],
};

/** The schema of `amends.rules` with a property for each rule that speaks, told by its title. */
export function settingsSchema(rules) {
  const speaking = Object.entries(rules).filter(([, rule]) => 'message' in rule);
  const properties = Object.fromEntries(
    speaking.map(([id, { title, severity, message }]) => [
      id,
      { ...LEVELS, default: severity, description: `${title}. ${message}` },
    ]),
  );
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    type: 'object',
    properties: { 'amends.rules': { type: 'object', properties } },
  };
}
