import type { Locator, Page } from 'playwright-core';

/** What does not fit on a phone, a tablet or a desktop: with a finger, and but for the desktop with the keyboard as well. */
export async function misfits(page: Page, main?: Locator): Promise<string[]> {
  return await atEachSize(page, async (size) => [
    ...[...(await tooWide(page)), ...(await spilt(page)), ...(await tooSmall(page))],
    ...(main === undefined ? [] : await outOfReach(main)),
    ...(size === 'desktop' ? [] : await hiddenStops(page)),
  ]);
}

/** Words that push something aside, or run over what stands beside them, at any size. */
export async function outOfPlace(page: Page): Promise<string[]> {
  return await atEachSize(page, async () => [...(await tooWide(page)), ...(await spilt(page))]);
}

async function atEachSize(page: Page, look: (size: string) => Promise<string[]>): Promise<string[]> {
  const problems: string[] = [];
  for (const { name, width, height } of sizes) {
    await page.setViewportSize({ width, height });
    // A place whose content was replaced is covered for a moment: see client/ui/rest.ts.
    await page.waitForFunction(() => document.querySelector('.rest') === null);
    problems.push(...(await look(name)).map((problem) => `${name}: ${problem}`));
  }
  return problems;
}

const sizes = [
  { name: 'phone', width: 360, height: 740 },
  { name: 'tablet', width: 1180, height: 820 },
  { name: 'desktop', width: 1440, height: 900 },
];
/** What a finger needs. */
const TARGET_PX = 48;
/** What is between things at least: words may run that far beyond their box before they lie on their neighbour. */
const GAP_PX = 8;
/** More stops than any screen has; a list of stock has one for each row. */
const STOPS_MAX = 90;
const PRESSES_AT_ONCE = 15;

/** The page and what scrolls in it must not go sideways; the board and the map of its stages are made for that. */
async function tooWide(page: Page): Promise<string[]> {
  return await page.evaluate(async () => {
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const meantToScroll = (element: Element) =>
      element.closest('[aria-label="Orders by stage"], [aria-label="Stages"]');
    return [document.documentElement, ...document.querySelectorAll('body *')].flatMap((element) => {
      const { scrollWidth, clientWidth } = element;
      const scrolls = element === document.documentElement || /auto|scroll/.test(getComputedStyle(element).overflowX);
      if (!scrolls || scrollWidth <= clientWidth || element.matches('input, textarea')) return [];
      return meantToScroll(element)
        ? []
        : [`${element.outerHTML.slice(0, 90)} is ${scrollWidth} of ${clientWidth} wide`];
    });
  });
}

/** Words that run out of their box, over what stands beside it. */
async function spilt(page: Page): Promise<string[]> {
  return await page.evaluate(
    (gapPx) =>
      [...document.querySelectorAll<HTMLElement>('body *')].flatMap((element) => {
        const words = element.innerText?.trim() ?? '';
        if (element.childElementCount > 0 || words === '' || !element.checkVisibility()) return [];
        const { display, overflowX, position } = getComputedStyle(element);
        const { scrollWidth, clientWidth } = element;
        // What has its own layer is put there on purpose, such as words for screen readers alone.
        if (display === 'inline' || overflowX !== 'visible' || position === 'absolute') return [];
        return scrollWidth > clientWidth + gapPx
          ? [`“${words.slice(0, 40)}” is ${scrollWidth} of ${clientWidth} wide`]
          : [];
      }),
    GAP_PX,
  );
}

/** Everything that can be tapped, as large as what reacts to the finger. */
async function tooSmall(page: Page): Promise<string[]> {
  return await page.evaluate((leastPx) => {
    const all = document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary');
    return [...all].flatMap((element) => {
      const dialog = document.querySelector('dialog[open]');
      if (!element.checkVisibility({ visibilityProperty: true }) || (dialog && !dialog.contains(element))) return [];
      // The link to the page is there for the keyboard alone.
      if (element.matches('.skip, [type=hidden]')) return [];
      // The edge of a field is drawn by the box that holds it and nothing else.
      const isField = element.matches('input, select, textarea, search button');
      const { width, height } = ((isField && element.parentElement) || element).getBoundingClientRect();
      if (width >= leastPx - 0.5 && height >= leastPx - 0.5) return [];
      const name = element.getAttribute('aria-label') ?? element.innerText;
      return [`${element.tagName} “${name.slice(0, 40)}” is ${Math.round(width)} × ${Math.round(height)}`];
    });
  }, TARGET_PX);
}

