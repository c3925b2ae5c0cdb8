import type { Locator, Page } from 'playwright-core';
import type { PrivateDetailsView } from '../../../src/contracts/private-details.ts';
import { TestApp } from '../../../src/testing/app.ts';
import { gone } from '../../../src/testing/screen.ts';
import { assert, suite } from '../../../src/testing/suite.ts';

const account = { bsb: '062917', accountNumber: '84713206', accountName: 'Zyta Quill' };

suite('private details', (test) => {
  let app: TestApp;
  test.before(async () => {
    app = await TestApp.start();
  });
  test.after(() => app?.close());
  test.after.each(async () => {
    await app.closeTablets();
    app.requireNoSurprises();
  });

  const versionsOf = async (employeeId: string): Promise<number[]> => {
    const { item } = await app.ask<{ item: PrivateDetailsView }>('nerida', `/api/private-details/${employeeId}`);
    return item.details.map(({ version }) => version);
  };
  const setAccount = async (employeeId: string, accountNumber: string): Promise<void> => {
    const [, version] = await versionsOf(employeeId);
    await app.send('ben', 'SetBankAccount', { employeeId, ...account, accountNumber }, version);
  };

  test('a number is set as it is typed, and the person sees the end of it, live, and nothing to press', async () => {
    const [nerida, kylie] = await Promise.all([
      app.enter('nerida', { at: '/people/kylie' }),
      app.enter('kylie', { at: '/people/kylie' }),
    ]);
    const theirs = part(kylie, 'Tax file number');
    await theirs.getByText('Not on file').waitFor();
    const number = part(nerida, 'Tax file number');
    await number.getByRole('link', { name: 'Set…' }).click();
    const form = nerida.getByRole('form', { name: 'Tax file number' });
    const button = form.getByRole('button', { name: 'Set the tax file number' });
    await form.getByText('Enter the tax file number first.').waitFor();
    await form.getByLabel('Tax file number').fill('123 456 789');
    await form.getByText('This is not a tax file number. Look at each digit again.').waitFor();
    assert.is(await button.getAttribute('aria-disabled'), 'true');
    await form.getByLabel('Tax file number').fill('123 456 782');
    await button.click();
    await number.getByText('••• ••• 782').waitFor();
    await number.getByText(/^Set by Nerida Gale, /).waitFor();
    await gone(form);

    await theirs.getByText('••• ••• 782').waitFor();
    await theirs.getByText(/^Set by Nerida Gale, /).waitFor();
    await kylie.getByText('Only the office can change these, and see them whole.').waitFor();
    assert.is(await details(kylie).getByRole('button').or(details(kylie).getByRole('link')).count(), 0);
  });

  test('are nobody else’s to see', async () => {
    const priya = await app.enter('priya', { at: '/people/sione' });
    // What is there for one's own page has come, so it would be here too.
    await priya.goto(`${app.url}/people/priya`);
    await part(priya, 'Bank account').getByText('Not on file').waitFor();
    await priya.getByRole('link', { name: /^Sione Tavita/ }).click();
    await priya.getByRole('region', { name: 'Sione Tavita' }).getByText('Here since').waitFor();
    assert.is(await details(priya).count(), 0);
  });

  test('set by two at once: the second reads who was first, and decides', async () => {
    const [nerida, ben] = await Promise.all([
      app.enter('nerida', { at: '/people/sione?do=bank-account' }),
      app.enter('ben', { at: '/people/sione' }),
    ]);
    const form = nerida.getByRole('form', { name: 'Bank account' });
    await form.getByLabel('BSB').fill('062-917');
    await form.getByLabel('Account number').fill('5555 1234');
    await form.getByLabel('In the name of').fill('Sione Tavita');
    await setAccount('sione', account.accountNumber);
    await part(ben, 'Bank account').getByText('BSB 062-•••, account ••••3206').waitFor();

    await form.getByRole('button', { name: 'Set the bank account' }).click();
    const conflict = form.getByRole('status').filter({ hasText: 'Your attempt is kept. It is not done.' });
    await conflict.getByRole('heading', { name: /^Ben Okafor changed a private detail of Sione Tavita at / }).waitFor();
    await conflict.getByText('Bank account was modified by another user. Please refresh and try again.').waitFor();
    await conflict.getByText('BSB 062-•••, account ••••3206').waitFor();
    await conflict.getByRole('button', { name: 'Set mine all the same' }).click();
    await part(nerida, 'Bank account').getByText('BSB 062-•••, account ••••1234').waitFor();
    await part(ben, 'Bank account').getByText('BSB 062-•••, account ••••1234').waitFor();
  });

  test('are shown whole until they are hidden, and kept nowhere on the tablet', async () => {
    await setAccount('jai', account.accountNumber);
    const nerida = await app.enter('nerida', { at: '/people/jai' });
    const bank = part(nerida, 'Bank account');
    const whole = bank.getByText('BSB 062-917, account 84713206, Zyta Quill');
    await bank.getByRole('button', { name: 'Show the bank account' }).click();
    await whole.waitFor();
    await bank.getByRole('button', { name: 'Hide' }).click();
    await bank.getByText('BSB 062-•••, account ••••3206').waitFor();
    await gone(whole);
    // It goes too when another one is set meanwhile.
    await bank.getByRole('button', { name: 'Show the bank account' }).click();
    await whole.waitFor();
    await setAccount('jai', '99990000');
    await bank.getByText('BSB 062-•••, account ••••0000').waitFor();
    assert.is(await nerida.getByText('84713206').count(), 0);
    assert.not.match(await keptBy(nerida), /84713206|062917|Zyta/);
  });

  test('are erased for good, after it was said what that means', async () => {
    await setAccount('dave', account.accountNumber);
    const nerida = await app.enter('nerida', { at: '/people/dave' });
    const bank = part(nerida, 'Bank account');
    await bank.getByRole('button', { name: 'Erase…' }).click();
    const dialog = nerida.getByRole('dialog', { name: 'Erase the bank account of Dave Mitchell?' });
    await dialog.getByText('It cannot be brought back.').waitFor();
    await dialog.getByRole('button', { name: 'Keep it' }).click();
    await bank.getByText('BSB 062-•••, account ••••3206').waitFor();
    await bank.getByRole('button', { name: 'Erase…' }).click();
    await dialog.getByRole('button', { name: 'Erase the bank account' }).click();
    await bank.getByText('Not on file').waitFor();
    await bank.getByText(/^Erased by Nerida Gale, /).waitFor();
    await dialog.waitFor({ state: 'detached' });
    await bank.getByRole('link', { name: 'Receipt' }).click();
    await nerida.waitForURL(/\/receipt\/erasure\/dave\.bank-account/);
    await nerida.getByRole('heading', { name: 'It stands in the log, unchanged since' }).waitFor();
    await nerida.getByText(/^Recorded by Nerida Gale, /).waitFor();
    await nerida.getByRole('img', { name: 'QR code of the receipt' }).waitFor();
    await nerida.getByText('erased', { exact: true }).waitFor();
    await nerida.goBack();
    await bank.getByRole('link', { name: 'Set…' }).waitFor();
  });

  test('need the connection', async () => {
    await setAccount('ana', account.accountNumber);
    const nerida = await app.enter('nerida', { at: '/people/ana' });
    const bank = part(nerida, 'Bank account');
    await bank.getByText('BSB 062-•••, account ••••3206').waitFor();
    await nerida.context().setOffline(true);
    await bank.getByText('This needs the connection. What you entered is kept.').waitFor();
    assert.is(await bank.getByRole('button', { name: 'Show the bank account' }).getAttribute('aria-disabled'), 'true');
  });
});

function details(page: Page): Locator {
  return page.getByRole('region', { name: 'Private details' });
}

function part(page: Page, name: string): Locator {
  return details(page).getByRole('region', { name });
}

/** Everything that the browser keeps of the page: storages, databases and caches. */
async function keptBy(page: Page): Promise<string> {
  return await page.evaluate(async () => {
    const kept: unknown[] = [{ ...localStorage }, { ...sessionStorage }, document.documentElement.outerHTML];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      kept.push((await cache.keys()).map(({ url }) => url));
    }
    kept.push(await indexedDB.databases());
    return JSON.stringify(kept);
  });
}
