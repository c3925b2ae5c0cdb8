import type { Page } from 'playwright-core';
import { demoPassword } from '../demo/people.ts';
import type { TestApp, Username } from './app.ts';
import type { ScreenState } from './screens.ts';

/** A PIN that nobody would try first. */
export const testPin = '2741';

/** An administrator's code for a new shared tablet, off the screen that shows it. */
export async function codeFor(page: Page, app: TestApp, name: string): Promise<string> {
  await page.goto(`${app.url}/devices`);
  const form = page.getByRole('form', { name: 'Share a tablet' });
  await form.getByLabel('Where it stands').fill(name);
  await form.getByRole('button', { name: 'Make a code' }).click();
  return await page.getByText(/^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/).innerText();
}

/** Sets the PIN of whoever is signed in on this page. */
export async function setPin(page: Page, app: TestApp): Promise<void> {
  await page.goto(`${app.url}/more`);
  const form = page.getByRole('form', { name: 'Your PIN' });
  await form.getByLabel('New PIN').fill(testPin);
  await form.getByLabel('Your password').fill(demoPassword);
  await form.getByRole('button', { name: 'Set the PIN' }).click();
  await form.getByText('You have a PIN.').waitFor();
}

/** A shared tablet on which these people have a PIN, at its door. */
export async function sharedTablet(app: TestApp, name: string, people: readonly Username[]): Promise<Page> {
  const code = await codeFor(await app.enter('nerida'), app, name);
  for (const person of people) await setPin(await app.enter(person), app);
  const page = await app.enter(people[0] ?? 'nerida');
  await page.goto(`${app.url}/more`);
  const form = page.getByRole('form', { name: 'Make this a shared tablet' });
  await form.getByLabel('Code').fill(code);
  await form.getByRole('button', { name: 'Share it' }).click();
  await page.getByRole('heading', { name: 'Who’s here?' }).waitFor();
  return page;
}

/** Taps a PIN on the keys of a shared tablet. */
export async function tapPin(page: Page, person: string, pin = testPin): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${person}`) }).click();
  await page.getByText('Enter your PIN').waitFor();
  for (const digit of pin) await page.getByRole('button', { name: digit, exact: true }).click();
  await page.getByRole('button', { name: 'Go on' }).click();
}

/** The screens of shared tablets, for an administrator. */
export const deviceStates: readonly ScreenState[] = [
  {
    name: 'shared tablets',
    as: 'nerida',
    at: '/devices',
    reach: async (page) => page.getByRole('form', { name: 'Share a tablet' }),
    main: (page) => page.getByRole('button', { name: 'Make a code' }),
  },
  {
    name: 'shared tablets, a code',
    as: 'nerida',
    at: '/devices',
    async reach(page, app) {
      await codeFor(page, app, 'Winding bay, tablet 2');
      return page.getByText(/more minutes/);
    },
  },
];
