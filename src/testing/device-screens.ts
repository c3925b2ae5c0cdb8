import type { Page } from 'playwright-core';
import type { DeviceCode } from '../contracts/device.ts';
import { demoPassword } from '../demo/people.ts';
import type { EnterOptions, TestApp, Username } from './app.ts';
import { countIs } from './screen.ts';
import type { ScreenState } from './screen-state.ts';

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

/** Sets the PIN of the person who is signed in on this page. */
export async function setPin(page: Page, app: TestApp): Promise<void> {
  await page.goto(`${app.url}/more`);
  const form = page.getByRole('form', { name: 'Your PIN' });
  await form.getByLabel('New PIN').fill(testPin);
  await form.getByLabel('Your password').fill(demoPassword);
  await form.getByRole('button', { name: 'Set the PIN' }).click();
  await form.getByText('You have a PIN.').waitFor();
}

/** A shared tablet on which these people have a PIN, at its door. */
export async function sharedTablet(
  app: TestApp,
  name: string,
  people: readonly Username[],
  options: EnterOptions = {},
): Promise<Page> {
  const { code } = await app.post<DeviceCode>('nerida', '/api/auth/devices/codes', { name });
  for (const person of people) await app.post(person, '/api/auth/pin', { password: demoPassword, pin: testPin });
  const page = await app.tablet(options);
  await app.postFrom(page, '/api/auth/devices/enrol', { code });
  await page.goto(app.url);
  await page.getByRole('heading', { name: 'Who’s here?' }).waitFor();
  return page;
}

/** The same by the screens on which people do it. */
export async function tabletSharedByHand(app: TestApp, name: string, people: readonly Username[]): Promise<Page> {
  const code = await codeFor(await app.enter('nerida'), app, name);
  for (const person of people) await setPin(await app.enter(person), app);
  const page = await app.enterByHand(people[0] ?? 'nerida');
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

const signOut = async (page: Page, app: TestApp): Promise<void> => {
  await page.goto(`${app.url}/sign-in`);
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await countIs(page.getByText('is signed in.'), 0);
};

/** A shared tablet, as the person in front of it sees it. */
export const tabletStates: readonly ScreenState[] = [
  {
    name: 'shared tablet, who is here',
    as: 'shared',
    at: '/',
    reach: async (page) => page.getByRole('button', { name: /^Sione/ }),
  },
  {
    name: 'shared tablet, the keys for a PIN',
    as: 'shared',
    at: '/',
    async reach(page) {
      await page.getByRole('button', { name: /^Kylie/ }).click();
      for (const digit of testPin) await page.getByRole('button', { name: digit, exact: true }).click();
      return page.getByRole('img', { name: '4 digits entered' });
    },
    main: (page) => page.getByRole('button', { name: 'Go on' }),
  },
  {
    name: 'shared tablet, a wrong PIN',
    as: 'shared',
    at: '/',
    async reach(page) {
      await tapPin(page, 'Sione', '9753');
      return page.getByText('That is not the PIN.');
    },
  },
  {
    name: 'shared tablet, asked for the password',
    as: 'shared',
    at: '/',
    async reach(page) {
      await tapPin(page, 'Kylie');
      await page.getByRole('navigation', { name: 'Screens', exact: true }).waitFor();
      await page.getByRole('link', { name: 'Leave' }).first().click();
      return page.getByRole('form', { name: 'Password' });
    },
    main: (page) => page.getByRole('button', { name: 'Open the page' }),
    leave: signOut,
  },
  {
    name: 'shared tablet, locked',
    as: 'shared',
    at: '/',
    async reach(page) {
      await tapPin(page, 'Kylie');
      await page.getByRole('navigation', { name: 'Screens', exact: true }).waitFor();
      await page.evaluate(moveClock, 60 * 60_000);
      return page.getByText(/^Locked, because nobody touched it/);
    },
  },
];

/** The clock of the device goes on by so much while no timer of the page does, as in sleep. It runs in the page. */
export function moveClock(byMs: number): void {
  const before = Date.now.bind(Date);
  Date.now = () => before() + byMs;
}
