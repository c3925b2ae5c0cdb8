import type { Page, Response } from 'playwright-core';
import { readModelAccess } from '../contracts/read-model-access.ts';
import { until } from './app.ts';
import { emptyStore, storedCount } from './stored.ts';

/** It fetches each file of the app before it serves a page, and a busy machine is slow at that. */
const WORKER_MS = 90_000;

/**
 * Opens screens one after the other, each with what shows that it is there, and waits until the shell and all that they
 * fetched is kept on this device, and nothing else.
 */
export async function keepScreens(page: Page, url: string, screens: Readonly<Record<string, string>>): Promise<void> {
  const fetched = new Set<string>();
  const note = (response: Response) => {
    const what = readModelIn(response);
    if (what !== undefined) fetched.add(what);
  };
  // A page that is left keeps nothing more.
  await page.goto(`${url}/favicon.svg`);
  await emptyStore(page, 'snapshots');
  page.on('response', note);
  for (const [at, sign] of Object.entries(screens)) {
    await page.goto(`${url}${at}`);
    await page.getByRole('banner').getByText('Live', { exact: true }).waitFor();
    await page.getByRole('main').getByText(sign).first().waitFor();
    const controlled = () => page.evaluate<boolean>('navigator.serviceWorker.controller !== null');
    await until('the worker', controlled, Boolean, WORKER_MS);
    await until(
      'what is kept',
      async () => [await storedCount(page, 'snapshots'), ...fetched],
      // The session is kept beside them.
      ([count, ...all]) => count === all.length + 1,
    );
  }
  page.off('response', note);
}

/** What is kept of an answer, however many pages it came in. */
function readModelIn(response: Response): string | undefined {
  const { pathname, searchParams } = new URL(response.url());
  const [, api, name = ''] = pathname.split('/');
  if (api !== 'api' || !(name in readModelAccess) || ![200, 304].includes(response.status())) return undefined;
  searchParams.delete('cursor');
  return `${pathname}?${searchParams}`;
}
