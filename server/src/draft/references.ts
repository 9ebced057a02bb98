/**
 * Stands in for the library that tells which letter a reference such as `&eacute;` means, where Markdown is read: of a
 * draft only matters where things stand, and its table is a fiftieth of the program.
 */
export const decodeNamedCharacterReference = (_name: string): false => false;
