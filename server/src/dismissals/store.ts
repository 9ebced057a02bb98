/** Where a journal is kept. */
export interface Store {
  /** What to call it when speaking to the writer. */
  readonly name: string;
  /** The whole journal, empty where there is none yet; rejects where it cannot be read. */
  readonly read: () => Promise<string>;
  /** Adds a line at the end; rejects where it cannot be written. */
  readonly append: (line: string) => Promise<void>;
}

/** Opens the store at a place, a path or URI that the client named, or at the host's own. */
export type OpenStore = (place: string | undefined) => Store;
