/** Goes to the first field that is wrong, once it is drawn as such. `within` finds the form. */
export function showFirstError(within: string): void {
  requestAnimationFrame(() => {
    const wrong = document.querySelector(`${within} .wrong`);
    const field = wrong?.closest('.field, .add-line')?.querySelector<HTMLElement>('input, textarea, select');
    if (field) field.focus();
    else wrong?.scrollIntoView({ block: 'center' });
  });
}

/** For `ref` of a place that has just been opened: its first field has the focus. The same function at every drawing. */
export function focusFirstField(place: HTMLElement | null): void {
  place?.querySelector<HTMLElement>('input:not([aria-hidden])')?.focus();
}

/** For `ref` of a place that scrolls and may have nothing to go to: the keyboard must be able to scroll it too. */
export function keyboardScrolls(place: HTMLElement | null): void {
  if (place) place.tabIndex = 0;
}

/** For `ref` of a place that has just been opened: at the foot of the screen it would be missed. */
export function intoView(place: HTMLElement | null): void {
  place?.scrollIntoView({ block: 'nearest' });
}
