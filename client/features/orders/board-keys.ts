const CARD = 'a[data-card]';

/** Arrow keys on the board: up and down in a column, left and right to the next column that has cards. */
export function boardKeys(event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void {
  if (!(event.target instanceof HTMLElement) || !event.target.matches(CARD)) return;
  const columns = [...event.currentTarget.querySelectorAll('[data-stage]')]
    .map((column) => [...column.querySelectorAll<HTMLElement>(CARD)])
    // On a phone the other columns are there and not shown.
    .filter(([first]) => first?.checkVisibility());
  const across = columns.findIndex((cards) => cards.some((card) => card === event.target));
  const cards = columns[across] ?? [];
  const down = cards.indexOf(event.target);
  const beside = (step: number) => {
    const column = columns[across + step];
    return column?.[Math.min(down, column.length - 1)];
  };
  const goals: Record<string, () => HTMLElement | undefined> = {
    ArrowDown: () => cards[down + 1],
    ArrowUp: () => cards[down - 1],
    ArrowLeft: () => beside(-1),
    ArrowRight: () => beside(1),
    Home: () => cards[0],
    End: () => cards.at(-1),
  };
  const goal = goals[event.key]?.();
  if (goal === undefined) return;
  event.preventDefault();
  goal.focus();
}
