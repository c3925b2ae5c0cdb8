/**
 * Lets the arrow keys go through a list: give it to `onKeyDown` of the list. Rows are what `selector` finds, and must be
 * able to have the focus. Home and End go to the ends. `across`: what is gone through stands side by side.
 */
export function arrowKeys(
  selector: string,
  across = false,
): (event: KeyboardEvent & { currentTarget: HTMLElement }) => void {
  const [next, before] = across ? ['ArrowRight', 'ArrowLeft'] : ['ArrowDown', 'ArrowUp'];
  return (event) => {
    const rows = [...event.currentTarget.querySelectorAll<HTMLElement>(selector)];
    const here = rows.findIndex((row) => row.contains(document.activeElement));
    if (here === -1) return;
    const ends: Record<string, number> = { [next]: here + 1, [before]: here - 1, Home: 0, End: rows.length - 1 };
    const row = rows[ends[event.key] ?? -1];
    if (!row) return;
    event.preventDefault();
    row.focus();
  };
}
