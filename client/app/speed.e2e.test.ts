import { TestApp, until } from '../../src/testing/app.ts';
import { keepScreens } from '../../src/testing/kept.ts';
import { assert, suite } from '../../src/testing/suite.ts';

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
