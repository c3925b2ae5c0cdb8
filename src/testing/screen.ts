import type { Locator, Page } from 'playwright-core';
import { until } from './app.ts';

/** Waits until there are so many of it. */
export async function countIs(locator: Locator, count: number): Promise<void> {
  await until(
    `${count} of ${locator}`,
    () => locator.count(),
    (found) => found === count,
  );
}

/** Waits until this has the focus. */
export async function hasFocus(locator: Locator): Promise<void> {
  await locator.and(locator.page().locator(':focus')).waitFor();
}

/** Waits until this has left the page. */
export async function gone(locator: Locator): Promise<void> {
  await locator.waitFor({ state: 'detached' });
}

/** With which statuses this page is answered at an address, as the answers come. */
export function statusesOf(page: Page, pathEnd: string): number[] {
  const statuses: number[] = [];
  page.on('response', (response) => {
    if (response.url().endsWith(pathEnd)) statuses.push(response.status());
  });
  return statuses;
}

/**
 * What these pages send to this address next waits until all of them have sent it, then goes on to the server at one
 * moment: it was a race, and either may win.
 */
export async function meetAtServer(pages: readonly Page[], url: string): Promise<void> {
  let arrived = 0;
  let release: () => void = () => undefined;
  const all = new Promise<void>((resolve) => {
    release = resolve;
  });
  for (const page of pages) {
    await page.route(
      url,
      async (route) => {
        arrived += 1;
        if (arrived === pages.length) release();
        await all;
        await route.continue();
      },
      { times: 1 },
    );
  }
}
