import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { TestApp, until } from '../../src/testing/app.ts';
import { browserArgs, findChromium } from '../../src/testing/chromium.ts';
import { keepScreens } from '../../src/testing/kept.ts';
import { countIs, gone } from '../../src/testing/screen.ts';
import { assert, suite } from '../../src/testing/suite.ts';
import { hear, isUnexpected } from '../testing/console.ts';

suite('the app as it is delivered', (test) => {
  let app: TestApp;
  test.before(async () => {
    app = await TestApp.start({ keepsShell: true });
  });
  test.after(() => app?.close());
  test.after.each(async () => {
    app.requireNoSurprises();
    await app.closeTablets();
  });

  test('signs somebody in without a word on the console', async () => {
    const page = await app.tablet();
    const said = await hear(page);
    await page.goto(app.url);
    await app.signIn(page, 'priya');
    await page.getByRole('banner').getByText('Live', { exact: true }).waitFor();
    assert.equal(said.filter(isUnexpected), []);
  });

  test('the policy is strict, and would have refused', async () => {
    const page = await app.tablet();
    const answer = await page.goto(app.url);
    const policy = answer?.headers()['content-security-policy'] ?? '';
    assert.match(policy, /default-src 'none'/);
    assert.not.match(policy, /unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')/);
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    const refused = await page.evaluate(() =>
      new Promise<string>((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.violatedDirective));
        document.head.append(Object.assign(document.createElement('script'), { textContent: 'void 0' }));
      }).catch((error: Error) => error.message),
    );
    assert.match(refused, /script|TrustedScript/);
  });

  test('keeps its shell on the device, and no answer of the API', async () => {
    const page = await app.enter('priya');
    await until('the worker', () => page.evaluate(() => navigator.serviceWorker.controller !== null));
    for (const at of ['/stock/pva', '/orders', '/orders/demo-15', '/orders/new', '/more', '/']) {
      await page.getByRole('banner').waitFor();
      await page.goto(`${app.url}${at}`);
    }
    const kept = await cached(page);
    assert.ok(kept.includes('/index.html'), kept.join('\n'));
    assert.ok(kept.some((file) => /^\/assets\/.*\.js$/.test(file)));
    assert.equal(
      kept.filter((file) => file.startsWith('/api') || file.startsWith('/health')),
      [],
    );
    const stored = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
    assert.not.match(JSON.stringify(stored), /http|api/);
  });

  test('without a line a reload shows what was there, with its age; with the line everything is live again', async () => {
    const page = await app.enter('priya');
    await keepScreens(page, app.url, { '/stock/pva': 'PVA adhesive 20 L' });
    await page.context().setOffline(true);
    await page.reload();
    // What was shown last is there, with its age, and the strip says how it is.
    await page.getByRole('region', { name: 'PVA adhesive 20 L' }).waitFor();
    await page.getByText(/^Offline/).waitFor();
    await page
      .getByText(/^\d+ min old$/)
      .first()
      .waitFor();
    // Nobody has to sign in again: it was the line, not the session.
    await page.context().setOffline(false);
    await page.getByRole('region', { name: 'PVA adhesive 20 L' }).waitFor();
    assert.ok(page.url().endsWith('/stock/pva'), page.url());
  });

  test('a screen opens without a line, too, once the worker has stored it', async () => {
    const page = await app.enter('priya', { at: '/stock' });
    await page.getByRole('link', { name: /^Pallet/ }).waitFor();
    await until('the worker', () => page.evaluate(() => navigator.serviceWorker.controller !== null));
    await page.context().setOffline(true);
    await page.getByRole('navigation').getByRole('link', { name: 'Orders' }).click();
    await page.getByRole('heading', { name: 'Orders' }).waitFor();
    await page.getByText('Orders could not be fetched').waitFor();
    await page.getByRole('navigation').getByRole('link', { name: 'Stock' }).click();
    await page.getByRole('link', { name: /^Pallet/ }).waitFor();
    await page.context().setOffline(false);
    await page.getByRole('navigation').getByRole('link', { name: 'Orders' }).click();
    await page
      .getByRole('button', { name: /^Another stage/ })
      .first()
      .waitFor();
  });

  test('can be installed', async () => {
    const profile = await mkdtemp(path.join(tmpdir(), 'misty-profile-'));
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: await findChromium(),
      args: [...browserArgs],
    });
    try {
      const page = await app.prepare(context);
      await page.goto(app.url);
      await app.signIn(page, 'priya');
      const protocol = await context.newCDPSession(page);
      const { installabilityErrors } = await protocol.send('Page.getInstallabilityErrors');
      assert.equal(installabilityErrors, []);
      const { url, errors } = await protocol.send('Page.getAppManifest');
      assert.is(url, `${app.url}/manifest.webmanifest`);
      assert.equal(errors, []);
    } finally {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    }
  });

  test('asks half a minute after the first visit whether to install, shows how on an iPad, and rests after a no', async () => {
    const page = await app.tablet({ userAgent: IPAD });
    await page.clock.install();
    await page.goto(app.url);
    await app.signIn(page, 'priya');
    const asked = page.getByRole('status').filter({ hasText: 'Put Misty on this device' });
    await countIs(asked, 0);
    await page.clock.fastForward('00:31');
    await asked.getByRole('button', { name: 'Later' }).click();
    await gone(asked);
    await page.reload();
    await page.locator('[data-scanner]').waitFor({ state: 'attached' });
    await page.clock.fastForward('00:31');
    await countIs(asked, 0);
    await page.evaluate(() => localStorage.removeItem('misty-install-later'));
    await page.reload();
    await asked.getByRole('button', { name: 'Show me how' }).click();
    await page.locator('#install').getByText('Choose Add to Home Screen, then tap Add.').waitFor();
    await until('the pictures', () =>
      page.evaluate(() => {
        const pictures = [...document.querySelectorAll<HTMLImageElement>('#install img')];
        return pictures.length === 3 && pictures.every(({ naturalWidth }) => naturalWidth > 0);
      }),
    );
  });

  test('the browser’s own offer is kept for its button, under More and after half a minute', async () => {
    const page = await app.enter('priya', { at: '/more' });
    await page.evaluate(() => {
      const offer = Object.assign(new Event('beforeinstallprompt', { cancelable: true }), {
        prompt: async () => {
          document.title = 'Asked by the browser';
          return { outcome: 'dismissed' };
        },
      });
      dispatchEvent(offer);
      if (!offer.defaultPrevented) throw new Error('The browser would ask at once.');
    });
    await page.getByRole('button', { name: 'Install Misty' }).click();
    await until(
      'the browser asks',
      () => page.title(),
      (title) => title === 'Asked by the browser',
    );
    await gone(page.getByRole('button', { name: 'Install Misty' }));
    assert.ok(await page.evaluate(() => localStorage.getItem('misty-install-later') !== null));
  });
});

