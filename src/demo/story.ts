import type { CommandPayload } from '../contracts/commands.ts';
import { calendarAround } from './calendar.ts';
import { demoClients, demoItems, demoProducts } from './catalogue.ts';
import { demoEmployees, raises, registered, settled, setUp } from './employees.ts';
import { demoLeave, leaveMoments } from './leave.ts';
import { doneOrders } from './orders-done.ts';
import { openOrders } from './orders-open.ts';
import { admin, ana, demoPeople, priya } from './people.ts';
import type { Moment, Step } from './steps.ts';
import { openingStock, stockMoves } from './stock.ts';
import { timesheetMoments } from './timesheets.ts';

/** The working days that the story goes back. */
const BEGIN = 30;

/** The weeks of the demo company that lead up to this moment, in order. */
export function story(now: Date, timeZone: string): readonly Moment[] {
  const calendar = calendarAround(now, timeZone);
  const { ago, due } = calendar;
  const employees = demoEmployees(calendar);
  const leave = demoLeave(calendar);
  const opening: Moment[] = [
    { at: ago(BEGIN, '8:00'), steps: demoPeople.map(register) },
    { at: ago(BEGIN, '8:20'), steps: [setUp(calendar), ...employees.map(registered)] },
    { at: ago(BEGIN, '8:40'), steps: employees.flatMap(settled) },
    { at: ago(BEGIN, '9:10'), steps: demoClients.map((payload) => ({ type: 'RegisterClient', payload, by: ana })) },
    { at: ago(BEGIN, '9:40'), steps: demoProducts.map((payload) => ({ type: 'RegisterProduct', payload, by: ana })) },
    { at: ago(BEGIN, '10:30'), steps: demoItems.map((payload) => ({ type: 'RegisterStockItem', payload, by: priya })) },
    { at: ago(BEGIN, '11:00'), steps: openingStock },
  ];
  const orders = [...stockMoves, ...doneOrders, ...openOrders].map(({ when: [daysAgo, time], step }) => ({
    at: ago(daysAgo, time),
    steps: [step(due)],
  }));
  const people = [
    ...raises(calendar, employees),
    ...leaveMoments(calendar, leave),
    ...timesheetMoments(calendar, employees, leave),
  ];
  // Sorting keeps the order of what was told for one moment.
  return [...opening, ...[...orders, ...people].sort((a, b) => a.at.getTime() - b.at.getTime())];
}

function register({ id: userId, username, name, role }: (typeof demoPeople)[number]): Step {
  const payload: CommandPayload<'RegisterUser'> = { userId, username, name, role };
  return { type: 'RegisterUser', payload, by: admin };
}
