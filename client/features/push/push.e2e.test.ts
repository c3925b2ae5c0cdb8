import type { PushState } from '../../../src/contracts/push.ts';
import { addDays, mondayOf } from '../../../src/contracts/week.ts';
import { demoPassword } from '../../../src/demo/people.ts';
import { TestApp, until } from '../../../src/testing/app.ts';
import { findFirefox } from '../../../src/testing/chromium.ts';
import { sharedTablet } from '../../../src/testing/device-screens.ts';
import { PushService } from '../../../src/testing/push/push-service.ts';
import { assert, suite } from '../../../src/testing/suite.ts';
import { launchFirefox, shownBy } from '../../testing/firefox.ts';

const firefox = await findFirefox();
if (firefox === undefined) console.log('There is no Firefox: that messages come to a browser was not tried.');

suite('notifications', (test) => {
  let app: TestApp;
  let service: PushService;
  test.before(async () => {
    service = await PushService.start();
    app = await TestApp.start({ pushes: true, keepsShell: true });
  });
  test.after(async () => {
    await app?.close();
    await service?.close();
  });
  test.after.each(() => app.requireNoSurprises());

  test('a person chooses what they are told, and when not; it is kept at once', async () => {
    const page = await app.enter('ben', { at: '/more' });
    const card = page.getByRole('region', { name: 'Notifications' });
    await card.getByRole('button', { name: 'Stock is low' }).click();
    await card.getByLabel('Quiet from').fill('19:15');
    await card.getByLabel('Until').focus();
    const kept = () => app.ask<PushState>('ben', '/api/push').then(({ choices }) => choices);
    const choices = await until('both are kept', kept, ({ quiet }) => quiet?.from === '19:15');
    assert.equal([choices.kinds['low-stock'], choices.kinds.approvals, choices.quiet?.until], [false, true, '06:00']);
    await card.getByRole('button', { name: 'But not in my quiet hours' }).click();
    await until('there are none', kept, ({ quiet }) => quiet === null);
    // Somebody who decides for nobody and orders nothing is offered neither.
    const others = (await app.enter('jai', { at: '/more' })).getByRole('region', { name: 'Notifications' });
    await others.getByRole('button', { name: 'My leave or my week was decided' }).waitFor();
    assert.is(await others.getByRole('button', { name: /An approval|Stock is low/ }).count(), 0);
    await app.closeTablets();
  });

  test('a shared tablet shows nothing of anybody, and tells at its door whose work waits on it', async () => {
    const page = await sharedTablet(app, 'Winding 7', ['kylie']);
    await page.getByRole('button', { name: /^Kylie/ }).click();
    await page.getByRole('button', { name: 'Use the password' }).click();
    await page.getByLabel('Password').fill(demoPassword);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    const screens = page.getByRole('navigation', { name: 'Screens', exact: true });
    await screens.getByRole('link', { name: 'More' }).click();
    const card = page.getByRole('region', { name: 'Notifications' });
    await card.getByText('Others use this tablet too').waitFor();
    assert.is(await card.getByRole('button', { name: 'Tell me on this device' }).count(), 0);
    await screens.getByRole('link', { name: 'Today' }).click();
    const clock = page.getByRole('button', { name: /^Clock (in|out)/ }).first();
    await clock.waitFor();
    await page.context().setOffline(true);
    await clock.click();
    await page.getByText('1 waiting').first().waitFor();
    const told = page.waitForRequest(
      (request) => request.url().endsWith('/api/push/unsent') && request.postData()?.includes('kylie') === true,
    );
    // Nobody is signed in any more when the connection is back.
    await screens.getByRole('link', { name: 'More' }).click();
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.getByRole('heading', { name: 'Who’s here?' }).waitFor();
    await page.context().setOffline(false);
    assert.equal((await told).postDataJSON(), { people: [{ userId: 'kylie', count: 1 }] });
    await app.closeTablets();
  });

  if (firefox === undefined) return;

  test('a real browser subscribes, is told, and makes a subscription that it has lost anew', async () => {
    const browser = await launchFirefox(firefox, service);
    try {
      const page = await browser.newPage();
      await page.goto(`${app.url}/more`);
      await page.locator('input[name=username]').fill('nerida');
      await page.locator('input[name=password]').fill(demoPassword);
      await page.locator('form button[type=submit]').click();
      await page.locator('::-p-text(Tell me on this device)').click();
      await page.locator('::-p-text(This device tells you.)').wait();
      const { choices, devices } = await app.ask<PushState>('nerida', '/api/push');
      assert.match(devices[0]?.device ?? '', /^Firefox/);
      await app.post('nerida', '/api/push/choices', { ...choices, quiet: null });

      await requestLeave(1);
      const [shown] = await until(
        'it is shown',
        () => shownBy(page),
        (all) => all.length === 1,
      );
      assert.match(shown?.title ?? '', /approvals? waits? for you$/);
      assert.equal([shown?.tag, shown?.data], ['approvals', `${app.url}/approvals`]);

      // As when a browser is set back: the app finds nothing at its next start, and asks nobody.
      const [before] = service.channels;
      await page.evaluate(async () => {
        await (await (await navigator.serviceWorker.ready).pushManager.getSubscription())?.unsubscribe();
      });
      await page.goto(`${app.url}/more`);
      await until('there is another subscription', () => service.channels.some((channel) => channel !== before));
      await page.locator('::-p-text(This device tells you.)').wait();
      await requestLeave(2);
      // The newer one takes the place of the first.
      const again = await until(
        'it is told again',
        () => shownBy(page),
        (all) => all[0]?.title !== shown?.title,
      );
      assert.is(again.length, 1);

      await page.locator('::-p-text(Turn off here)').click();
      await page.locator('::-p-text(Tell me on this device)').wait();
      assert.equal(
        (await app.ask<PushState>('nerida', '/api/push')).devices.filter(({ current }) => current),
        [],
      );
    } finally {
      await browser.close();
    }
  });

  /** Jai asks for a day of next August, which has no public holiday. */
  async function requestLeave(weeks: number): Promise<void> {
    const monday = mondayOf(`${new Date().getFullYear() + 1}-08-08`);
    const days = [{ date: addDays(monday, 7 * weeks), minutes: 456 }];
    await app.send('jai', 'RequestLeave', { employeeId: 'jai', requestId: `push-${weeks}`, type: 'unpaid', days });
  }
});
