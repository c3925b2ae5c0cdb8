import type { Page } from 'playwright-core';
import { demoPassword } from '../../src/demo/people.ts';
import { TestApp, until } from '../../src/testing/app.ts';
import { countIs, gone, hasFocus } from '../../src/testing/screen.ts';
import { assert, suite } from '../../src/testing/suite.ts';

suite('signing in and out', (test) => {
  let app: TestApp;
  test.before(async () => {
    app = await TestApp.start();
  });
  test.after(() => app?.close());
  test.after.each(async () => {
    app.requireNoSurprises();
    await app.closeTablets();
  });

  test('a wrong password is told at its field and opens nothing; the right one leads to the address asked for', async () => {
    const page = await app.tablet();
    await page.goto(`${app.url}/stock/pva`);
    await page.getByLabel('User name').fill('priya');
    await page.getByLabel('Password').fill('steel-and-glue');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').filter({ hasText: 'password' }).waitFor();
    assert.is(await page.getByLabel('Password').getAttribute('aria-invalid'), 'true');
    assert.is(await page.getByLabel('User name').inputValue(), 'priya');
    assert.is(await page.getByRole('navigation').count(), 0);
    assert.equal(await page.context().cookies(), []);

    await page.getByLabel('Password').fill(demoPassword);
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'PVA adhesive 20 L' }).waitFor();
    assert.ok(page.url().endsWith('/stock/pva'), page.url());
  });

  test('nobody can read from the page with what one is signed in', async () => {
    const page = await app.enterByHand('ben');
    const cookies = await page.context().cookies();
    const { port } = new URL(app.url);
    assert.equal(cookies.map(({ name, httpOnly, sameSite }) => [name, httpOnly, sameSite]).sort(), [
      [`misty_access_${port}`, true, 'Strict'],
      [`misty_refresh_${port}`, true, 'Strict'],
    ]);
    assert.is(await page.evaluate(() => document.cookie), '');
    const kept = await keptOn(page);
    for (const { value } of cookies) assert.not.ok(kept.includes(value));
  });

  test('a reload stays signed in, and so does another window', async () => {
    const page = await app.enterByHand('kylie', { at: '/orders' });
    await page.getByRole('region', { name: 'Orders by stage' }).waitFor();
    await page.reload();
    await page.getByRole('region', { name: 'Orders by stage' }).waitFor();
    await page.getByRole('banner').getByText('Kylie Tran').waitFor();
    const other = await page.context().newPage();
    await other.goto(`${app.url}/stock`);
    await other.getByRole('banner').getByText('Kylie Tran').waitFor();
  });

  test('after a sign-out nothing of the first person is left for the next one', async () => {
    const page = await app.enterByHand('ben', { at: '/stock/pva?do=receive' });
    await page.getByLabel('Docket').fill('BEN-4711');
    await page.goto(`${app.url}/orders/new`);
    await page.getByRole('button', { name: /^Banksia Logistics/ }).click();
    await page.getByLabel('Their reference').fill('BEN-REF');
    await page.getByLabel('Notes').fill('Only for Ben.');
    await until(
      'it is kept while he is here',
      () => keptOn(page),
      (kept) => kept.includes('misty-kept'),
    );
    assert.not.match(await keptOn(page), /BEN-/, 'and sealed');
    const cookies = await page.context().cookies();
    const other = await page.context().newPage();
    await other.goto(`${app.url}/stock`);
    await other.getByRole('listitem').first().waitFor();

    await page.getByRole('navigation').getByRole('link', { name: 'More' }).click();
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.getByRole('heading', { name: 'Who’s here?' }).waitFor();
    assert.equal(await page.context().cookies(), []);
    const kept = await keptOn(page);
    assert.not.match(kept, /misty-kept|BEN-|Only for Ben|Banksia|kraft|PVA/i);
    // The other window of the same tablet is closed to everybody as well.
    await other.getByRole('heading', { name: 'Who’s here?' }).waitFor();
    await countIs(other.getByRole('listitem'), 0);

    await page.goBack();
    await page.getByLabel('Password').waitFor();
    await countIs(page.getByRole('navigation'), 0);
    // A browser that kept the cookie has no use of it.
    const header = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    const answer = await fetch(`${app.url}/api/stock-levels`, { headers: { cookie: header } });
    assert.is(answer.status, 401);

    await page.goto(`${app.url}/orders/new`);
    await app.signIn(page, 'ana');
    await page.getByRole('banner').getByText('Ana Petrović').waitFor();
    await page.getByRole('searchbox', { name: 'Name of the client' }).waitFor();
    assert.is(await page.getByLabel('Their reference').inputValue(), '');
    assert.not.match(await keptOn(page), /BEN-|Only for Ben/);
  });

  test('who was here is a card the next time, and needs the password only', async () => {
    const page = await app.enterByHand('sione');
    await page
      .getByRole('banner')
      .getByRole('link', { name: /^Sione Tavita, .*Change person$/ })
      .click();
    await page.getByText('Sione Tavita is signed in.').waitFor();
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.getByRole('button', { name: /^Sione/ }).click();
    await page.getByRole('heading', { name: 'Sione Tavita' }).waitFor();
    // A password manager is told whose password it is: a field of the type hidden it would pass over.
    const form = page.getByRole('form', { name: 'Sign in' });
    const fields = await form
      .locator('input')
      .evaluateAll((all) => (all as HTMLInputElement[]).map((it) => [it.type, it.autocomplete, it.value]));
    assert.equal(fields, [
      ['text', 'username', 'sione'],
      ['password', 'current-password', ''],
    ]);
    await hasFocus(page.getByLabel('Password'));
    await page.getByLabel('Password').fill(demoPassword);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('navigation', { name: 'Screens' }).waitFor();

    await page.goto(`${app.url}/sign-in`);
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.getByRole('button', { name: /^Sione/ }).click();
    await page.getByRole('button', { name: 'Take Sione off this device' }).click();
    await gone(page.getByRole('button', { name: /^Sione/ }));
    assert.not.match(await keptOn(page), /sione/i);
  });

  test('who may not do something sees no button for it', async () => {
    const kylie = await app.enterByHand('kylie', { at: '/stock/k120-980' });
    const actions = kylie.getByRole('region', { name: 'Kraft 120 gsm 980 mm' });
    await actions.getByRole('link', { name: 'Receive' }).waitFor();
    await actions.getByRole('button', { name: 'More to do with this item' }).click();
    for (const name of ['Count', 'Adjust…', 'Reorder point', 'Retire…']) {
      assert.is(await actions.getByRole('link', { name }).count(), 0, name);
    }
    assert.is(await kylie.getByRole('link', { name: 'New item' }).count(), 0);
    await kylie.goto(`${app.url}/orders/demo-15`);
    await kylie.getByRole('button', { name: 'To Finishing' }).waitFor();
    assert.is(await kylie.getByRole('link', { name: 'Edit order' }).count(), 0);
    assert.is(await kylie.getByRole('button', { name: 'Cancel order…' }).count(), 0);
    await kylie.goto(`${app.url}/orders`);
    await kylie.getByRole('region', { name: 'Orders by stage' }).waitFor();
    assert.is(await kylie.getByRole('link', { name: 'New order' }).count(), 0);

    const lachlan = await app.enterByHand('lachlan', { at: '/stock/k120-980' });
    const looked = lachlan.getByRole('region', { name: 'Kraft 120 gsm 980 mm' });
    await looked.getByRole('listitem').first().waitFor();
    assert.equal(await looked.getByRole('link').allInnerTexts(), ['Label', 'History of this'], 'an auditor looks on');
    assert.is(await looked.getByRole('button', { name: /Allocate/ }).count(), 0);
  });

  test('an address that a role may not see says so, and asks the server for nothing of it', async () => {
    const jai = await app.enterByHand('jai');
    const places = await jai.getByRole('navigation', { name: 'Screens' }).getByRole('link').allInnerTexts();
    assert.equal(places, ['Today', 'Leave', 'Timesheets', 'Pay', 'People', 'More']);
    const asked: string[] = [];
    jai.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (/stock|order|client|product/.test(pathname) && pathname.startsWith('/api/')) asked.push(pathname);
    });
    for (const at of ['/stock', '/stock/pva', '/orders', '/orders/demo-15', '/orders/new']) {
      await jai.goto(`${app.url}${at}`);
      await jai.getByRole('heading', { name: 'Your role does not allow this page' }).waitFor();
    }
    assert.equal(asked, []);
    await jai.getByRole('link', { name: 'Go to Today' }).click();
    await jai.getByRole('heading', { name: /Jai/ }).waitFor();

    const kylie = await app.enterByHand('kylie', { at: '/stock/pva?do=count' });
    await kylie.getByText('Your role does not allow this').waitFor();
    await kylie.getByRole('button', { name: 'Back to the item' }).click();
    await kylie.getByRole('link', { name: 'Receive' }).waitFor();
    await kylie.goto(`${app.url}/stock/new`);
    await kylie.getByText('Your role does not allow this').waitFor();
    await kylie.goto(`${app.url}/orders/new`);
    await kylie.getByText('Orders are entered by the office').waitFor();
    await kylie.goto(`${app.url}/orders/demo-15?edit=1`);
    await kylie.getByRole('heading', { name: 'Details' }).waitFor();
    assert.is(await kylie.getByRole('region', { name: 'Edit order' }).count(), 0);
  });
});

