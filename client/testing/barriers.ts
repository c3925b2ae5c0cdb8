import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
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

/** Puts axe into the page and runs all rules. */
async function violations(page: Page, theme: string): Promise<string[]> {
  await page.evaluate(await source);
  return inWords(theme, await run(page, TAGS));
}

/** With the axe that the whole look has left in the page. */
async function violationsOfColour(page: Page, theme: string): Promise<string[]> {
  return inWords(theme, await run(page, RULES_OF_COLOUR));
}

const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type Found = Pick<AxeResults, 'violations'>;

async function run(page: Page, rules: readonly string[]): Promise<Found> {
  // The looks of style sheets are for a rule that is not run: whether a screen may be turned.
  const options = { runOnly: [...rules], resultTypes: ['violations'], preload: { assets: ['media'] }, iframes: false };
  return await page.evaluate(async (given) => {
    const { axe } = globalThis as unknown as { readonly axe: { run(options: object): Promise<Found> } };
    const { violations } = await axe.run(given);
    return { violations };
  }, options);
}

function inWords(theme: string, found: Found): string[] {
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${theme} ${id}: ${help}. ${html} ${failureSummary}`),
  );
}