const IPAD =
  'Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';

/** On a slow tablet: four times slower than this machine. */
suite('on a slow tablet', (test) => {
  const CLS_MAX = 0.05;
  const LCP_MAX_MS = 1_500;
  const INP_MAX_MS = 200;
  const COLD_MAX_MS = 1_000;
  const SCREEN_MAX_MS = 150;
  /** A machine on which much else runs is slower still: the budgets are for a quiet one, and the figures are printed. */
  const LOADED = 16;
  let app: TestApp;
  test.before(async () => {
    app = await TestApp.start({ keepsShell: true });
  });
  test.after(() => app?.close());

  const screens = [
    { at: '/', figures: /free, \d+ allocated/ },
    { at: '/stock', figures: /free, \d+ allocated/ },
    { at: '/stock/k120-980', figures: /^63 rolls free/ },
    { at: '/orders', figures: undefined },
    { at: '/orders/demo-15', figures: /rolls required/ },
  ];
  for (const { name, width, height } of [
    { name: 'tablet', width: 1180, height: 820 },
    { name: 'phone', width: 360, height: 740 },
  ]) {
    test(`nothing jumps while a screen comes up (${name})`, async () => {
      const page = await app.enter('priya', { viewport: { width, height } });
      await until('the worker', () => page.evaluate(() => navigator.serviceWorker.controller !== null));
      const protocol = await page.context().newCDPSession(page);
      await protocol.send('Emulation.setCPUThrottlingRate', { rate: 4 });
      for (const { at, figures } of screens) {
        await page.goto(`${app.url}${at}`);
        const first = figures === undefined ? page.locator('[data-card]') : page.getByRole('img', { name: figures });
        await first.first().waitFor();
        await page.getByRole('banner').getByText('Live', { exact: true }).waitFor();
        const { lcpMs, cls, shifts } = await page.evaluate(loadFigures);
        console.log(`${name} ${at}: LCP ${Math.round(lcpMs)} ms, CLS ${cls.toFixed(3)}`);
        assert.ok(cls <= CLS_MAX, `${at} jumps by ${cls}: ${shifts}`);
        assert.ok(lcpMs > 0 && lcpMs <= LCP_MAX_MS * LOADED, `${at}: LCP ${lcpMs} ms`);
      }
    });
  }

  test('a tap is answered at once, on the main screens', async () => {
    const page = await app.enter('priya', { at: '/stock/k120-980' });
    const protocol = await page.context().newCDPSession(page);
    await page.getByRole('img', { name: /^63 rolls free/ }).waitFor();
    await page.evaluate(watchTaps);
    await protocol.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    let all = 0;
    const slowest = async (what: string) => {
      const ms = await page.evaluate(slowestTap);
      all += ms;
      console.log(`${what}: INP ${Math.round(ms)} ms`);
      assert.ok(ms <= INP_MAX_MS * LOADED, `${what}: ${ms} ms`);
    };
    await page.getByRole('button', { name: /: more$/ }).click();
    await page.getByRole('searchbox').pressSequentially('kraft');
    await slowest('Stock');
    for (const name of ['Orders', 'Approvals', 'Today']) {
      await page.getByRole('navigation', { name: 'Screens', exact: true }).getByRole('link', { name }).click();
      await page.waitForURL((url) => url.pathname === (name === 'Today' ? '/' : `/${name.toLowerCase()}`));
      await slowest(name);
    }
    assert.ok(all > 0, 'no tap was timed');
  });

  test('without a line it is there within a second, and each main screen at once', async () => {
    const page = await app.enter('priya');
    await keepScreens(page, app.url, Object.fromEntries(mainScreens.map(({ at, words }) => [at, words])));
    await page.context().setOffline(true);
    const cold = await page.context().newPage();
    await page.close();
    const protocol = await cold.context().newCDPSession(cold);
    await protocol.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await cold.addInitScript(watchFor, mainScreens[0]);
    await cold.goto(`${app.url}${mainScreens[0].at}`);
    const startMs = await cold.evaluate(whenThere);
    console.log(`cold start without a line: ${Math.round(startMs)} ms`);
    assert.ok(startMs <= COLD_MAX_MS * LOADED, `${startMs} ms`);
    // What is opened first is read from the disk, and unsealed.
    for (const [round, maxMs] of [
      ['first', COLD_MAX_MS],
      ['again', SCREEN_MAX_MS],
    ] as const) {
      for (const screen of mainScreens) {
        const ms = await cold.evaluate(openScreen, screen);
        console.log(`${screen.at}, ${round}: ${Math.round(ms)} ms`);
        assert.ok(ms <= maxMs * LOADED, `${screen.at}, ${round}: ${ms} ms`);
      }
    }
  });
});

