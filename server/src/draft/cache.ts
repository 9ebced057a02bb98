/** UTF-16 units of sentences remembered where nothing else is said: about as many as the longest draft has. */
export const REMEMBERED = 1_500_000;

/** Gives what is kept under the key, or else does the work and keeps it. */
export type Cache<T> = (key: string, work: () => T) => T;

/** A cache whose keys have no more than so many UTF-16 units in all; the oldest goes first. */
export function createCache<T>(limit: number): Cache<T> {
  const kept = new Map<string, { readonly value: T }>();
  let units = 0;
  return (key, work) => {
    const known = kept.get(key);
    if (known) return known.value;
    const value = work();
    kept.set(apart(key), { value });
    units += key.length;
    for (const oldest of kept.keys()) {
      if (units <= limit || kept.size === 1) break;
      kept.delete(oldest);
      units -= oldest.length;
    }
    return value;
  };
}

/** The same key apart from the text that it was cut out of, which engines would else keep with it. */
const apart = (key: string): string => ` ${key}`.slice(1);