suite('a session that ends while somebody works', (test) => {
  const SESSION_SECONDS = 10;
  let app: TestApp;
  test.before(async () => {
    app = await TestApp.start({ lifetimes: { signInSeconds: SESSION_SECONDS } });
  });
  test.after(() => app?.close());
  test.after.each(async () => {
    app.requireNoSurprises();
    await app.closeTablets();
  });
  const why = 'You were signed out because your session has ended. Sign in again to go on where you were.';

  test('comes back to the same page with the draft as it was; somebody else finds nothing of it', async () => {
    const [his, shared] = await Promise.all([
      app.enterByHand('ben', { at: '/stock/pva?do=receive' }),
      app.enterByHand('ben', { at: '/stock/wrap?do=receive' }),
    ]);
    for (const page of [his, shared]) {
      await page.getByRole('textbox', { name: /^Received/ }).fill('80');
      await page.getByLabel('Docket').fill('88-1');
    }
    const ended = SESSION_SECONDS * 1_000 + 5_000;
    await Promise.all([his, shared].map((page) => page.getByText(why).waitFor({ timeout: ended })));
    for (const page of [his, shared]) await countIs(page.getByRole('navigation'), 0);

    await app.signIn(his, 'ben');
    assert.ok(his.url().endsWith('/stock/pva?do=receive'), his.url());
    const form = his.getByRole('form', { name: 'Receive' });
    assert.is(await form.getByLabel('Docket').inputValue(), '88-1');
    await form.getByRole('button', { name: /^Receive 80 L/ }).click();
    await his.getByText('docket 88-1').waitFor();

    await app.signIn(shared, 'dave');
    assert.is(await shared.getByRole('form', { name: 'Receive' }).getByLabel('Docket').inputValue(), '');
  });
});

/** Everything that the browser keeps for this site, as one text. */
async function keptOn(page: Page): Promise<string> {
  return await page.evaluate(async () => {
    const databases = await Promise.all((await indexedDB.databases()).map(({ name = '' }) => contentOf(name)));
    const requests = await Promise.all(
      (await caches.keys()).map(async (name) => {
        const cache = await caches.open(name);
        return (await cache.keys()).map(({ url }) => url);
      }),
    );
    return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, databases, requests]);

    async function contentOf(name: string): Promise<unknown> {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      const all = await Promise.all(
        [...database.objectStoreNames].map(
          (store) =>
            new Promise<unknown>((resolve, reject) => {
              const reading = database.transaction(store).objectStore(store).getAll();
              reading.onsuccess = () => resolve(reading.result);
              reading.onerror = () => reject(reading.error);
            }),
        ),
      );
      database.close();
      return { name, all };
    }
  });
}
