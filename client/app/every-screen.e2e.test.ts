import type { Page } from 'playwright-core';
import { TestApp } from '../../src/testing/app.ts';
import { reachState, screenStates, tabletsOf } from '../../src/testing/screens.ts';
import { assert, suite } from '../../src/testing/suite.ts';
import { barriers } from '../testing/barriers.ts';
import { misfits } from '../testing/sizes.ts';

// Each state is reached once, and looked at in two tests.
suite('every screen', (test) => {
  let app: TestApp;
  let tablet: ReturnType<typeof tabletsOf>;
  let page: Page;
  test.before(async () => {
    app = await TestApp.start();
    tablet = tabletsOf(app, { colorScheme: 'light' });
    page = await tablet();
  });
  test.after(() => app?.close());
  test.after.each(() => app.requireNoSurprises());

  for (const state of screenStates) {
    let reached: Page | undefined;
    test(`${state.name}, by WCAG 2.2 AA`, async () => {
      const its = await tablet(state.as);
      await its.setViewportSize({ width: 1180, height: 820 });
      await reachState(state, its, app);
      reached = its;
      assert.equal(await barriers(its), []);
    });
    test(`${state.name}, on a phone, a tablet and a desktop`, async () => {
      assert.ok(reached, 'it was not reached');
      assert.equal(await misfits(reached, state.main?.(reached).first()), []);
      await state.leave?.(reached, app);
    });
  }

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
