import type { CommandPayload } from '#contracts/commands.ts';
import type { FileKind } from '#contracts/file-types.ts';
import type { AttachCommandType } from '#contracts/files.ts';
import type { Permission } from '#contracts/permissions.ts';
import { leaveRequestId } from '#contracts/week.ts';

export type RemoveCommandType = 'RemoveOrderFile' | 'RemoveStockFile' | 'RemoveLeaveFile' | 'EraseLeaveFile';

/** Of what the files are, and how they get there and away. */
export interface FilesOf {
  readonly model: 'order-files' | 'stock-files' | 'leave-files';
  /** Of the row. */
  readonly id: string;
  readonly attach: AttachCommandType;
  readonly remove: Exclude<RemoveCommandType, 'EraseLeaveFile'>;
  /** The right of those who remove what others have attached. */
  readonly office: Permission;
  /** The fields of a command that name the record. */
  readonly record: Readonly<Record<string, string>>;
  /** The record as the history calls it. */
  readonly past: string;
  /** What is attached here, the likeliest first. */
  readonly kinds: readonly [FileKind, ...FileKind[]];
  /** A name would stand in the log for ever. */
  readonly nameless?: true;
}

export function filesOfOrder(orderId: string): FilesOf {
  return {
    ...{ model: 'order-files', id: orderId, attach: 'AttachOrderFile', remove: 'RemoveOrderFile' },
    office: 'orders.close',
    record: { orderId },
    past: `order/${orderId}`,
    kinds: ['photo', 'purchase-order', 'certificate', 'other'],
  };
}

export function filesOfItem(itemId: string): FilesOf {
  return {
    ...{ model: 'stock-files', id: itemId, attach: 'AttachStockFile', remove: 'RemoveStockFile' },
    office: 'stock.manage',
    record: { itemId },
    past: `stock-item/${itemId}`,
    kinds: ['photo', 'certificate', 'other'],
  };
}

export function filesOfLeave(employeeId: string, requestId: string): FilesOf {
  return {
    ...{ model: 'leave-files', attach: 'AttachLeaveFile', remove: 'RemoveLeaveFile', nameless: true },
    id: leaveRequestId(employeeId, requestId),
    office: 'own.leave',
    record: { employeeId, requestId },
    past: `leave/${employeeId}/${requestId}`,
    kinds: ['certificate', 'other'],
  };
}

export type AttachPayload = CommandPayload<AttachCommandType>;
