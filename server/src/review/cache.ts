/** Sentences remembered where nothing else is said; a 1 MB draft has about 13,000. */
export const REMEMBERED = 20_000;

/** Gives what is kept under the key, or else does the work and keeps it. */
export type Cache<T> = (key: string, work: () => T) => T;

/** A cache of so many values; the oldest goes first. */
export function createCache<T>(limit: number): Cache<T> {
  const kept = new Map<string, { readonly value: T }>();
  return (key, work) => {
    const known = kept.get(key);
    if (known) return known.value;
    const value = work();
    const oldest = kept.size >= limit ? kept.keys().next().value : undefined;
    if (oldest !== undefined) kept.delete(oldest);
    kept.set(key, { value });
    return value;
  };
}
