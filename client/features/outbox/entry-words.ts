import { formatQuantity } from '#contracts/quantity.ts';
import type { WaitingType } from '#contracts/waits.ts';
import { calendarDay, moment } from '../../shared/time.ts';
import { model } from '../../sync/models.ts';
import type { Entry } from '../../sync/outbox/entry.ts';
import { may } from '../../sync/rights.ts';
import { session } from '../../sync/session.ts';

/** What stands in any of them. */
type Fields = Readonly<Record<string, string | number | undefined>>;

const verbs: Record<WaitingType, string> = {
  ClockIn: 'Clock in',
  ClockOut: 'Clock out',
  SaveTimesheet: 'Hours of the week from',
  ReceiveStock: 'Receive',
  AdjustStock: 'Adjust by',
  CountStock: 'Count',
  AllocateStock: 'Allocate',
  ReleaseAllocation: 'Release',
  IssueStock: 'Issue',
  ReturnStock: 'Return',
  MoveOrderStage: 'Move to another stage',
  CompleteOrderLine: 'Say that a line is made',
  ReopenOrderLine: 'Say that a line is not made',
};

/** What it would do, in one line: "Allocate 24 rolls of Kraft 120 gsm 980 mm to ADM-2026-0041". */
export function entryWords({ type, payload }: Pick<Entry, 'type' | 'payload'>): string {
  const { at, monday, orderId } = payload as Fields;
  // What waited over an update may be of another version.
  const verb = verbs[type] ?? 'Something that this version of Misty does not know';
  if (type === 'ClockIn' || type === 'ClockOut') return at === undefined ? verb : `${verb}, ${moment(String(at))}`;
  if (type === 'SaveTimesheet') return `${verb} ${calendarDay(String(monday))}`;
  const order = orderId === undefined ? undefined : orderNumber(String(orderId));
  const of = stockWords(payload as Fields);
  const to = order === undefined ? '' : of === undefined ? `: ${order}` : ` for ${order}`;
  return `${[verb, of].filter(Boolean).join(' ')}${to}`;
}

/** Where it is looked at: the screen that it was given on. */
export function placeOf({ type, payload }: Pick<Entry, 'type' | 'payload'>): string {
  const { itemId, orderId, monday } = payload as Fields;
  if (type === 'SaveTimesheet') return `/timesheets?week=${monday}`;
  if (itemId !== undefined) return `/stock/${itemId}`;
  return orderId === undefined ? '/' : `/orders/${orderId}`;
}

/** The item as it is known on this device. */
export function itemOf({ payload }: Pick<Entry, 'payload'>) {
  const { itemId } = payload as Fields;
  return itemId === undefined || !sees('stock.read') ? undefined : model('stock-levels').rows.value.get(String(itemId));
}

function stockWords(fields: Fields): string | undefined {
  const figure = fields['quantity'] ?? fields['counted'] ?? fields['change'];
  if (figure === undefined) return undefined;
  const item = itemOf({ payload: fields });
  if (item === undefined) return String(figure);
  return `${formatQuantity(Number(figure), item.scale, item.unit)} of ${item.name}`;
}

function orderNumber(id: string): string | undefined {
  return sees('orders.read') ? model('order-board').rows.value.get(id)?.number : undefined;
}

/** Whether this person has these on their screens. */
export function sees(permission: 'stock.read' | 'orders.read'): boolean {
  return may(session.value?.user.role ?? 'employee', permission);
}
