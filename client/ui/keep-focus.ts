import { useLayoutEffect } from 'preact/hooks';

/**
 * For what stands on the screen for a while only, such as a form or a card to answer. When it goes and had the focus, the
 * keyboard goes on at the heading of the place it stood in, and not at the top of the page.
 */
export function useKeepFocus(of: { readonly current: Element | null }): void {
  useLayoutEffect(
    () => () => {
      const place = of.current?.parentElement?.closest('section[aria-label], main');
      // What takes its place may take the focus by itself.
      requestAnimationFrame(() => {
        const heading = place?.querySelector<HTMLElement>('h1, h2');
        if (document.activeElement !== document.body || !heading?.isConnected) return;
        heading.tabIndex = -1;
        heading.focus({ preventScroll: true });
      });
    },
    [of],
  );
}
