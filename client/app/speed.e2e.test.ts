import type { CDPSession, Page } from 'playwright-core';
import { TestApp, until } from '../../src/testing/app.ts';
import { keepScreens } from '../../src/testing/kept.ts';
import { assert, figure, suite } from '../../src/testing/suite.ts';
import { type Budget, budgetTable } from '../build/budget.ts';
import { builtBudgets } from '../build.ts';

/**
 * On a slow tablet: four times slower than this machine. What a tap costs is held by the time that the page's own thread
 * worked for it, which does not hang on what else runs here. Times by the clock are shown, and held loosely.
 */
suite('on a slow tablet', (test) => {
  const CLS_MAX = 0.05;
  const LCP_MAX_MS = 1_500;
  const INP_MAX_MS = 200;
  const COLD_MAX_MS = 1_000;
  const SCREEN_MAX_MS = 150;
  /** A machine on which much else runs is slower still: the budgets are for a quiet one, and the figures are printed. */
  const LOADED = 16;
  /** The same for work: where others use the processor's caches as well, it takes longer. */
  const BUSY = 1.5;
  const ROUNDS = 3;
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
  test('what is built is within its budgets', async () => {
    const budgets = await builtBudgets();
    for (const line of budgetTable(fullest(budgets)).split('\n')) figure(line);
    const above = budgets.filter(({ bytes, bytesMax }) => bytes > bytesMax);
    assert.is(above.length, 0, budgetTable(above));
    assert.ok(budgets.length > 0);
  });

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
        figure(`${name} ${at}: LCP ${Math.round(lcpMs)} ms, CLS ${cls.toFixed(3)}`);
        assert.ok(cls <= CLS_MAX, `${at} jumps by ${cls}: ${shifts}`);
        assert.ok(lcpMs > 0 && lcpMs <= LCP_MAX_MS * LOADED, `${at}: LCP ${lcpMs} ms`);
      }
    });
  }

  test('a tap is answered at once, on the main screens', async () => {
    const page = await app.enter('priya', { at: '/stock' });
    await page.getByRole('banner').getByText('Live', { exact: true }).waitFor();
    await page.evaluate(watchTaps);
    const worked = await slowed(page);
    const figures = new Map<string, { inpMs: number; workedMs: number }>();
    const measure = async (what: string, act: () => Promise<void>) => {
      await page.evaluate(whenIdle);
      await page.evaluate(slowestTap);
      const workedMs = await worked(act);
      const inpMs = await page.evaluate(slowestTap);
      const { inpMs: worst = 0, workedMs: least = Number.POSITIVE_INFINITY } = figures.get(what) ?? {};
      // Whatever else runs here adds to a tap, and takes nothing from it.
      figures.set(what, { inpMs: Math.max(worst, inpMs), workedMs: Math.min(least, workedMs) });
    };
    const tap = async (what: string, selector: string) => {
      const { x, y } = await page.evaluate(middleOf, selector);
      await measure(what, () => page.mouse.click(x, y));
    };
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const { at } of [...mainScreens.slice(1), mainScreens[0]]) await tap(at, `nav a[href="${at}"]`);
      await tap('an item', 'main a[href="/stock/k120-980"]');
      await page.getByRole('button', { name: /: more$/ }).waitFor();
      await tap('a stepper', 'main [aria-label$=": more"]');
      const search = page.getByRole('searchbox');
      await search.focus();
      await measure('a key in the search', () => page.keyboard.press('k'));
      await search.fill('');
    }
    for (const [what, { inpMs, workedMs }] of figures) {
      figure(`${what}: INP at most ${Math.round(inpMs)} ms, worked ${Math.round(workedMs)} ms`);
      assert.ok(inpMs > 0, `${what}: no tap was timed`);
      assert.ok(workedMs <= INP_MAX_MS * BUSY, `${what}: ${workedMs} ms of work`);
      assert.ok(inpMs <= INP_MAX_MS * LOADED, `${what}: INP ${inpMs} ms`);
    }
  });

  test('without a line it is there within a second, and each main screen at once', async () => {
    const page = await app.enter('priya');
    await keepScreens(page, app.url, Object.fromEntries(mainScreens.map(({ at, words }) => [at, words])));
    await page.context().setOffline(true);
    const cold = await page.context().newPage();
    await page.close();
    const worked = await slowed(cold);
    await cold.addInitScript(watchFor, mainScreens[0]);
    let startMs = 0;
    const startCpuMs = await worked(async () => {
      await cold.goto(`${app.url}${mainScreens[0].at}`, { waitUntil: 'commit' });
      startMs = await cold.evaluate(whenThere);
    });
    figure(`cold start without a line: ${Math.round(startMs)} ms, worked ${Math.round(startCpuMs)} ms`);
    assert.ok(startCpuMs <= COLD_MAX_MS * BUSY, `${startCpuMs} ms of work`);
    assert.ok(startMs <= COLD_MAX_MS * LOADED, `${startMs} ms`);
    // What is opened first is read from the disk, and unsealed.
    for (const [round, maxMs] of [
      ['first', COLD_MAX_MS],
      ['again', SCREEN_MAX_MS],
    ] as const) {
      for (const screen of mainScreens) {
        await cold.evaluate(whenIdle);
        let ms = 0;
        const cpuMs = await worked(async () => {
          ms = await cold.evaluate(openScreen, screen);
        });
        const what = `without a line ${screen.at}, ${round}`;
        figure(`${what}: ${Math.round(ms)} ms, worked ${Math.round(cpuMs)} ms`);
        assert.ok(cpuMs <= maxMs * BUSY, `${what}: ${cpuMs} ms of work`);
        assert.ok(ms <= maxMs * LOADED, `${what}: ${ms} ms`);
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

/** Of each kind of part, the one that is nearest to its budget. */
function fullest(budgets: readonly Budget[]): readonly Budget[] {
  const kinds = new Map<string, Budget>();
  for (const budget of budgets) {
    const kind = budget.part.replace(/ \S+\/\S+$/, '');
    const before = kinds.get(kind);
    if (before === undefined || before.bytes < budget.bytes) kinds.set(kind, budget);
  }
  return [...kinds.values()];
}

/** Slows the page down. Answers what tells how long the page's own thread worked while something was done. */
async function slowed(page: Page): Promise<(act: () => Promise<void>) => Promise<number>> {
  const protocol = await page.context().newCDPSession(page);
  await protocol.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await protocol.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async (act) => {
    const before = await workMs(protocol);
    await act();
    await page.evaluate(whenDrawn);
    return (await workMs(protocol)) - before;
  };
}

/** Without what this test itself asked of the page. */
async function workMs(protocol: CDPSession): Promise<number> {
  const { metrics } = await protocol.send('Performance.getMetrics');
  const value = (of: string) => metrics.find(({ name }) => name === of)?.value ?? 0;
  return (value('TaskDuration') - value('DevToolsCommandDuration')) * 1_000;
}

/** It runs in the page. */
function whenDrawn(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

/** It runs in the page. */
function whenIdle(): Promise<void> {
  return new Promise((resolve) => requestIdleCallback(() => resolve()));
}

/** Where it stands, once it is in sight. Rows above it take their height only then. It runs in the page. */
async function middleOf(selector: string): Promise<{ x: number; y: number }> {
  const element = document.querySelector(selector);
  if (element === null) throw new Error(`There is no ${selector}.`);
  for (let frames = 0; frames < 3; frames += 1) {
    element.scrollIntoView({ block: 'center' });
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x: x + width / 2, y: y + height / 2 };
}

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
