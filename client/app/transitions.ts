// From one screen to another the page fades over, where the browser can and nobody asked for less motion. What opens beside
// a list opens at once.

const FADE_MS = 120;

/** A browser that does not have it has no such method. */
type Fading = Document & { readonly startViewTransition?: Document['startViewTransition'] };

export function startTransitions(): void {
  if ((document as Fading).startViewTransition === undefined) return;
  const style = new CSSStyleSheet();
  // The strip and the rail stay as they are.
  style.replaceSync(`
    .app > main { view-transition-name: page }
    ::view-transition-group(page), ::view-transition-old(page), ::view-transition-new(page) { animation-duration: ${FADE_MS}ms }
    ::view-transition-old(root), ::view-transition-new(root) { animation: none }
  `);
  document.adoptedStyleSheets.push(style);
  addEventListener('click', fade, { capture: true });
}

const still = matchMedia('(prefers-reduced-motion: reduce)');

/** The tap is given to its link once the browser has a picture of what was there. */
function fade(tap: MouseEvent): void {
  if (!tap.isTrusted || tap.button !== 0 || tap.ctrlKey || tap.metaKey || tap.shiftKey || tap.altKey) return;
  const link = tap.target instanceof Element ? tap.target.closest<HTMLAnchorElement>('.app a[href]') : null;
  if (link === null || still.matches || document.visibilityState === 'hidden' || !leadsElsewhere(link)) return;
  tap.preventDefault();
  tap.stopImmediatePropagation();
  const { bubbles, cancelable, composed, detail, clientX, clientY } = tap;
  const again = new MouseEvent('click', { bubbles, cancelable, composed, detail, clientX, clientY });
  const fading = document.startViewTransition(async () => {
    link.dispatchEvent(again);
    // The screen is drawn before timers run.
    await new Promise((resolve) => setTimeout(resolve));
  });
  // Another tap ends it early, and that is no fault.
  fading.ready.catch(() => undefined);
}

/** Whether another screen is behind it, and not a part of this one, a file, or another page. */
function leadsElsewhere({ origin, pathname, target, download }: HTMLAnchorElement): boolean {
  if (origin !== location.origin || target !== '' || download !== '') return false;
  return screenOf(pathname) !== screenOf(location.pathname);
}

function screenOf(pathname: string): string | undefined {
  return pathname.split('/')[1];
}
