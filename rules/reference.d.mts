/** The rule reference as Markdown, from the rules of a folder. */
export function reference(folder: string): string;
