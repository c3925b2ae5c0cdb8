import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import type { Role } from '../../../src/contracts/permissions.ts';
import { demoPassword } from '../../../src/demo/people.ts';
import { TestApp } from '../../../src/testing/app.ts';
import { countIs, gone } from '../../../src/testing/screen.ts';
import { assert, suite } from '../../../src/testing/suite.ts';

suite('accounts', (test) => {
  let app: TestApp;
  test.before(async () => {
    app = await TestApp.start();
  });
  test.after(() => app?.close());
  test.after.each(async () => {
    await app.closeTablets();
    app.requireNoSurprises();
  });

  /** Somebody of their own for a test, who has chosen a password by a link. */
  const add = async (userId: string, name: string, role: Role, password: string): Promise<void> => {
    await app.send('nerida', 'RegisterUser', { userId, username: userId, name, role });
    const nerida = await post('/api/auth/login', { username: 'nerida', password: demoPassword });
    const { accessToken } = (await nerida.json()) as { accessToken: string };
    const made = await post('/api/auth/links', { userId }, { authorization: `Bearer ${accessToken}` });
    const token = ((await made.json()) as { link: string }).link.split('#')[1] ?? '';
    assert.is((await post('/api/auth/link', { token, password })).status, 200);
  };
  const post = (path: string, body: object, headers: Record<string, string> = {}) =>
    fetch(`${app.url}${path}`, {
      ...{ method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) },
    });
  const fillIn = async (page: Page, username: string, password: string): Promise<void> => {
    await page.getByLabel('User name').fill(username);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
  };
  const enterAs = async (username: string, password: string, at = '/'): Promise<Page> => {
    const page = await app.tablet();
    await page.goto(`${app.url}${at}`);
    await fillIn(page, username, password);
    await isIn(page);
    return page;
  };
  const isIn = (page: Page) => page.getByRole('navigation', { name: 'Screens', exact: true }).waitFor();
  const isAtTheDoor = (page: Page) => page.getByRole('form', { name: 'Sign in' }).waitFor();

  test('an administrator invites somebody, who chooses a password in another browser and is in', async () => {
    const nerida = await app.enter('nerida', { at: '/accounts' });
    await nerida.getByRole('link', { name: 'New account' }).click();
    const form = nerida.getByRole('form', { name: 'New account' });
    await form.getByLabel('Name', { exact: true }).fill('Yuki Arai');
    await form.getByLabel('User name').fill('kylie');
    await form.getByLabel('Role').selectOption({ label: 'Sales' });
    await form.getByText('Orders, clients and products').waitFor();
    await form.getByRole('button', { name: 'Make the account of Yuki Arai' }).click();
    await form.getByText('The user name kylie is taken. Choose another.').waitFor();
    await form.getByLabel('User name').fill('yuki');
    await form.getByRole('button', { name: 'Make the account of Yuki Arai' }).click();
    const yuki = nerida.getByRole('region', { name: 'Yuki Arai', exact: true });
    await yuki.getByRole('button', { name: 'Make a one-time link' }).click();
    const link = await yuki.locator('.link-text').innerText();
    assert.match(link, new RegExp(`^${app.url}/welcome#[\\w-]{43}$`));
    await row(nerida, 'Yuki Arai').getByText('A link is out').waitFor();

    const phone = await app.tablet({ viewport: { width: 360, height: 740 } });
    const asked: string[] = [];
    phone.on('request', (request) => asked.push(request.url()));
    await phone.goto(link);
    await phone.getByText('Your user name is yuki').waitFor();
    await phone.getByLabel('Your password').fill('core');
    await phone.getByRole('button', { name: 'Choose it and go in' }).click();
    await phone.getByText('At least 8 characters; this is 4.').waitFor();
    await phone.getByLabel('Your password').fill('Yuki2026!');
    await phone.getByRole('button', { name: 'Choose it and go in' }).click();
    await phone.getByText('This password is made of your own name.').waitFor();
    await phone.getByLabel('Your password').fill('nine blue paper cores');
    await phone.getByRole('button', { name: 'Show the password' }).click();
    assert.is(await phone.getByLabel('Your password').getAttribute('type'), 'text');
    await phone.getByRole('button', { name: 'Choose it and go in' }).click();
    await isIn(phone);
    await phone.getByRole('heading', { name: /^Good .*, Yuki$/ }).waitFor();
    assert.is(new URL(phone.url()).hash, '');
    const token = link.split('#')[1] ?? '?';
    assert.not.ok(
      asked.slice(1).some((url) => url.includes(token)),
      'the link goes to no server',
    );

    await yuki.getByRole('button', { name: 'Done' }).click();
    await yuki.getByText(/^\d{1,2}:\d\d [ap]m, Chrome on Linux$/).waitFor();
    const again = await app.tablet();
    await again.goto(link);
    await again.getByText('This link has been used, or has lapsed. Ask an administrator for a new one.').waitFor();
    await again.getByRole('link', { name: 'Go to the sign-in' }).click();
    await fillIn(again, 'yuki', 'nine blue paper cores');
    await isIn(again);
  });

  test('an account that is closed is out on every tablet within moments, and comes back when it is opened', async () => {
    await add('ollie', 'Ollie Park', 'production_team', 'stack of flat cartons');
    const [ollie, nerida] = await Promise.all([
      enterAs('ollie', 'stack of flat cartons', '/stock'),
      app.enter('nerida', { at: '/accounts/ollie' }),
    ]);
    await nerida.getByRole('button', { name: 'Close the account…' }).click();
    const dialog = nerida.getByRole('dialog', { name: 'Close the account of Ollie Park?' });
    await dialog.getByRole('button', { name: 'Has left' }).click();
    await dialog.getByRole('button', { name: 'Close the account' }).click();
    await gone(dialog);
    await isAtTheDoor(ollie);
    await fillIn(ollie, 'ollie', 'stack of flat cartons');
    await ollie.getByText('Wrong user name or password.').waitFor();
    await nerida.getByRole('button', { name: 'Closed 1' }).click();
    await row(nerida, 'Ollie Park').waitFor();
    await nerida.getByRole('button', { name: 'Open the account again' }).click();
    await nerida.getByRole('button', { name: 'Close the account…' }).waitFor();
    await ollie.getByRole('button', { name: 'Sign in' }).click();
    await isIn(ollie);
  });

  test('another role counts on the tablet that is open', async () => {
    await add('tess', 'Tess Ng', 'employee', 'winding down slowly');
    const [tess, nerida] = await Promise.all([
      enterAs('tess', 'winding down slowly'),
      app.enter('nerida', { at: '/accounts/tess?do=role' }),
    ]);
    assert.is(await tess.getByRole('link', { name: 'Orders' }).count(), 0);
    await nerida.getByRole('combobox', { name: 'Role' }).selectOption({ label: 'Sales' });
    await nerida.getByLabel('Why').fill('Answers the phone now');
    await nerida.getByRole('button', { name: 'Sales from now on' }).click();
    await nerida.getByText('Sales · tess').first().waitFor();
    await tess.getByRole('link', { name: 'Orders' }).waitFor();
    // Her own role is for another administrator; an address can be passed on.
    await nerida.goto(`${app.url}/accounts/nerida?do=role`);
    await nerida.getByText('Your own role is for another administrator to change.').waitFor();
    assert.is(await nerida.getByRole('combobox', { name: 'Role' }).count(), 0);
    assert.is(await nerida.getByRole('link', { name: 'Role', exact: true }).count(), 0);
  });

  test('edited by two administrators at once: the second reads who and what, and nothing of either is lost', async () => {
    await add('ada', 'Ada Moss', 'admin', 'two keys for one door');
    await add('eddy', 'Eddy Frost', 'sales', 'edges of the label roll');
    const [nerida, ada] = await Promise.all([
      app.enter('nerida', { at: '/accounts/eddy?do=edit' }),
      enterAs('ada', 'two keys for one door', '/accounts/eddy?do=edit'),
    ]);
    const [one, two] = [nerida, ada].map((page) => page.getByRole('region', { name: 'Edit Eddy Frost' }));
    assert.ok(one && two);
    await two.getByLabel('E-mail').fill('eddy@misty.example');
    await one.getByLabel('User name').fill('eddy.frost');
    await one.getByRole('button', { name: 'Save the account' }).click();
    await two.getByText('Changed meanwhile: User name eddy.frost, was eddy').waitFor();
    await two.getByRole('button', { name: 'Save the account' }).click();
    const conflict = two.getByRole('status').filter({ hasText: 'Your attempt is kept. It is not done.' });
    await conflict.getByRole('heading', { name: /^Nerida Gale changed this account at / }).waitFor();
    await conflict.getByText('Account was modified by another user. Please refresh and try again.').waitFor();
    await conflict.getByText('Yours: E-mail eddy@misty.example').waitFor();
    await conflict.getByRole('button', { name: 'Keep mine on top of theirs' }).click();
    await two.getByRole('button', { name: 'Save the account' }).click();
    await ada.getByText('Sales · eddy.frost').first().waitFor();
    await ada.getByRole('link', { name: 'eddy@misty.example' }).waitFor();
    await app.send('nerida', 'ChangeUserRole', { userId: 'ada', role: 'sales' });
  });

  test('somebody is signed out everywhere, and nobody else is', async () => {
    await add('max', 'Max Hall', 'sales', 'lost my phone on a tram');
    const [one, two, kylie, nerida] = await Promise.all([
      enterAs('max', 'lost my phone on a tram'),
      enterAs('max', 'lost my phone on a tram'),
      app.enter('kylie'),
      app.enter('nerida', { at: '/accounts/max' }),
    ]);
    await nerida.getByRole('button', { name: 'Sign out everywhere…' }).click();
    await nerida.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere' }).click();
    await Promise.all([isAtTheDoor(one), isAtTheDoor(two)]);
    await isIn(kylie);
    await isIn(nerida);
  });

  test('one’s own password is changed, and the other tablets are at the sign-in', async () => {
    await add('una', 'Una Bell', 'sales', 'first of my passwords');
    const phone = await enterAs('una', 'first of my passwords');
    const tablet = await enterAs('una', 'first of my passwords', '/more');
    const places = tablet.getByRole('region', { name: 'Where you are signed in' });
    await countIs(places.getByRole('listitem'), 3);
    await tablet.getByRole('button', { name: 'Change the password' }).click();
    const form = tablet.getByRole('form', { name: 'Change the password' });
    const submit = form.getByRole('button', { name: 'Change the password' });
    await submit.click();
    await form.getByText('Enter the present password.').waitFor();
    await form.getByLabel('Present password').fill('not this one');
    await form.getByLabel('New password').fill('second of my passwords');
    await submit.click();
    await form.getByText('The present password is not right.').waitFor();
    await form.getByLabel('Present password').fill('first of my passwords');
    await form.getByLabel('New password').fill('Password2026');
    await submit.click();
    await form.getByText(/^This password is one of those that are tried first\./).waitFor();
    await form.getByLabel('New password').fill('second of my passwords');
    await submit.click();
    await tablet.getByText(/^Changed at .*\. All other devices are signed out\.$/).waitFor();
    await countIs(places.getByRole('listitem'), 1);
    await isAtTheDoor(phone);
    await fillIn(phone, 'una', 'first of my passwords');
    await phone.getByText('Wrong user name or password.').waitFor();
    await phone.getByLabel('Password').fill('second of my passwords');
    await phone.getByRole('button', { name: 'Sign in' }).click();
    await isIn(phone);
    await tablet.goto(`${app.url}/orders`);
    await isIn(tablet);

    // From the list of places one by one, and then all at once.
    await tablet.goto(`${app.url}/more`);
    await places.getByRole('button', { name: 'End the sign-in on Chrome on Linux' }).click();
    await isAtTheDoor(phone);
    await countIs(places.getByRole('listitem'), 1);
    await places.getByRole('button', { name: 'Sign out everywhere…' }).click();
    await tablet.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere' }).click();
    await isAtTheDoor(tablet);
  });

  test('a person whose password was guessed at is told once, at the next sign-in', async () => {
    await add('gus', 'Gus Lowe', 'sales', 'gone fishing with glue');
    for (let guess = 0; guess < 5; guess += 1) {
      await post(
        '/api/auth/login',
        { username: 'gus', password: `guess ${guess}` },
        { 'x-forwarded-for': '203.0.113.9' },
      );
    }
    const gus = await enterAs('gus', 'gone fishing with glue');
    const card = gus.getByRole('region', { name: 'About your account' });
    await card.getByText(/^Somebody tried to sign in as you 5 times with a wrong password, last at /).waitFor();
    await card.getByRole('button', { name: 'Got it' }).click();
    await gone(card);
    const again = await enterAs('gus', 'gone fishing with glue');
    await again.getByRole('heading', { name: /^Good .*, Gus$/ }).waitFor();
    assert.is(await again.getByRole('region', { name: 'About your account' }).count(), 0);
  });

  test('auditors read the security log, by person, and take it along', async () => {
    await add('sue', 'Sue Park', 'employee', 'sealed with brown tape');
    await app.send('nerida', 'DeactivateUser', { userId: 'sue', reason: 'Has left, "for good"' });
    const lachlan = await app.enter('lachlan', { at: '/more' });
    await lachlan.getByRole('link', { name: 'Security log' }).click();
    const table = lachlan.getByRole('table', { name: 'What happened' });
    await table.getByText('Account made: sue, Employee').waitFor();
    await lachlan.getByLabel('Whose account').selectOption({ label: 'Sue Park' });
    await gone(table.getByText('Lachlan Webb'));
    const words = await table.getByRole('row').allInnerTexts();
    assert.equal(
      words.slice(1).map((one) => one.split('\t')[1]?.trim()),
      [
        'Every sign-in ended: the account was closed',
        'Account closed',
        'Signed in by a one-time link',
        'Every sign-in ended: a new password was set',
        'Password set by a one-time link',
        'One-time link made',
        'Account made: sue, Employee',
      ],
    );
    const [download] = await Promise.all([
      lachlan.waitForEvent('download'),
      lachlan.getByRole('button', { name: 'CSV' }).click(),
    ]);
    assert.match(download.suggestedFilename(), /^security-log-\d{4}-\d\d\.csv$/);
    const text = await readFile(await download.path(), 'utf8');
    assert.match(text, /,Sue Park,Account closed,Nerida Gale,,,"Has left, ""for good""",\d+\r\n/);
    // What happens now comes by itself; the month before has nothing of them.
    await app.send('nerida', 'ReactivateUser', { userId: 'sue' });
    await table.getByText('Account opened again').waitFor();
    await lachlan.getByRole('button', { name: 'The month before' }).click();
    await lachlan.getByText(/^Nothing happened in /).waitFor();
  });

  test('nobody else comes near any of it', async () => {
    const ben = await app.enter('ben', { at: '/more' });
    await ben.getByRole('link', { name: 'People' }).waitFor();
    for (const name of ['Accounts', 'Security log']) assert.is(await ben.getByRole('link', { name }).count(), 0);
    for (const at of ['/accounts', '/accounts/kylie', '/security']) {
      await ben.goto(`${app.url}${at}`);
      await ben.getByText('Your role does not allow this page').waitFor();
    }
  });
});

/** A row of the list of accounts. */
function row(page: Page, name: string) {
  return page.locator('.list-row').filter({ hasText: name });
}
