/** Where the keyboard goes, in every screen. */
export function startFocusKeys(): void {
  addEventListener('keydown', searchKey);
  addEventListener('focusin', intoSight);
}

/** The key / goes to the search of the screen, unless somebody is typing. */
function searchKey(event: KeyboardEvent): void {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target instanceof Element && event.target.closest('input, textarea, select, dialog') !== null) return;
  const search = document.querySelector<HTMLInputElement>('[data-search]');
  if (search === null) return;
  event.preventDefault();
  search.focus();
}

/**
 * What the keyboard goes to is seen whole, not cut off by the edge of the board or by a foot that stays. What a finger
 * goes to stays under the finger. Where the page puts the focus itself, on what is no stop of the keyboard, nothing moves.
 */
function intoSight({ target }: FocusEvent): void {
  if (!(target instanceof HTMLElement) || !target.matches('main :focus-visible:not([tabindex="-1"])')) return;
  target.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}
