import type { Page } from 'playwright-core';
import { demoPassword } from '../../../src/demo/people.ts';
import { TestApp } from '../../../src/testing/app.ts';
import { addPasskey, withFinger } from '../../../src/testing/passkey-screens.ts';
import { countIs } from '../../../src/testing/screen.ts';
import { assert, suite } from '../../../src/testing/suite.ts';

suite('passkeys', (test) => {
  let app: TestApp;
  test.before(async () => {
    app = await TestApp.start();
  });
  test.after(() => app?.close());
  test.after.each(async () => {
    app.requireNoSurprises();
    await app.closeTablets();
  });

  const card = (page: Page) => page.getByRole('region', { name: 'Passkeys' });
  const use = (page: Page) => page.getByRole('button', { name: 'Use a passkey' });
  const signOut = async (page: Page) => {
    await page.goto(`${app.url}/more`);
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.getByRole('heading', { name: 'Who’s here?' }).waitFor();
  };

  test('a manager adds one, signs in by it without the password, and removes it', async () => {
    const page = await app.enter('ben', { at: '/more' });
    await withFinger(page);
    await card(page).getByText('You have none yet').waitFor();
    await addPasskey(page, 'Work phone');
    await card(page)
      .getByText(/^Added .*, not used yet$/)
      .waitFor();
    await countIs(card(page).getByRole('form'), 0);

    await signOut(page);
    const answered = page.waitForRequest(/\/api\/auth\/passkey-login$/);
    await use(page).click();
    await page.getByRole('banner').getByText('Ben Okafor').waitFor();
    // What was sent for it is of no use to anybody who has seen it.
    const sent = (await answered).postData() ?? '';
    const replayed = await fetch(`${app.url}/api/auth/passkey-login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: app.url },
      body: sent,
    });
    assert.equal([replayed.status, ((await replayed.json()) as { code?: string }).code], [403, 'passkey-refused']);

    await page.goto(`${app.url}/more`);
    await card(page)
      .getByText(/^Added .*, last used /)
      .waitFor();
    await card(page).getByRole('button', { name: 'Remove Work phone' }).click();
    const form = page.getByRole('form', { name: 'Remove Work phone' });
    await form.getByLabel('Your password').fill('not this one');
    await form.getByRole('button', { name: 'Remove Work phone' }).click();
    await form.getByText('The present password is not right.').waitFor();
    await form.getByLabel('Your password').fill(demoPassword);
    await form.getByRole('button', { name: 'Remove Work phone' }).click();
    await card(page).getByText('You have none yet').waitFor();

    await signOut(page);
    await use(page).click();
    await page.getByRole('alert').filter({ hasText: 'Misty does not accept this passkey.' }).waitFor();
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
  });

  test('each thing that a device can say has a sentence', async () => {
    const page = await app.enter('ben', { at: '/more' });
    const { client, authenticatorId } = await withFinger(page);
    await client.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
    await addPasskey(page, 'Phone');
    await page.getByText('No passkey was made: it was cancelled, or took too long.').waitFor();
    await client.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });
    const form = page.getByRole('form', { name: 'Add a passkey' });
    assert.is(await form.getByLabel('Name').inputValue(), 'Phone', 'what was typed is still there');
    await form.getByRole('button', { name: 'Add a passkey' }).click();
    await card(page).getByText('Phone', { exact: true }).waitFor();
    await addPasskey(page, 'The same again');
    await page.getByText('This device has a passkey for Misty already. Use it to sign in.').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await countIs(card(page).getByRole('form'), 0);

    await signOut(page);
    await client.send('WebAuthn.clearCredentials', { authenticatorId });
    await use(page).click();
    await page.getByRole('alert').filter({ hasText: 'No passkey came' }).waitFor();
  });

  test('a person without the right to one sees nothing of them', async () => {
    const page = await app.enterByHand('kylie', { at: '/more' });
    await page.getByRole('heading', { name: 'About' }).waitFor();
    await countIs(card(page), 0);
    await signOut(page);
    await use(page).waitFor();
    await page.getByRole('button', { name: /^Kylie/ }).click();
    await page.getByRole('heading', { name: 'Kylie Tran' }).waitFor();
    await countIs(use(page), 0);
  });
});
