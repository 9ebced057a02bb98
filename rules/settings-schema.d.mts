/** The JSON schema that completes rule ids in a settings.json. */
export function settingsSchema(rules: Readonly<Record<string, unknown>>): {
  readonly properties: { readonly 'amends.rules': { readonly properties: Readonly<Record<string, object>> } };
};
