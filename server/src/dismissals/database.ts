import type { Store } from './store';

const NAME = 'amends';
const JOURNALS = 'journals';

/** Keeps the journal in the browser's own database, one value a place; a transaction sees to a second window. */
export function databaseStore(place: string | undefined): Store {
  const key = place ?? 'user';
  return {
    name: 'this browser',
    read: () => inStore('readonly', async (journals) => textOf(await answerOf(journals.get(key)))),
    append: (line) =>
      inStore('readwrite', async (journals) => {
        await answerOf(journals.put(textOf(await answerOf(journals.get(key))) + line, key));
      }),
  };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

async function inStore<T>(mode: IDBTransactionMode, work: (journals: IDBObjectStore) => Promise<T>): Promise<T> {
  const opening = indexedDB.open(NAME, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(JOURNALS);
  const database = await answerOf(opening);
  try {
    const transaction = database.transaction(JOURNALS, mode);
    const done = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
    const [result] = await Promise.all([work(transaction.objectStore(JOURNALS)), done]);
    return result;
  } finally {
    database.close();
  }
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
