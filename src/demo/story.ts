import type { InternalCommandPayload } from '../contracts/user.ts';
import { calendarAround } from './calendar.ts';
import { demoClients, demoItems, demoProducts } from './catalogue.ts';
import { doneOrders } from './orders-done.ts';
import { openOrders } from './orders-open.ts';
import { admin, ana, demoPeople, priya } from './people.ts';
import type { Step } from './steps.ts';
import { openingStock, stockMoves } from './stock.ts';

/** What happened at one moment; the order within it does not matter. */
export interface Moment {
  readonly at: Date;
  readonly steps: readonly Step[];
}

/** The working days that the story goes back. */
const BEGIN = 30;

/** The weeks of the demo company that lead up to this moment, in order. */
export function story(now: Date, timeZone: string): readonly Moment[] {
  const { ago, due } = calendarAround(now, timeZone);
  const opening: Moment[] = [
    { at: ago(BEGIN, '8:00'), steps: demoPeople.map(register) },
    { at: ago(BEGIN, '9:10'), steps: demoClients.map((payload) => ({ type: 'RegisterClient', payload, by: ana })) },
    { at: ago(BEGIN, '9:40'), steps: demoProducts.map((payload) => ({ type: 'RegisterProduct', payload, by: ana })) },
    { at: ago(BEGIN, '10:30'), steps: demoItems.map((payload) => ({ type: 'RegisterStockItem', payload, by: priya })) },
    { at: ago(BEGIN, '11:00'), steps: openingStock },
  ];
  const days = [...stockMoves, ...doneOrders, ...openOrders].map(({ when: [daysAgo, time], step }) => ({
    at: ago(daysAgo, time),
    steps: [step(due)],
  }));
  // Sorting keeps the order of what was told for one moment.
  return [...opening, ...days.sort((a, b) => a.at.getTime() - b.at.getTime())];
}

function register({ id: userId, username, name, role }: (typeof demoPeople)[number]): Step {
  const payload: InternalCommandPayload<'RegisterUser'> = { userId, username, name, role };
  return { type: 'RegisterUser', payload, by: admin };
}
