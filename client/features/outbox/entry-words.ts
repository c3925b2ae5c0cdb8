import type { FileKind } from '#contracts/file-types.ts';
import { formatQuantity } from '#contracts/quantity.ts';
import type { WaitingType } from '#contracts/waits.ts';
import { sizeWords, titleOf } from '../../shared/files/file-words.ts';
import { calendarDay, moment } from '../../shared/time.ts';
import { myself } from '../../sync/me.ts';
import { model } from '../../sync/models.ts';
import { carriesBytes, type Entry } from '../../sync/outbox/entry.ts';
import { may } from '../../sync/rights.ts';
import { session } from '../../sync/session.ts';
import { leaveAddress } from '../leave/leave-address.ts';

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
  AttachOrderFile: 'Attach',
  AttachStockFile: 'Attach',
  AttachLeaveFile: 'Attach',
};

/** What it would do, in one line: "Allocate 24 rolls of Kraft 120 gsm 980 mm to ADM-2026-0041". */
export function entryWords({ type, payload }: Pick<Entry, 'type' | 'payload'>): string {
  const { at, monday, orderId } = payload as Fields;
  // What waited over an update may be of another version.
  const verb = verbs[type] ?? 'Something that this version of Misty does not know';
  if (type === 'ClockIn' || type === 'ClockOut') return at === undefined ? verb : `${verb}, ${moment(String(at))}`;
  if (type === 'SaveTimesheet') return `${verb} ${calendarDay(String(monday))}`;
  if (carriesBytes(type)) return `${verb} ${fileWords(payload as Fields)}`;
  const order = orderId === undefined ? undefined : orderNumber(String(orderId));
  const of = stockWords(payload as Fields);
  const to = order === undefined ? '' : of === undefined ? `: ${order}` : ` for ${order}`;
  return `${[verb, of].filter(Boolean).join(' ')}${to}`;
}

/** Where it is looked at: the screen that it was given on. */
export function placeOf({ type, payload }: Pick<Entry, 'type' | 'payload'>): string {
  const { itemId, orderId, monday, employeeId, requestId } = payload as Fields;
  if (type === 'AttachLeaveFile') {
    const mine = employeeId === myself()?.id;
    return leaveAddress(mine ? undefined : String(employeeId), { request: String(requestId) });
  }
  if (type === 'SaveTimesheet') return `/timesheets?week=${monday}`;
  if (itemId !== undefined) return `/stock/${itemId}`;
  return orderId === undefined ? '/' : `/orders/${orderId}`;
}

/** The item as it is known on this device. */
export function itemOf({ payload }: Pick<Entry, 'payload'>) {
  const { itemId } = payload as Fields;
  return itemId === undefined || !sees('stock.read') ? undefined : model('stock-levels').rows.value.get(String(itemId));
}

/** "Label of the roll, 482 kB, to Kraft 120 gsm 980 mm" */
function fileWords(fields: Fields): string {
  const { name, kind, bytes, orderId } = fields;
  const file = `${titleOf({ name: name as string, kind: kind as FileKind })}, ${sizeWords(Number(bytes))}`;
  if (fields['requestId'] !== undefined) return `${file}, to a request for leave`;
  const to = orderId === undefined ? itemOf({ payload: fields })?.name : orderNumber(String(orderId));
  return to === undefined ? file : `${file}, to ${to}`;
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
