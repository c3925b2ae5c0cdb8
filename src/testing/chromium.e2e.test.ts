import { findChromium, launchBrowser } from './chromium.ts';
import { assert, rejects, suite } from './suite.ts';

suite('the browser for tests', (test) => {
  test('starts, and shows a page', async () => {
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage();
      await page.setContent('<h1>Stock</h1>');
      assert.is(await page.getByRole('heading').textContent(), 'Stock');
    } finally {
      await browser.close();
    }
  });

  test('says what to install where there is none', async () => {
    const error = await rejects(findChromium({ PATH: import.meta.dirname }), Error);
    assert.match(error.message, /^The browser tests need Chromium or Chrome[^\n]+\.$/);
  });
});
