import { type Choices, type Entry, lineOf, readJournal } from './journal';
import type { Store } from './store';

/** The writer's choices, read anew each time: another window may have added some. */
export interface KeptChoices {
  /** Where they are kept, as one would tell the writer. */
  readonly name: () => string;
  readonly read: () => Promise<Choices>;
  readonly add: (entry: Entry) => Promise<void>;
}

/** Keeps choices in a store; what it cannot hold stands until the process ends, and the writer is told, once. */
export function keepChoices(open: () => Store | undefined, tell: (message: string) => void): KeptChoices {
  let opened: Store | undefined;
  let unwritten = '';
  const told = new Set<string>();
  const store = (): Store | undefined => {
    opened ??= open();
    return opened;
  };
  const name = (): string => store()?.name ?? 'memory';
  const tellOnce = (message: string): void => {
    if (!told.has(message)) tell(message);
    told.add(message);
  };

  return {
    name,
    read: async () => {
      const text = await (store()?.read() ?? Promise.resolve('')).catch((error: unknown) => {
        tellOnce(`Amends cannot read ${name()}: ${reasonOf(error)}. What you dismissed shows again until it can.`);
        return '';
      });
      const { unread } = readJournal(text);
      if (unread.length > 0)
        tellOnce(
          `Amends cannot make out line ${unread.join(', ')} of ${name()} and leaves it as it is; the other lines hold.`,
        );
      return readJournal(`${text}\n${unwritten}`);
    },
    add: async (entry) => {
      const line = lineOf(entry);
      await (store()?.append(line) ?? Promise.reject(new Error('there is no place to keep it'))).catch(
        (error: unknown) => {
          unwritten += line;
          tellOnce(`Amends cannot write to ${name()}: ${reasonOf(error)}. Your choice holds until the editor closes.`);
        },
      );
    },
  };
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'you may not',
  EPERM: 'you may not',
  EROFS: 'it is read-only',
  ENOSPC: 'the disk is full',
  EISDIR: 'it is a folder',
  ENOTDIR: 'its folder is a file',
  EEXIST: 'its folder is a file',
};

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return REASONS[code] ?? error.message;
}
