/** Sentences remembered; a 1 MB draft has about 13,000. */
const LIMIT = 20_000;

/** Gives what is kept under the key, or else does the work and keeps it; the oldest goes first. */
export type Cache<T> = (key: string, work: () => T) => T;

export function createCache<T>(): Cache<T> {
  const kept = new Map<string, { readonly value: T }>();
  return (key, work) => {
    const known = kept.get(key);
    if (known) return known.value;
    const value = work();
    const oldest = kept.size >= LIMIT ? kept.keys().next().value : undefined;
    if (oldest !== undefined) kept.delete(oldest);
    kept.set(key, { value });
    return value;
  };
}
