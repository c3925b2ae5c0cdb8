import type { Page } from 'playwright-core';

// What a browser keeps in Misty's own database. As text, because this room knows no browser.

type Store = 'snapshots' | 'keys' | 'outbox';

/** How many values are in a store: all of them, or those whose key begins so. */
export async function storedCount(page: Page, store: Store, begin?: string): Promise<number> {
  const range = begin === undefined ? '' : `IDBKeyRange.bound('${begin}', '${begin}\\uffff')`;
  return await page.evaluate<number>(inStore(store, 'readonly', `count(${range})`));
}

export async function emptyStore(page: Page, store: Store): Promise<void> {
  await page.evaluate(inStore(store, 'readwrite', 'clear()'));
}

/** 0 where there is no such store yet. */
function inStore(store: Store, mode: 'readonly' | 'readwrite', asked: string): string {
  return `indexedDB.databases().then((all) => all.length === 0 ? 0 : new Promise((resolve, reject) => {
    const opening = indexedDB.open('misty');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      const end = (answer) => (database.close(), resolve(answer));
      if (!database.objectStoreNames.contains('${store}')) return end(0);
      const asking = database.transaction('${store}', '${mode}').objectStore('${store}').${asked};
      asking.onsuccess = () => end(asking.result ?? 0);
    };
  }))`;
}
