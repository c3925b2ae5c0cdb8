import type { OrderCard } from '#contracts/order.ts';
import { search } from '#contracts/search.ts';
import { type Stage, stages } from '#contracts/stages.ts';

export interface BoardFilter {
  readonly search: string;
  readonly lateOnly: boolean;
  readonly asapOnly: boolean;
}

/** The stages that have a column: what is cleared folds into a count. */
export const columnStages = stages.filter((stage) => stage !== 'cleared');

type Due = Pick<OrderCard, 'status' | 'stage' | 'dueDate'>;

/** Late: due before today, open, and not yet delivered. Calendar dates are compared as text. */
export function isLate({ status, stage, dueDate }: Due, today: string): boolean {
  return status === 'open' && stages.indexOf(stage) < stages.indexOf('invoicing') && dueDate < today;
}

/** "2 days late" */
export function lateWords(daysPast: number): string {
  return `${daysPast} ${daysPast === 1 ? 'day' : 'days'} late`;
}

/** The stage after this one; nothing after the last. */
export function stageAfter(stage: Stage): Stage | undefined {
  return stages[stages.indexOf(stage) + 1];
}

/** The stage before this one; nothing before the first. */
export function stageBefore(stage: Stage): Stage | undefined {
  return stages[stages.indexOf(stage) - 1];
}

/** A move by more than one stage needs a note that says why. */
export function isJump(from: Stage, to: Stage): boolean {
  return Math.abs(stages.indexOf(to) - stages.indexOf(from)) > 1;
}

/** Orders by what was typed of their number, client, reference or any of their lines, the very number first. */
export function searchOrders(cards: readonly OrderCard[], typed: string): readonly OrderCard[] {
  return search(cards, typed, ({ number, clientName, reference, lines }) => [number, clientName, reference, ...lines]);
}

/** The cards of each stage, in the order they came. Cancelled orders are not on the way any more. */
export function byStage(
  cards: readonly OrderCard[],
  { search: typed, lateOnly, asapOnly }: BoardFilter,
  today: string,
): Readonly<Record<Stage, readonly OrderCard[]>> {
  const columns = Object.fromEntries(stages.map((stage) => [stage, [] as OrderCard[]])) as Record<Stage, OrderCard[]>;
  for (const card of searchOrders(cards, typed)) {
    if (card.status === 'cancelled') continue;
    if (lateOnly && !isLate(card, today)) continue;
    if (asapOnly && (card.priority !== 'asap' || card.status !== 'open')) continue;
    columns[card.stage].push(card);
  }
  return columns;
}

/** How many open orders are late, and how many are wanted as soon as possible. */
export function trouble(cards: readonly OrderCard[], today: string): { readonly late: number; readonly asap: number } {
  const open = cards.filter(({ status }) => status === 'open');
  return {
    late: open.filter((card) => isLate(card, today)).length,
    asap: open.filter(({ priority }) => priority === 'asap').length,
  };
}
