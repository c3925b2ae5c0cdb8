import { TestApp, type Username } from '../../src/testing/app.ts';
import { fillWithLongWords, longWord } from '../../src/testing/long-words.ts';
import { assert, suite } from '../../src/testing/suite.ts';
import { oldMonday, today } from '../../src/testing/weeks.ts';
import { outOfPlace } from '../testing/sizes.ts';

suite('words without a space', (test) => {
  let app: TestApp;
  test.before(async () => {
    app = await TestApp.start();
    await fillWithLongWords(app);
  });
  test.after(() => app?.close());
  test.after.each(async () => {
    app.requireNoSurprises();
    await app.closeTablets();
  });

  const places: readonly (readonly [who: Username, at: string])[] = [
    ['priya', '/'],
    ['priya', '/stock/long'],
    ['priya', '/orders/long'],
    ['ana', '/orders/long?edit'],
    ['priya', '/leave?for=long'],
    ['priya', '/leave?for=long&request=r1'],
    ['priya', `/timesheets?of=long&week=${oldMonday(1)}`],
    ['priya', '/approvals'],
    ['ben', '/people/long'],
    ['ben', '/people/long?do=manager'],
    ['ben', `/pay/${oldMonday(1)}`],
  ];
  for (const [who, at] of places) {
    test(`break, and push nothing aside at ${at.replace(oldMonday(1), '<week>')}`, async () => {
      const page = await app.enter(who, { at });
      await page.getByRole('main').getByText(longWord).filter({ visible: true }).first().waitFor();
      assert.equal(await outOfPlace(page), []);
    });
  }

  test('a card beside its button keeps its words on a phone: two pay runs are open', async () => {
    for (const weeks of [2, 3]) await app.send('ben', 'OpenPayRun', { period: oldMonday(weeks), payDate: today() });
    const page = await app.enter('ben', { at: '/pay' });
    await page
      .getByRole('link', { name: /^Review/ })
      .first()
      .waitFor();
    assert.equal(await outOfPlace(page), []);
  });
});
