import type { Page } from 'playwright-core';
import { until } from './app.ts';

/** How many snapshots the browser keeps for the person who is signed in. */
export async function keptCount(page: Page): Promise<number> {
  return await page.evaluate<number>(counting);
}

/** Waits until the shell is stored, and as many snapshots as told. */
export async function readyForOffline(page: Page, atLeast: number): Promise<void> {
  await until('the worker', () => page.evaluate<boolean>('navigator.serviceWorker.controller !== null'));
  await until(
    'what is kept',
    () => keptCount(page),
    (count) => count >= atLeast,
  );
}

/** As text, because this room knows no browser. */
const counting = `indexedDB.databases().then((all) => all.length === 0 ? 0 : new Promise((resolve, reject) => {
  const opening = indexedDB.open('misty');
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const database = opening.result;
    if (!database.objectStoreNames.contains('snapshots')) return resolve(0);
    const rows = database.transaction('snapshots').objectStore('snapshots').count();
    rows.onsuccess = () => {
      database.close();
      resolve(rows.result);
    };
  };
}))`;