async function outOfReach(main: Locator): Promise<string[]> {
  await main.scrollIntoViewIfNeeded();
  const covered = await main.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const there = document.elementFromPoint(left + width / 2, top + height / 2);
    return there !== null && element.contains(there) ? '' : (there?.outerHTML.slice(0, 90) ?? 'the edge of the screen');
  });
  return covered === '' ? [] : [`the main button lies under ${covered}`];
}

interface Stop {
  readonly name: string;
  readonly key: string;
  readonly hidden: string;
  readonly marked: boolean;
}

/** Goes through the screen with the Tab key: what has the focus is marked, and nothing lies over it. */
async function hiddenStops(page: Page): Promise<string[]> {
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
  });
  const problems: string[] = [];
  const seen = new Set<string>();
  let last: string | undefined;
  // It begins wherever the focus was, and goes once around; at the end of the page the browser's own bar comes between.
  for (let presses = 0, around = false; presses < STOPS_MAX && !around; presses += PRESSES_AT_ONCE) {
    for (const stop of await pressTab(page, PRESSES_AT_ONCE)) {
      // Day, month and year of a date are stops of their own in the same field.
      if (stop.key === last) continue;
      around = seen.has(stop.key);
      if (around) break;
      last = stop.key;
      seen.add(stop.key);
      if (stop.hidden !== '') problems.push(`“${stop.name}” has the focus under ${stop.hidden}`);
      if (!stop.marked) problems.push(`“${stop.name}” has the focus and does not show it`);
    }
  }
  // A dialog may have its two answers and nothing else, and a page outside of the shell its one way on.
  const stops = await page.locator(':is(a[href], button, input):not([tabindex="-1"]):visible').count();
  const least = (await page.locator('dialog[open]').count()) === 0 ? Math.min(4, stops) : 2;
  if (seen.size < least) problems.push(`the keyboard reaches ${seen.size} places only`);
  return problems;
}

/**
 * Where the focus is after each press of the Tab key. The presses go to the browser in one go, and the page looks when it
 * hears that the key goes up: waiting for each answer took most of the time of all tests of screens.
 */
async function pressTab(page: Page, times: number): Promise<Stop[]> {
  const look = await page.evaluateHandle(noteStops);
  const protocol = await page.context().newCDPSession(page);
  const key = { key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 };
  const sent = Array.from({ length: times }, () => [
    protocol.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key }),
    protocol.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key }),
  ]);
  await Promise.all(sent.flat());
  await protocol.detach();
  return await look.evaluate(({ stops, end }) => {
    end();
    return stops;
  });
}

/** Notes what has the focus whenever a key goes up. It runs in the page. */
function noteStops(): { readonly stops: Stop[]; readonly end: () => void } {
  const stops: Stop[] = [];
  addEventListener('keyup', note, true);
  return { stops, end: () => removeEventListener('keyup', note, true) };

  function note(): void {
    const element = document.activeElement as HTMLElement | null;
    if (element === null || element === document.body) return;
    const hidden = coverOf(element);
    const marked = isMarked(element) || isMarked(element, '::after') || isMarked(element.parentElement);
    const key = String([...document.querySelectorAll('*')].indexOf(element));
    stops.push({ name: hidden === '' && marked ? '' : nameOf(element), key, hidden, marked });
  }

  function nameOf(element: HTMLElement): string {
    const name = element.getAttribute('aria-label') ?? element.innerText ?? '';
    return name.replace(/\s+/g, ' ').slice(0, 40) || element.outerHTML.slice(0, 60);
  }

  function coverOf(element: HTMLElement): string {
    const { left, top, width, height } = element.getBoundingClientRect();
    // What is larger than the screen can only be seen in part.
    if (height > innerHeight) return '';
    const points = [
      [left + width / 2, top + height / 2],
      [left + Math.min(12, width / 2), top + Math.min(12, height / 2)],
      [left + width - Math.min(12, width / 2), top + height - Math.min(12, height / 2)],
    ] as const;
    const covering = points.map(([x, y]) => {
      const there = document.elementFromPoint(x, y);
      if (there === null) return 'the edge of the screen';
      return element.contains(there) || there.contains(element) ? '' : there.outerHTML.slice(0, 90);
    });
    return covering.find((one) => one !== '') ?? '';
  }

  function isMarked(one: Element | null, part?: string): boolean {
    if (one === null) return false;
    const { outlineStyle, outlineWidth } = getComputedStyle(one, part);
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
  }
}
