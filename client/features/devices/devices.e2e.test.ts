import { demoPassword } from '../../../src/demo/people.ts';
import { TestApp } from '../../../src/testing/app.ts';
import { codeFor, sharedTablet, tabletSharedByHand, tapPin } from '../../../src/testing/device-screens.ts';
import { countIs, gone } from '../../../src/testing/screen.ts';
import { assert, suite } from '../../../src/testing/suite.ts';

suite('a shared tablet', (test) => {
  let app: TestApp;
  test.before(async () => {
    app = await TestApp.start();
  });
  test.after(() => app?.close());
  test.after.each(async () => {
    app.requireNoSurprises();
    await app.closeTablets();
  });

  test('is handed from one worker to the next and shows nothing of the first', async () => {
    const page = await tabletSharedByHand(app, 'Winding bay, tablet 2', ['kylie', 'sione']);
    await page.getByText('Winding bay, tablet 2').waitFor();
    await tapPin(page, 'Kylie');
    await page.getByRole('banner').getByText('Kylie Tran').waitFor();
    await page.goto(`${app.url}/stock/pva?do=receive`);
    await page.getByLabel('Docket').fill('KYLIE-4711');
    await page.getByRole('navigation').getByRole('link', { name: 'More' }).click();
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await tapPin(page, 'Sione');
    await page.getByRole('banner').getByText('Sione Tavita').waitFor();
    await page.goto(`${app.url}/stock/pva?do=receive`);
    await page.getByLabel('Docket').waitFor();
    assert.is(await page.getByLabel('Docket').inputValue(), '');
    assert.not.match(await page.locator('body').innerText(), /Kylie|KYLIE/);
  });

  test('stands beside the name of a worker in the history of what they did on it', async () => {
    const page = await sharedTablet(app, 'Winding bay, tablet 2', ['sione']);
    await tapPin(page, 'Sione');
    await page.getByRole('banner').getByText('Sione Tavita').waitFor();
    await page.goto(`${app.url}/stock/pva?do=receive`);
    await page.getByLabel('Received, in L', { exact: true }).fill('3');
    await page.getByRole('button', { name: /^Receive 3/ }).click();
    const newest = page.getByRole('region', { name: 'History' }).getByRole('listitem').first();
    await newest.getByText('Received 3').waitFor();
    await newest.getByText('Sione Tavita, on Winding bay, tablet 2').waitFor();
  });

  test('asks for the password for approvals and pay, in place', async () => {
    const page = await sharedTablet(app, 'Office', ['priya']);
    await tapPin(page, 'Priya');
    await page.getByRole('banner').getByText('Priya Raman').waitFor();
    const answers: number[] = [];
    page.on('response', (response) => {
      if (response.status() >= 400) answers.push(response.status());
    });
    for (const at of ['/approvals', '/pay', '/leave', '/timesheets']) {
      await page.goto(`${app.url}${at}`);
      await page.getByRole('heading', { name: 'Your password opens this page' }).waitFor();
    }
    await page.goto(app.url);
    await page.getByRole('region', { name: 'Do this next' }).waitFor();
    assert.equal(answers, [], 'nothing that a PIN does not open is asked for');
    await page.goto(`${app.url}/approvals`);
    const form = page.getByRole('form', { name: 'Password' });
    await form.getByLabel('Password').fill('not the password');
    await form.getByRole('button', { name: 'Open the page' }).click();
    await form.getByRole('alert').filter({ hasText: 'password' }).waitFor();
    await form.getByLabel('Password').fill(demoPassword);
    await form.getByRole('button', { name: 'Open the page' }).click();
    await gone(form);
    await page.getByRole('heading', { name: 'Approvals' }).first().waitFor();
    assert.ok(page.url().endsWith('/approvals'), page.url());
  });

  test('asks for the password after five wrong PINs, and opens by PIN again afterwards', async () => {
    const page = await sharedTablet(app, 'Slitting', ['dave']);
    for (let wrong = 1; wrong <= 5; wrong += 1) {
      await tapPin(page, 'Dave', '9753');
      // The fifth leads to the password at once.
      if (wrong < 5) await page.getByRole('alert').filter({ hasText: 'That is not the PIN.' }).waitFor();
    }
    await page.getByLabel('Password').fill(demoPassword);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('banner').getByText('Dave Mitchell').waitFor();
    await page.goto(`${app.url}/more`);
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await tapPin(page, 'Dave');
    await page.getByRole('banner').getByText('Dave Mitchell').waitFor();
  });

  test('is taken out of use by an administrator, and the person on it is signed out', async () => {
    const page = await sharedTablet(app, 'On the truck', ['kylie']);
    await tapPin(page, 'Kylie');
    await page.getByRole('banner').getByText('Live', { exact: true }).waitFor();
    const admin = await app.enter('nerida', { at: '/devices' });
    await admin.getByRole('button', { name: 'Stop sharing On the truck' }).click();
    await admin.getByRole('dialog').getByRole('button', { name: 'Stop sharing' }).click();
    await admin
      .getByRole('region', { name: 'On the truck' })
      .getByText(/^Not shared since/)
      .waitFor();
    await page.getByRole('heading', { name: 'Who’s here?' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Who’s here?' }).waitFor();
    await countIs(page.getByText('On the truck'), 0);
  });

  test('a PIN that others have seen is taken away by an administrator, and the security log says by whom', async () => {
    const page = await tabletSharedByHand(app, 'Dispatch', ['jai']);
    const admin = await app.enter('nerida', { at: '/accounts/jai' });
    const account = admin.getByRole('region', { name: 'Jai Singh' });
    await account.getByText('PIN set').waitFor();
    await account.getByRole('button', { name: 'Take the PIN away…' }).click();
    await admin.getByRole('dialog').getByRole('button', { name: 'Leave it' }).click();
    await account.getByRole('button', { name: 'Take the PIN away…' }).click();
    await admin.getByRole('dialog').getByRole('button', { name: 'Take the PIN away' }).click();
    await gone(account.getByRole('button', { name: 'Take the PIN away…' }));
    await countIs(account.getByText('PIN set'), 0);
    await tapPin(page, 'Jai');
    await page.getByLabel('Password').waitFor();
    await page.reload();
    await page.getByRole('button', { name: /^Jai/ }).click();
    await page.getByLabel('Password').waitFor();
    await admin.goto(`${app.url}/security?who=jai`);
    await admin.getByRole('row').filter({ hasText: 'PIN taken away' }).filter({ hasText: 'Nerida' }).waitFor();
  });

  test('a code that is not one is told at once', async () => {
    const page = await app.enter('kylie');
    await page.goto(`${app.url}/more`);
    const code = await codeFor(await app.enter('nerida'), app, 'Never');
    const form = page.getByRole('form', { name: 'Make this a shared tablet' });
    await form.getByLabel('Code').fill(`${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`);
    await form.getByRole('button', { name: 'Share it' }).click();
    await form.getByText('There is no such code, or it is over. Ask for a new one.').waitFor();
  });
});

suite('a shared tablet that nobody touches', (test) => {
  const IDLE_SECONDS = 8;
  let app: TestApp;
  test.before(async () => {
    app = await TestApp.start({ lifetimes: { idleSeconds: IDLE_SECONDS } });
  });
  test.after(() => app?.close());
  test.after.each(async () => {
    app.requireNoSurprises();
    await app.closeTablets();
  });

  test('locks, hides names and figures, and lets the same person go on where they were', async () => {
    const page = await sharedTablet(app, 'Winding bay, tablet 2', ['kylie', 'sione']);
    await tapPin(page, 'Kylie');
    await page.getByRole('banner').getByText('Kylie Tran').waitFor();
    await page.goto(`${app.url}/stock/pva?do=receive`);
    await page.getByLabel('Docket').fill('88-1');
    const locked = page.getByText(/^Locked, because nobody touched it/);
    await locked.waitFor({ timeout: (IDLE_SECONDS + 15) * 1_000 });
    await countIs(page.getByRole('navigation'), 0);
    assert.not.match(await page.locator('body').innerText(), /PVA|\$|Docket/);
    await page.waitForFunction(async () => (await fetch('/api/auth/me')).status === 401);
    await tapPin(page, 'Kylie');
    assert.is(await page.getByLabel('Docket').inputValue(), '88-1');
    await locked.waitFor({ timeout: (IDLE_SECONDS + 15) * 1_000 });
    await tapPin(page, 'Sione');
    await page.getByRole('banner').getByText('Sione Tavita').waitFor();
    assert.is(await page.getByLabel('Docket').inputValue(), '');
  });
});
