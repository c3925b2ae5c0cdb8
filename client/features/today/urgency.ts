import type { OrderCard } from '#contracts/order.ts';
import { calendarDay, dateOf, daysPast, timeOfDay, today } from '../../shared/time.ts';
import type { IconName } from '../../ui/icon.tsx';

interface Urgency {
  readonly words: string;
  readonly kind: 'line' | 'signal' | 'plain';
  readonly icon: IconName;
}

export type Touched = Pick<OrderCard, 'touched'>;

/** Why an order is urgent, for a chip: late, ASAP, must be delivered on its day, or simply due. */
export function urgency({ priority, dueDate }: Pick<OrderCard, 'priority' | 'dueDate'>): Urgency {
  const late = daysPast(dueDate);
  if (late > 0) return { words: `${late} ${late === 1 ? 'day' : 'days'} late`, kind: 'signal', icon: 'warning' };
  if (priority === 'asap') return { words: `ASAP, due ${dayWords(dueDate)}`, kind: 'line', icon: 'asap' };
  if (priority === 'must-deliver')
    return { words: `Must deliver ${dayWords(dueDate)}`, kind: 'line', icon: 'calendar' };
  return { words: `Due ${dayWords(dueDate)}`, kind: 'line', icon: 'calendar' };
}

function dayWords(date: string): string {
  const days = -daysPast(date);
  return days === 0 ? 'today' : days === 1 ? 'tomorrow' : calendarDay(date);
}

/** Who else is on it today. Nobody is told of themselves, and yesterday's work is in the history of the order. */
export function onItWords({ touched: { at, user } }: Touched, me: string | undefined): string | undefined {
  if (user.id === me || dateOf(at) !== today()) return undefined;
  return `Last worked on by ${user.name} at ${timeOfDay(at)}`;
}