/** What tells that a screen was fetched, and what is to be seen of one that shows what was kept. */
const mainScreens = [
  { at: '/stock', words: 'Pallet', seen: 'main .stock-row' },
  { at: '/orders', words: 'Material', seen: 'main [data-card]' },
  { at: '/approvals', words: 'asked', seen: 'main .approval' },
  { at: '/', words: 'items low', seen: 'main .card' },
] as const;
type Screen = (typeof mainScreens)[number];

interface Watched {
  mistyThere: Promise<number>;
  mistyTaps: PerformanceEntry[];
}

/** Notes when it is there, from the start of the page. It runs in the page. */
function watchFor({ seen }: Screen): void {
  (globalThis as unknown as Watched).mistyThere = new Promise((resolve) => {
    const look = () => {
      if (document.querySelector(seen) === null) requestAnimationFrame(look);
      // It has been drawn once the next frame begins.
      else requestAnimationFrame(() => resolve(performance.now()));
    };
    look();
  });
}

function whenThere(): Promise<number> {
  return (globalThis as unknown as Watched).mistyThere;
}

/** Goes to a screen as by a tap on its link. It runs in the page. */
async function openScreen({ at, seen }: Screen): Promise<number> {
  const link = document.querySelector<HTMLElement>(`nav a[href="${at}"]`);
  const begun = performance.now();
  link?.click();
  await new Promise<void>((resolve) => {
    const look = () => {
      if (location.pathname !== at || document.querySelector(seen) === null) requestAnimationFrame(look);
      else requestAnimationFrame(() => resolve());
    };
    requestAnimationFrame(look);
  });
  return performance.now() - begun;
}

