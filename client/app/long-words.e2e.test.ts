import type { Page } from 'playwright-core';
import { TestApp, type Username } from '../../src/testing/app.ts';
import { fillWithLongWords, fillWithOtherDirection, longWord, otherDirection } from '../../src/testing/long-words.ts';
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

  test('a name of another direction moves no figure of the sentence it stands in', async () => {
    await fillWithOtherDirection(app);
    const page = await app.enter('priya', { at: '/stock/other?line=other%2F1' });
    await page.getByRole('button', { name: 'Allocate 5 rolls' }).click();
    const done = page.getByRole('status').filter({ hasText: `Allocated 5 rolls of ${otherDirection.item} to ADM-` });
    await done.waitFor();
    const { item } = otherDirection;
    // On the screen as in the sentence: the name, then where it went.
    const [figure = 0, named = 0, to = 0] = await done.locator('p').evaluate((sentence, name) => {
      const left = (words: string) => {
        const walk = document.createTreeWalker(sentence, NodeFilter.SHOW_TEXT);
        for (let text = walk.nextNode(); text !== null; text = walk.nextNode()) {
          const at = text.textContent?.indexOf(words) ?? -1;
          if (at < 0) continue;
          const range = document.createRange();
          range.setStart(text, at);
          range.setEnd(text, at + words.length);
          return range.getBoundingClientRect().left;
        }
        return Number.NaN;
      };
      return [left('5 rolls'), left(name), left(' to ')];
    }, item);
    assert.ok(figure < named && named < to, `they stand at ${figure}, ${named} and ${to}`);

    for (const at of [
      '/',
      '/stock',
      '/stock/other',
      '/orders',
      '/orders/other',
      '/clients/other',
      '/orders/other?edit',
    ]) {
      await page.goto(`${app.url}${at}`);
      const name = at.startsWith('/stock') ? item : otherDirection.client;
      await page.getByRole('main').getByText(name).first().waitFor({ state: 'attached' });
      assert.equal(await standingOpen(page), [], at);
    }
  });

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

/** Words of another direction that are not kept apart from what stands beside them. */
async function standingOpen(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const open: string[] = [];
    for (let text = walk.nextNode(); text !== null; text = walk.nextNode()) {
      const words = text.textContent ?? '';
      // A list of the browser's own, and what stands in a field, are each a line of their own.
      if (/\p{Script=Hebrew}|\p{Script=Arabic}/u.test(words) && !text.parentElement?.closest('bdi, option, textarea'))
        open.push(words);
    }
    return open;
  });
}
