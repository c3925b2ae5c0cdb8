import type { AttachedFile } from '../src/contracts/files.ts';
import { leaveRequestId } from '../src/contracts/week.ts';
import type { FilesEvent } from '../src/domain/files/events.ts';
import type { RecordedEvent } from '../src/event-store/commit.ts';
import { authorOf, type KeptAuthor, namedAuthor } from '../src/projecting/author.ts';
import { defineProjection, type Rules } from '../src/projecting/define-projection.ts';
import { existing, idOf, type NameOf } from '../src/projecting/definition.ts';
import { leaveRequests } from './leave-requests.ts';
import { orderDetails } from './order-details.ts';
import { stockLevels } from './stock-levels.ts';

type Kept = Omit<AttachedFile, 'user' | 'removed'> &
  KeptAuthor & { readonly removed?: KeptAuthor & { readonly at: string; readonly reason: string } };

interface Row {
  readonly files: readonly Kept[];
  readonly sequence: number;
}

/** The files of each order, those that were removed among them. */
export const orderFiles = defineProjection<'order-files', Row, FilesEvent>({
  ...{ name: 'order-files', version: 1, on: rulesOf(() => ({})), indexes: [], present },
  id: (event) => of('order', event),
  absentAbout: (id) => ({ model: orderDetails.name, id }),
  absent: (_id, about) => about && nothing,
});

export const stockFiles = defineProjection<'stock-files', Row, FilesEvent>({
  ...{ name: 'stock-files', version: 1, on: rulesOf(() => ({})), indexes: [], present },
  id: (event) => of('stock-item', event),
  absentAbout: (id) => ({ model: stockLevels.name, id }),
  absent: (_id, about) => about && nothing,
});

/** Files of a request for leave: read by those who may read the request. */
interface LeaveRow extends Row {
  readonly employeeId: string;
}

export const leaveFiles = defineProjection<'leave-files', LeaveRow, FilesEvent>({
  ...{ name: 'leave-files', version: 1, indexes: [], present },
  on: rulesOf((event) => ({ employeeId: partsOf(event)[1] ?? '' })),
  id: (event) => {
    const [kind, employeeId = '', requestId = ''] = partsOf(event);
    return kind === 'leave' ? leaveRequestId(employeeId, requestId) : [];
  },
  absentAbout: (id) => ({ model: leaveRequests.name, id }),
  absent: (_id, about) => about && { ...nothing, employeeId: (about as LeaveRow).employeeId },
});

const nothing: Row = { files: [], sequence: 0 };

function partsOf(event: RecordedEvent): readonly string[] {
  return idOf(event).split('/');
}

/** Other records' files are rows of other read models. */
function of(wanted: string, event: RecordedEvent): string | readonly string[] {
  const [kind, id = ''] = partsOf(event);
  return kind === wanted ? id : [];
}

function rulesOf<More extends object>(more: (event: RecordedEvent<FilesEvent>) => More): Rules<Row & More, FilesEvent> {
  return {
    FileAttached: (row, event) => {
      const file = { ...event.data, at: event.at.toISOString(), ...authorOf(event) };
      return { ...more(event), files: [...(row?.files ?? []), file], sequence: event.sequence };
    },
    FileRemoved: (row, event) => gone(row, event, {}),
    FileErased: (row, event) => gone(row, event, { erased: true }),
  };
}

type Going = RecordedEvent<Exclude<FilesEvent, { type: 'FileAttached' }>>;

function gone<Row extends { readonly files: readonly Kept[] }>(
  row: Row | undefined,
  event: Going,
  more: { readonly erased?: true },
): Row {
  const { fileId, reason } = event.data;
  const before = existing(row, event);
  const removed = { at: event.at.toISOString(), reason, ...authorOf(event) };
  const files = before.files.map((file) => (file.fileId === fileId ? { ...file, removed, ...more } : file));
  return { ...before, files, sequence: event.sequence };
}

function present({ files, sequence }: Row, nameOf: NameOf, id: string) {
  return { id, files: files.map((file) => presented(file, nameOf)), sequence };
}

function presented({ user, device, removed, ...file }: Kept, nameOf: NameOf): AttachedFile {
  return {
    ...file,
    user: namedAuthor({ user, device }, nameOf),
    ...(removed && { removed: { at: removed.at, reason: removed.reason, user: namedAuthor(removed, nameOf) } }),
  };
}
