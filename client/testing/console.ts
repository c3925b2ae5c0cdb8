import type { Page } from 'playwright-core';

/** What the page says on its console from now on, and what the security policy refuses. */
export async function hear(page: Page): Promise<string[]> {
  const said: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') {
      said.push(`${new URL(page.url()).pathname}: ${message.text()} ${message.location().url}`);
    }
  });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      console.error(`refused by ${violatedDirective}: ${blockedURI} ${sample}`);
    });
  });
  return said;
}

/** Browsers log answers as well: that nobody is signed in yet, and refusals that a state is about. */
export function isUnexpected(line: string): boolean {
  const expected = [
    /status of 401 .*\/api\/auth\/(me|refresh|pin-login)$/,
    /status of 404 .*\/api\/auth\/link\/open$/,
    /status of 4(09|12) .*\/api\/commands\/\w+$/,
    /ERR_CONNECTION_RESET .*\/api\/commands\/\w+$/,
  ];
  return !expected.some((one) => one.test(line));
}