/** It runs in the page. */
function watchTaps(): void {
  const taps: PerformanceEntry[] = [];
  (globalThis as unknown as Watched).mistyTaps = taps;
  new PerformanceObserver((list) => taps.push(...list.getEntries())).observe({
    type: 'event',
    durationThreshold: 16,
  } as PerformanceObserverInit);
}

/** The slowest tap or key since it was asked last, until what it changed was drawn. It runs in the page. */
async function slowestTap(): Promise<number> {
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50)));
  const taps = (globalThis as unknown as Watched).mistyTaps.splice(0) as (PerformanceEntry & {
    interactionId?: number;
  })[];
  return Math.max(0, ...taps.filter(({ interactionId = 0 }) => interactionId > 0).map(({ duration }) => duration));
}

async function cached(page: Page): Promise<string[]> {
  return await page.evaluate(async () => {
    const names = await caches.keys();
    const all = await Promise.all(names.map(async (name) => await (await caches.open(name)).keys()));
    return all.flat().map(({ url }) => new URL(url).pathname);
  });
}

/** Largest contentful paint and the worst burst of layout shifts so far. It runs in the page. */
async function loadFigures(): Promise<{ lcpMs: number; cls: number; shifts: string }> {
  interface Shift extends PerformanceEntry {
    readonly value: number;
    readonly hadRecentInput: boolean;
    readonly sources?: readonly { readonly node?: Node }[];
  }
  const entries = (type: string) =>
    new Promise<PerformanceEntry[]>((resolve) => {
      const observer = new PerformanceObserver((list) => resolve(list.getEntries()));
      observer.observe({ type, buffered: true });
      // Where there were none, nobody is told.
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(observer.takeRecords())));
    });
  const [paints, all] = [await entries('largest-contentful-paint'), (await entries('layout-shift')) as Shift[]];
  let [cls, burst, begun, last] = [0, 0, 0, 0];
  for (const { startTime, value, hadRecentInput } of all) {
    if (hadRecentInput) continue;
    // Bursts as browsers count them: at most a second between two shifts, and five in all.
    if (startTime - last > 1_000 || startTime - begun > 5_000) [burst, begun] = [0, startTime];
    burst += value;
    last = startTime;
    cls = Math.max(cls, burst);
  }
  const described = all.flatMap(({ value, sources = [] }) =>
    sources.map(({ node }) => `${value.toFixed(3)} ${(node as Element | undefined)?.outerHTML?.slice(0, 80)}`),
  );
  return { lcpMs: paints.at(-1)?.startTime ?? 0, cls, shifts: described.join('; ') };
}
