import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** What breaks WCAG 2.2 AA: all rules in the light theme, and those of colour in the dark one and that of high contrast. */
export async function barriers(page: Page): Promise<string[]> {
  const problems = [...(await violations(page, 'light'))];
  await page.emulateMedia({ colorScheme: 'dark' });
  await themeIs(page, 'dark');
  problems.push(...(await violationsOfColour(page, 'dark')));
  await page.emulateMedia({ colorScheme: 'light', contrast: 'more' });
  await themeIs(page, 'contrast');
  problems.push(...(await violationsOfColour(page, 'contrast')));
  await page.emulateMedia({ colorScheme: 'light', contrast: 'no-preference' });
  await themeIs(page, 'light');
  return problems;
}

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** What changes with the theme; everything else is the same in all of them. */
const RULES_OF_COLOUR = ['color-contrast', 'link-in-text-block'];

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
