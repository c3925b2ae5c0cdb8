import type { Browser, Page } from 'puppeteer-core';
import type { PushService } from '../../src/testing/push/push-service.ts';

/** A headless Firefox that gets its messages from this push service, and may show them. Close it in an `after` hook. */
export async function launchFirefox(executablePath: string, service: PushService): Promise<Browser> {
  const { launch } = (await import('puppeteer-core')).default;
  return await launch({
    ...{ browser: 'firefox', executablePath, headless: true },
    extraPrefsFirefox: {
      'dom.push.serverURL': service.address,
      'dom.push.testing.allowInsecureServerURL': true,
      'dom.push.alwaysConnect': true,
      // A browser that is driven by a program has neither, unless told.
      'dom.push.enabled': true,
      'dom.push.connection.enabled': true,
      'permissions.default.desktop-notification': 1,
      // Shown by itself: here is no desktop that could do it.
      'alerts.useSystemBackend': false,
    },
  });
}

/** What its worker shows just now, the newest last. */
export async function shownBy(
  page: Page,
): Promise<readonly { title: string; body: string; tag: string; data: unknown }[]> {
  return await page.evaluate(async () => {
    const shown = await (await navigator.serviceWorker.ready).getNotifications();
    return shown.map(({ title, body, tag, data }) => ({ title, body, tag, data: data as unknown }));
  });
}
