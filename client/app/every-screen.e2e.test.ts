import type { Page } from 'playwright-core';
import { TestApp } from '../../src/testing/app.ts';
import { screenStates } from '../../src/testing/screens.ts';
import { assert, suite } from '../../src/testing/suite.ts';
import { barriers } from '../testing/barriers.ts';
import { filledWrongly } from '../testing/filled.ts';
import { misfits } from '../testing/sizes.ts';
import { walkThrough } from '../testing/walk.ts';

walkThrough(
  'every screen of a production manager',
  screenStates.filter(({ as }) => as === undefined),
);

suite('screens with nobody, without a line and of others', (test) => {
  let app: TestApp;
  let page: Page;
  test.before(async () => {
    app = await TestApp.start();
    page = await app.enterByHand('priya');
  });
  test.after(() => app?.close());
  test.after.each(() => app.requireNoSurprises());

  test('offline', async () => {
    await page.goto(`${app.url}/stock/k120-980`);
    await page.getByRole('button', { name: /^Allocate \d+ rolls$/ }).waitFor();
    await page.context().setOffline(true);
    await page.getByRole('banner').getByText('Offline').waitFor();
    assert.equal(await barriers(page), []);
    await page.context().setOffline(false);
    await page.getByRole('banner').getByText('Live', { exact: true }).waitFor();
  });

  test('an address that the role may not see', async () => {
    const jai = await app.enter('jai', { at: '/stock' });
    await jai.getByRole('heading', { name: 'Your role does not allow this page' }).waitFor();
    assert.equal(await barriers(jai), []);
  });

  test('sign-in, with and without people of this device, and with a wrong password', async () => {
    const nobody = await app.tablet();
    await nobody.goto(app.url);
    await nobody.getByLabel('User name').fill('priya');
    await nobody.getByLabel('Password').fill('wrong');
    await nobody.getByRole('button', { name: 'Sign in' }).click();
    await nobody.getByRole('alert').waitFor();
    assert.equal(await barriers(nobody), []);
    assert.equal(await filledWrongly(nobody), []);

    await page.goto(`${app.url}/sign-in`);
    await page.getByRole('button', { name: /^Priya/ }).click();
    await page.getByRole('button', { name: 'Take Priya off this device' }).waitFor();
    assert.equal(await barriers(page), []);
  });

  test('sign-in, on a phone, a tablet and a desktop', async () => {
    await page.goto(`${app.url}/sign-in`);
    await page.getByRole('button', { name: /^Priya/ }).click();
    await page.getByRole('button', { name: 'Take Priya off this device' }).waitFor();
    assert.equal(await misfits(page), []);
  });
});
