import type { Locator, Page } from 'playwright-core';
import type { EmployeeCard, EmployeePay, EmployeeRow, PayTerms } from '../../../src/contracts/employee.ts';
import { nameOf, TestApp } from '../../../src/testing/app.ts';
import { gone, hasFocus } from '../../../src/testing/screen.ts';
import { assert, suite } from '../../../src/testing/suite.ts';

const terms: PayTerms = {
  ...{
    employmentType: 'full-time',
    weeklyMinutes: 2_280,
    taxFreeThreshold: true,
    tfnProvided: false,
    studyLoan: false,
  },
};

suite('people', (test) => {
  let app: TestApp;
  test.before(async () => {
    app = await TestApp.start();
  });
  test.after(() => app?.close());
  test.after.each(async () => {
    await app.closeTablets();
    app.requireNoSurprises();
  });

  test('on their own card the office changes phone and e-mail, and reads that the rest is for somebody else', async () => {
    const ben = await app.enter('ben', { at: '/people/ben' });
    const own = panel(ben, 'Ben Okafor');
    await own.getByText(/^This is your own card\./).waitFor();
    await own.getByText('These are your own. Somebody else in the office changes them.').waitFor();
    for (const name of ['Manager', 'Pay rate', 'Has left…', 'Set…', 'Change…', 'Erase…']) {
      assert.is(
        await own
          .getByRole('button', { name })
          .or(own.getByRole('link', { name, exact: true }))
          .count(),
        0,
        name,
      );
    }
    // An address can be passed on.
    await ben.goto(`${app.url}/people/ben?do=rate`);
    await own.getByText(/^This is your own card\./).waitFor();
    assert.is(await own.getByLabel('Dollars an hour').count(), 0);
    await own.getByRole('link', { name: 'Edit' }).click();
    const card = panel(ben, 'Edit Ben Okafor');
    await card.getByLabel('Phone').fill('02 5550 0177');
    assert.is(await card.getByLabel('Hours a week').count(), 0);
    await card.getByRole('button', { name: 'Save the card' }).click();
    await own.getByText('02 5550 0177').waitFor();
  });

  /** Somebody of their own for a test, without an account. */
  const add = async (employeeId: string, name: string): Promise<void> => {
    const card = { number: `T-${employeeId}`, name, startDate: '2026-01-05', phone: '02 5550 0100', terms };
    await app.send('nerida', 'RegisterEmployee', { employeeId, ...card });
  };
  const payOf = async (employeeId: string) =>
    (await app.ask<{ item: EmployeePay }>('nerida', `/api/employee-pay/${employeeId}`)).item;

  test('are found by what is typed, with the keyboard alone, and open beside the list', async () => {
    const kylie = await app.enter('kylie', { at: '/people' });
    await row(kylie, 'Priya Raman').waitFor();
    await kylie.keyboard.press('/');
    // At the speed of a hand: a scanner types faster.
    await kylie.keyboard.type('team raman winder', { delay: 60 });
    await gone(row(kylie, 'Ana Petrović'));
    await kylie.keyboard.press('Enter');
    const sione = panel(kylie, 'Sione Tavita');
    await sione.getByRole('link', { name: 'Priya Raman' }).waitFor();
    await kylie.keyboard.press('Escape');
    await gone(sione);
  });

  test('who works in production sees nobody else’s pay or leave, and may change nobody', async () => {
    const kylie = await app.enter('kylie', { at: '/people/sione' });
    const sione = panel(kylie, 'Sione Tavita');
    await sione.getByText('Manager', { exact: true }).waitFor();
    const own = panel(kylie, 'Kylie Tran');
    await row(kylie, 'Kylie Tran').click();
    await own.getByRole('heading', { name: 'Pay', exact: true }).waitFor();
    await own.getByText(/an hour since/).waitFor();
    await own.getByText('Here since').waitFor();
    await own.getByRole('heading', { name: 'Leave and weeks' }).waitFor();
    assert.is(await own.getByRole('link', { name: 'Pay rate' }).count(), 0);
    // What is there for one's own page has come, so it would be here too.
    await row(kylie, 'Sione Tavita').click();
    await sione.getByText('Manager', { exact: true }).waitFor();
    assert.is(await sione.getByText('Here since').count(), 0);
    assert.is(await sione.getByRole('heading', { name: 'Pay', exact: true }).count(), 0);
    assert.is(await sione.getByRole('heading', { name: 'Leave and weeks' }).count(), 0);
    await kylie.goto(`${app.url}/people/sione?do=rate`);
    await sione.getByText('Manager', { exact: true }).waitFor();
    assert.is(await sione.getByRole('form').count(), 0);
    await kylie.goto(`${app.url}/people/new`);
    await kylie.getByText('Your role does not allow this').waitFor();
  });

  test('are put on the list with an account, then get a rate and a manager', async () => {
    const nerida = await app.enter('nerida', { at: '/people' });
    await nerida.getByRole('link', { name: 'New person' }).click();
    const form = nerida.getByRole('form', { name: 'New person' });
    await form.getByRole('button', { name: 'Put on the list' }).click();
    await form.getByText('A name is needed.').waitFor();
    await hasFocus(form.getByLabel('Name', { exact: true }));
    await form.getByLabel('Name', { exact: true }).fill('לי 😀 Kim');
    await form.getByLabel('Number').fill('M-007');
    await form.getByLabel('Account to sign in with').selectOption({ label: 'Lachlan Webb (lachlan)' });
    await form.getByLabel('Employed').selectOption({ label: 'Part time' });
    await form.getByLabel('Hours a week').fill('22.8');
    await form.getByLabel('Days').selectOption({ label: 'Days of their own' });
    for (const day of ['Thu', 'Fri']) await form.getByLabel(day, { exact: true }).fill('0');
    await form.getByText('Comes to 22:48 a week').waitFor();
    await form.getByRole('button', { name: /^Put .* on the list$/ }).click();
    await form.getByText('The employee number M-007 is taken. Choose another.').waitFor();
    await form.getByLabel('Number').fill('M-777');
    await form.getByRole('button', { name: /^Put .* on the list$/ }).click();

    const kim = panel(nerida, 'לי 😀 Kim');
    await kim.getByText('There is no rate yet').waitFor();
    await kim.getByText('Mon–Wed 7:36').waitFor();
    await kim.getByRole('link', { name: 'Pay rate' }).click();
    await kim.getByLabel('From').fill('2026-01-05');
    await kim.getByLabel('Dollars an hour').fill('$34.75');
    await kim.getByRole('button', { name: /^Set \$34.75 from/ }).click();
    await kim.getByText('$34.75', { exact: true }).waitFor();
    await kim.getByRole('link', { name: 'Manager' }).click();
    await kim.getByLabel(/^Who decides/).selectOption({ label: 'Ben Okafor' });
    await kim.getByRole('button', { name: 'Put into the team of Ben Okafor' }).click();
    await kim.getByRole('link', { name: 'Ben Okafor' }).waitFor();
    await row(nerida, 'לי 😀 Kim').getByText('Team of Ben Okafor').waitFor();

    const all = await app.ask<{ items: EmployeeRow[] }>('nerida', '/api/employees');
    const found = all.items.find(({ number }) => number === 'M-777');
    assert.is(found?.userId, 'lachlan');
    const card = await app.ask<{ item: EmployeeCard }>('nerida', `/api/employee-cards/${found?.id}`);
    assert.equal(card.item.terms[0]?.terms.weekdayMinutes, [456, 456, 456, 0, 0, 0, 0]);
  });

  test('edited by two at once: the second reads who and what, and nothing of either is lost', async () => {
    await add('edited', 'Edi Ted');
    const [nerida, ben] = await Promise.all([
      app.enter('nerida', { at: '/people/edited?do=edit' }),
      app.enter('ben', { at: '/people/edited?do=edit' }),
    ]);
    const [one, two] = [nerida, ben].map((page) => panel(page, 'Edit Edi Ted')) as [Locator, Locator];
    await two.getByLabel('Phone').fill('02 5550 0199');
    await two.getByText('Was 02 5550 0100').waitFor();
    await two.getByLabel('Study or training loan').selectOption({ label: 'Has one' });
    await one.getByLabel('Phone').fill('02 5550 0111');
    await one.getByLabel('Position').fill('Winder operator');
    await one.getByRole('button', { name: 'Save the card' }).click();
    await panel(nerida, 'Edi Ted').getByText('02 5550 0111').waitFor();
    // It is said as soon as it happened, and nothing that was typed is taken away.
    await two.getByText(/^Changed meanwhile: Position Winder operator, was empty/).waitFor();
    assert.is(await two.getByLabel('Phone').inputValue(), '02 5550 0199');

    await two.getByRole('button', { name: 'Save the card' }).click();
    const conflict = two.getByRole('status').filter({ hasText: 'Your attempt is kept. It is not done.' });
    await conflict.getByRole('heading', { name: /^Nerida Gale changed the card of Edi Ted at / }).waitFor();
    await conflict.getByText('Employee was modified by another user. Please refresh and try again.').waitFor();
    await conflict.getByText('Phone 02 5550 0111, was 02 5550 0100').waitFor();
    await conflict.getByText('Yours: Phone 02 5550 0199 · Study loan Has one').waitFor();
    await conflict.getByRole('button', { name: 'Keep mine on top of theirs' }).click();
    await two.getByText('Was 02 5550 0111').waitFor();
    assert.is(await two.getByLabel('Position').inputValue(), 'Winder operator');
    await two.getByRole('button', { name: 'Save the card' }).click();
    await panel(ben, 'Edi Ted').getByText('02 5550 0199').waitFor();
    await panel(ben, 'Edi Ted').getByText('Has one').waitFor();
    await panel(nerida, 'Edi Ted').getByText('02 5550 0199').waitFor();
    assert.is((await payOf('edited')).terms.at(-1)?.terms.studyLoan, true);
  });

  test('a rate that somebody else changed meanwhile is told, and mine is set on top of it when I say so', async () => {
    await add('rated', 'Ray Ted');
    const nerida = await app.enter('nerida', { at: '/people/rated?do=rate' });
    const ray = panel(nerida, 'Ray Ted');
    await ray.getByLabel('From').fill('2026-07-06');
    await ray.getByLabel('Dollars an hour').fill('41');
    await app.send('ben', 'SetPayRate', { employeeId: 'rated', from: '2026-01-05', rateCents: 3_900 });
    await ray.getByRole('button', { name: /^Set \$41.00 from/ }).click();
    const conflict = ray.getByRole('status').filter({ hasText: 'Your attempt is kept. It is not done.' });
    await conflict.getByRole('heading', { name: /^Ben Okafor set a pay rate for Ray Ted at / }).waitFor();
    await conflict.getByText(/^\$39.00 from /).waitFor();
    await conflict.getByRole('button', { name: 'Set mine all the same' }).click();
    await ray.getByText('$41.00', { exact: true }).first().waitFor();
    assert.equal((await payOf('rated')).rates, [
      { from: '2026-07-06', rateCents: 4_100 },
      { from: '2026-01-05', rateCents: 3_900 },
    ]);
  });

  test('managers never run in a circle: it is refused in words', async () => {
    const nerida = await app.enter('nerida', { at: '/people/ben?do=manager' });
    const ben = panel(nerida, 'Ben Okafor');
    await ben.getByLabel(/^Who decides/).selectOption({ label: 'Kylie Tran' });
    await ben.getByRole('button', { name: 'Put into the team of Kylie Tran' }).click();
    await ben
      .getByText(/^Kylie Tran is in the team of Ben Okafor, so they cannot manage them\. Choose somebody else\./)
      .waitFor();
    // Another choice takes the sentence away.
    await ben.getByLabel(/^Who decides/).selectOption({ label: 'Jai Singh' });
    await gone(ben.getByText(/^Kylie Tran is in the team of Ben Okafor/));
  });

  test('who has left stands under Left, with the reason asked, and can be taken back', async () => {
    await add('leaving', 'Lea Ving');
    const ben = await app.enter('ben', { at: '/people/leaving' });
    const lea = panel(ben, 'Lea Ving');
    const begin = lea.getByRole('button', { name: 'Has left…' });
    await begin.click();
    const dialog = ben.getByRole('dialog', { name: 'Has Lea Ving left?' });
    await hasFocus(dialog.getByRole('button', { name: 'Keep' }));
    await ben.keyboard.press('Escape');
    await hasFocus(begin);
    await begin.click();
    await dialog.getByRole('button', { name: 'Resigned' }).click();
    await dialog.getByRole('button', { name: 'Take off the list' }).click();
    await gone(dialog);
    await gone(row(ben, 'Lea Ving'));
    await ben.getByRole('button', { name: /^Left/ }).click();
    await row(ben, 'Lea Ving').waitFor();
    assert.is(await lea.getByRole('link', { name: 'Edit' }).count(), 0);
    await lea.getByRole('button', { name: 'Take back on the list' }).click();
    await lea.getByRole('link', { name: 'Edit' }).waitFor();
    await gone(row(ben, 'Lea Ving'));
  });

  test('the clock is seen by people who may, live', async () => {
    const [priya, ana] = await Promise.all([
      app.enter('priya', { at: '/people' }),
      app.enter('ana', { at: '/people' }),
    ]);
    await Promise.all([priya, ana].map((page) => row(page, nameOf('dave')).waitFor()));
    const { item: clock } = await app.ask<{ item: { open?: object } }>('dave', '/api/clock/dave');
    if (clock.open !== undefined) await app.send('dave', 'ClockOut', { employeeId: 'dave' });
    await app.send('dave', 'ClockIn', { employeeId: 'dave' });
    await row(priya, nameOf('dave'))
      .getByText(/^On since /)
      .waitFor();
    await app.send('dave', 'ClockOut', { employeeId: 'dave' });
    await gone(row(priya, nameOf('dave')).getByText(/^On since /));
    assert.is(
      await row(ana, nameOf('dave'))
        .getByText(/^On since /)
        .count(),
      0,
    );
  });

  test('on a phone a person is a page of their own, with the way back; offline nothing can be saved', async () => {
    await add('phone', 'Fon Mobil');
    const ben = await app.enter('ben', { at: '/people', viewport: { width: 360, height: 740 } });
    await row(ben, 'Fon Mobil').click();
    const fon = panel(ben, 'Fon Mobil');
    await fon.getByRole('link', { name: 'Edit' }).click();
    const edit = panel(ben, 'Edit Fon Mobil');
    await edit.getByLabel('Department').fill('Warehouse');
    await ben.context().setOffline(true);
    const save = edit.getByRole('button', { name: 'Save the card' });
    await edit.getByText('This needs the connection. What you entered is kept.').waitFor();
    assert.is(await save.getAttribute('aria-disabled'), 'true');
    await ben.context().setOffline(false);
    await gone(edit.getByText('This needs the connection. What you entered is kept.'));
    await save.click();
    await fon.getByText('T-phone · Warehouse').or(fon.getByText('Warehouse')).first().waitFor();
    await fon.getByRole('button', { name: 'Back' }).click();
    await row(ben, 'Fon Mobil').getByText('Warehouse').waitFor();
  });
});

function row(page: Page, name: string): Locator {
  return page
    .locator('.list-row')
    .filter({ hasText: name })
    .filter({ has: page.getByText(name, { exact: true }) });
}

function panel(page: Page, name: string): Locator {
  return page.getByRole('region', { name, exact: true });
}
