import { FILES_EVER_MAX, FILES_MAX } from '../../contracts/file-types.ts';
import type { fileCommands } from '../../contracts/files.ts';
import { may, type Permission } from '../../contracts/permissions.ts';
import { actsFor, decidesFor, rightsReads, roleOf } from '../employee/rights.ts';
import {
  byAnother,
  type Context,
  type DeciderOf,
  type Decision,
  isRefusal,
  type Read,
  type Refusal,
  refuse,
} from '../kernel.ts';
import { leave } from '../leave/leave.ts';
import { knownOrder, order } from '../order/order.ts';
import { stockItem, unknownItem } from '../stock/stock-item.ts';
import { user } from '../user/decider.ts';
import type { FilesEvent } from './events.ts';
import { type AttachedFile, files } from './files.ts';

// The record is read without writing to it: it never ceases to exist. Closed orders and retired items take files too,
// because papers come late.

type Attached = Extract<FilesEvent, { type: 'FileAttached' }>['data'];

const ofOrder = (orderId: string) => `order/${orderId}`;
const ofItem = (itemId: string) => `stock-item/${itemId}`;
const ofLeave = (employeeId: string, requestId: string) => `leave/${employeeId}/${requestId}`;

export const fileDeciders = {
  AttachOrderFile: {
    reads: ({ orderId }) => [files.at(ofOrder(orderId)), order.at(orderId)],
    decide({ orderId, ...file }, read, context) {
      const found = knownOrder(read, orderId);
      return isRefusal(found) ? found : attach(ofOrder(orderId), file, read, context);
    },
  },
  AttachStockFile: {
    reads: ({ itemId }) => [files.at(ofItem(itemId)), stockItem.at(itemId)],
    decide({ itemId, ...file }, read, context) {
      if (read(stockItem, itemId).status === 'none') return unknownItem(itemId);
      return attach(ofItem(itemId), file, read, context);
    },
  },
  AttachLeaveFile: {
    reads: ({ employeeId, requestId }, peek, context) => [
      files.at(ofLeave(employeeId, requestId)),
      leave.at(employeeId),
      ...rightsReads(peek, context),
    ],
    decide({ employeeId, requestId, ...file }, read, context) {
      return (
        refuseOthers(read, employeeId, requestId, context) ??
        attach(ofLeave(employeeId, requestId), file, read, context)
      );
    },
  },
  RemoveOrderFile: {
    reads: ({ orderId }, _peek, context) => [files.at(ofOrder(orderId)), user.at(context.user)],
    decide: ({ orderId, ...what }, read, context) => removeOwn(ofOrder(orderId), 'orders.close', what, read, context),
  },
  RemoveStockFile: {
    reads: ({ itemId }, _peek, context) => [files.at(ofItem(itemId)), user.at(context.user)],
    decide: ({ itemId, ...what }, read, context) => removeOwn(ofItem(itemId), 'stock.manage', what, read, context),
  },
  RemoveLeaveFile: {
    reads: ({ employeeId, requestId }, peek, context) => [
      files.at(ofLeave(employeeId, requestId)),
      leave.at(employeeId),
      ...rightsReads(peek, context),
    ],
    decide({ employeeId, requestId, ...what }, read, context) {
      const others = refuseOthers(read, employeeId, requestId, context);
      return others ?? remove(ofLeave(employeeId, requestId), what, read, context);
    },
  },
  // Also of a file that was removed before.
  EraseLeaveFile: {
    reads: ({ employeeId, requestId }, peek, context) => [
      files.at(ofLeave(employeeId, requestId)),
      ...rightsReads(peek, context),
    ],
    decide({ employeeId, requestId, ...what }, read, context) {
      const place = decidesFor(read, employeeId, context, 'You cannot erase papers of your own leave.');
      if (isRefusal(place)) return place;
      const record = ofLeave(employeeId, requestId);
      const found = read(files, record).files.get(what.fileId);
      if (found === undefined) return noSuchFile;
      return found.erased ? [] : [files.event(record, 'FileErased', what)];
    },
  },
} satisfies { [Type in keyof typeof fileCommands]: DeciderOf<Type> };

function attach(record: string, file: Attached, read: Read, context: Context): Decision {
  const all = read(files, record).files;
  const known = all.get(file.fileId);
  if (known) {
    const winner = byAnother(known.attached, context);
    return refuse('already-exists', 'This file is attached already. Look at the files that are there.', { winner });
  }
  const standing = [...all.values()].filter(({ removed }) => removed === undefined);
  const same = standing.find(({ sha256 }) => sha256 === file.sha256);
  if (same) {
    const winner = byAnother(same.attached, context);
    return refuse('already-exists', 'The very same file is attached here already.', { winner });
  }
  if (standing.length >= FILES_MAX) {
    const words = `There are ${FILES_MAX} files here, and no more can be attached. Remove some.`;
    return refuse('too-many-files', words);
  }
  if (all.size >= FILES_EVER_MAX) {
    const words = `Files were attached here and removed ${FILES_EVER_MAX} times, and no more can be attached.`;
    return refuse('too-many-files', words);
  }
  return [files.event(record, 'FileAttached', file)];
}

const noSuchFile = refuse('not-found', 'There is no such file here. Look at the files that are there.');

interface Removal {
  readonly fileId: string;
  readonly reason: string;
}

/** One's own; with the right for `others` also theirs. */
function removeOwn(record: string, others: Permission, what: Removal, read: Read, context: Context): Decision {
  const found = standingFile(record, what, read, context);
  if (isRefusal(found)) return found;
  const role = roleOf(read, context.user);
  if (found.attached.user !== context.user && !(role && may(role, others))) {
    return refuse('not-your-own', 'Somebody else has attached this file. Ask them, or the office, to remove it.');
  }
  return remove(record, what, read, context);
}

function remove(record: string, what: Removal, read: Read, context: Context): Decision {
  const found = standingFile(record, what, read, context);
  return isRefusal(found) ? found : [files.event(record, 'FileRemoved', what)];
}

function standingFile(record: string, { fileId }: Removal, read: Read, context: Context): AttachedFile | Refusal {
  const found = read(files, record).files.get(fileId);
  if (found === undefined) return noSuchFile;
  if (found.removed) {
    return refuse('file-removed', 'This file is removed already.', { winner: byAnother(found.removed, context) });
  }
  return found;
}

/** Leave is seen, and its papers are handled, by the person and by those who decide for them. */
function refuseOthers(read: Read, employeeId: string, requestId: string, context: Context): Refusal | undefined {
  const place = actsFor(read, employeeId, context);
  if (isRefusal(place)) return place;
  if (read(leave, employeeId).requests.has(requestId)) return undefined;
  return refuse('not-found', `There is no leave request ${requestId}. Choose one from the list.`);
}
