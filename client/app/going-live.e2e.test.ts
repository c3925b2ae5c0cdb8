import { TestApp, until } from '../../src/testing/app.ts';
import { keepScreens } from '../../src/testing/kept.ts';
import { countIs } from '../../src/testing/screen.ts';
import { assert, suite } from '../../src/testing/suite.ts';

// What a company looks at before it goes live, point by point.

suite('going live', (test) => {
  let app: TestApp;
  test.before(async () => {
    app = await TestApp.start({ keepsShell: true, lifetimes: { accessSeconds: 4 } });
  });
  test.after(() => app?.close());
  test.after.each(async () => {
    app.requireNoSurprises();
    await app.closeTablets();
  });

  test('a session refreshes itself, the console says so, and nobody is signed out', async () => {
    const page = await app.enter('ben', { at: '/stock' });
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    const refreshes = () => said.filter((line) => line === 'Refreshing access token...').length;
    await until('two refreshes', refreshes, (count) => count >= 2);
    await page.getByRole('banner').getByText('Live', { exact: true }).waitFor();
    await page.getByRole('banner').getByText('Ben Okafor').waitFor();
    await countIs(page.getByRole('heading', { name: 'Who’s here?' }), 0);
  });

  test('two windows, two people, one product: one succeeds, and the other reads why', async () => {
    const [ben, priya] = [
      await app.enter('ben', { at: '/stock/k120-1040' }),
      await app.enter('priya', { at: '/stock/k120-1040' }),
    ];
    for (const page of [ben, priya]) await page.getByLabel('For which order').selectOption('demo-19/2');
    await priya.route(
      '**/api/commands/AllocateStock',
      async (route) => {
        // Both have tapped; his tap arrives first.
        await ben.getByRole('button', { name: 'Allocate 30 rolls' }).click();
        await ben.getByText(/^Allocated 30 rolls/).waitFor();
        await route.continue();
      },
      { times: 1 },
    );
    await priya.getByRole('button', { name: 'Allocate 30 rolls' }).click();
    await priya.getByRole('heading', { name: /^Ben Okafor allocated 30 at \d/ }).waitFor();
    await priya.getByText('Your attempt is kept. It is not done.').waitFor();
  });

  test('it can be installed, and opens without the browser’s chrome', async () => {
    const page = await app.tablet();
    await page.goto(app.url);
    const protocol = await page.context().newCDPSession(page);
    const { data = '', errors } = await protocol.send('Page.getAppManifest');
    assert.equal(errors, []);
    const { display, start_url: start } = JSON.parse(data) as { display: string; start_url: string };
    assert.equal([display, start], ['standalone', '/']);
  });

  test('without Wi-Fi the pages that were open load, and what is asked of the server says that one is offline', async () => {
    const page = await app.enter('priya');
    await keepScreens(page, app.url, { '/stock': 'Pallet' });
    await page.context().setOffline(true);
    await page.reload();
    await page.getByRole('link', { name: /^Pallet/ }).waitFor();
    await page
      .getByRole('banner')
      .getByText(/^Offline/)
      .waitFor();
    await page.getByRole('navigation').getByRole('link', { name: 'Timesheets' }).click();
    await page
      .getByText(/You are offline\./)
      .first()
      .waitFor();
  });
});
