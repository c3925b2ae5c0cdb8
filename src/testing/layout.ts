import type { Page } from 'playwright-core';

/** Sizes at which every screen is looked at. */
export const screenSizes = [
  { name: 'phone', width: 360, height: 740 },
  { name: 'tablet', width: 1180, height: 820 },
  { name: 'desktop', width: 1440, height: 900 },
];

/** What is between things at least: words may run that far beyond their box before they lie on their neighbour. */
const GAP_PX = 8;

/** The page and what scrolls in it must not go sideways; the board and the map of its stages are made for that. */
export async function tooWide(page: Page): Promise<string[]> {
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
export async function spilt(page: Page): Promise<string[]> {
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
