import { useEffect } from 'preact/hooks';
import { useKeepFocus } from './keep-focus.ts';

/**
 * Keeps a dialog open above the page for as long as it is drawn. `first` finds what has the focus then, where that is not
 * what the browser would choose.
 */
export function useModal(
  dialog: { readonly current: HTMLDialogElement | null },
  first?: (opened: HTMLDialogElement) => HTMLElement | null | undefined,
): void {
  useKeepFocus(dialog);
  useEffect(() => {
    const opened = dialog.current;
    opened?.showModal();
    if (opened !== null) first?.(opened)?.focus();
    // Closing gives the focus back to the button that asked, where that is still there.
    return () => opened?.close();
  }, []);
}
