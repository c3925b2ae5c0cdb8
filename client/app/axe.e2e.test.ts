import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { TestApp } from '../../src/testing/app.ts';
import { reachState, screenStates, tabletsOf } from '../../src/testing/screens.ts';
import { assert, suite } from '../../src/testing/suite.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** What changes with the theme; everything else is the same in all of them. */
const RULES_OF_COLOUR = ['color-contrast', 'link-in-text-block'];

suite('every screen by WCAG 2.2 AA', (test) => {
  let app: TestApp;
  let tablet: ReturnType<typeof tabletsOf>;
  let page: Page;
  test.before(async () => {
    app = await TestApp.start();
    tablet = tabletsOf(app, { colorScheme: 'light' });
    page = await tablet();
  });
  test.after(() => app?.close());

  for (const state of screenStates) {
    test(state.name, async () => {
      const its = await tablet(state.as);
      await reachState(state, its, app);
      await isClean(its);
      await state.leave?.(its, app);
    });
  }

  test('offline', async () => {
    await page.goto(`${app.url}/stock/k120-980`);
    await page.getByRole('button', { name: /^Allocate \d+ rolls$/ }).waitFor();
    await page.context().setOffline(true);
    await page.getByRole('banner').getByText('Offline').waitFor();
    await isClean(page);
    await page.context().setOffline(false);
    await page.getByRole('banner').getByText('Live', { exact: true }).waitFor();
  });

  test('an address that the role may not see', async () => {
    const jai = await app.enter('jai', { at: '/stock' });
    await jai.getByRole('heading', { name: 'Your role does not allow this page' }).waitFor();
    await isClean(jai);
  });

  test('sign-in, with and without people of this device, and with a wrong password', async () => {
    const nobody = await app.tablet();
    await nobody.goto(app.url);
    await nobody.getByLabel('User name').fill('priya');
    await nobody.getByLabel('Password').fill('wrong');
    await nobody.getByRole('button', { name: 'Sign in' }).click();
    await nobody.getByRole('alert').waitFor();
    await isClean(nobody);

    await page.goto(`${app.url}/sign-in`);
    await page.getByRole('button', { name: /^Priya/ }).click();
    await page.getByRole('button', { name: 'Take Priya off this device' }).waitFor();
    await isClean(page);
  });
});

/** Everything in the light theme, and the colours once more in the dark one and in the one of high contrast. */
async function isClean(page: Page): Promise<void> {
  const problems = [...(await violations(page, 'light'))];
  await page.emulateMedia({ colorScheme: 'dark' });
  await themeIs(page, 'dark');
  problems.push(...(await violationsOfColour(page, 'dark')));
  await page.emulateMedia({ colorScheme: 'light', contrast: 'more' });
  await themeIs(page, 'contrast');
  problems.push(...(await violationsOfColour(page, 'contrast')));
  await page.emulateMedia({ colorScheme: 'light', contrast: 'no-preference' });
  await themeIs(page, 'light');
  assert.equal(problems, []);
}

async function themeIs(page: Page, theme: string): Promise<void> {
  await page.locator(`html[data-theme="${theme}"]`).waitFor();
}

async function violations(page: Page, theme: string): Promise<string[]> {
  // There are no frames of others here, and for those alone it would open a page of its own each time.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode(true);
  const found = await axe.withTags(TAGS).analyze();
  return inWords(theme, found);
}

/** With the axe that the whole look has left in the page. */
async function violationsOfColour(page: Page, theme: string): Promise<string[]> {
  const found = await page.evaluate(async (rules) => {
    const { axe } = globalThis as unknown as { readonly axe: { run(options: object): Promise<Found> } };
    return await axe.run({ runOnly: rules, resultTypes: ['violations'] });
  }, RULES_OF_COLOUR);
  return inWords(theme, found);
}

type Found = Pick<Awaited<ReturnType<AxeBuilder['analyze']>>, 'violations'>;

function inWords(theme: string, found: Found): string[] {
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${theme} ${id}: ${help}. ${html} ${failureSummary}`),
  );
}
