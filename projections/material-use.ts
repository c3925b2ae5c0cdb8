import { fieldsAfter } from '../src/contracts/plain.ts';
import type { MaterialUse } from '../src/contracts/reports.ts';
import type { StockEvent } from '../src/domain/stock/events.ts';
import type { RecordedEvent } from '../src/event-store/commit.ts';
import { defineProjection, passedOver } from '../src/projecting/define-projection.ts';
import { existing, idOf } from '../src/projecting/definition.ts';

type UseEvent = Extract<
  StockEvent,
  { type: 'StockItemRegistered' | 'StockItemRevised' | 'StockIssued' | 'StockReturned' }
>;
type Row = Omit<MaterialUse, 'id'>;
type Card = Pick<Row, 'code' | 'name'>;

/** What is used of each item, so that any month of any time zone can be added up. */
export const materialUse = defineProjection<'material-use', Row, UseEvent>({
  name: 'material-use',
  version: 1,
  id: idOf,

  on: {
    StockItemRegistered: (_row, { data: { code, name, kind, unit, scale } }) => ({
      ...{ code, name, kind, unit, scale, uses: [] },
    }),
    StockItemRevised: (row, event) => {
      const before = existing(row, event);
      const { code, name } = { ...before, ...(fieldsAfter(event.data.changes) as Partial<Card>) };
      return { ...before, code, name };
    },
    StockIssued: (row, event) => used(existing(row, event), event, event.data.quantity),
    StockReturned: (row, event) => used(existing(row, event), event, -event.data.quantity),
    ...passedOver('StockMovementRecorded', 'StockReceived', 'StockAdjusted', 'StockCounted', 'StockAllocated'),
    ...passedOver('StockReleased', 'ReorderPointSet', 'StockItemRetired', 'StockExpected', 'StockNotExpected'),
    ...passedOver('StockItemReactivated'),
  },

  indexes: [],
  present: (row, _nameOf, id) => ({ ...row, id }),
});

const QUARTER_MS = 15 * 60_000;
const DAY_MS = 24 * 60 * 60_000;
/** A report is of a year at most. */
const KEPT_MS = 400 * DAY_MS;

/**
 * A moment that lies in the same month, in every time zone. Within a day of where a month begins at Greenwich it is told
 * to the quarter of an hour, because each zone begins its month at one of these. In between one moment does for all.
 */
function sameMonth(at: Date): string {
  const near = [-DAY_MS, DAY_MS].map((ms) => new Date(at.getTime() + ms).getUTCMonth());
  if (near.some((month) => month !== at.getUTCMonth())) {
    return new Date(Math.floor(at.getTime() / QUARTER_MS) * QUARTER_MS).toISOString();
  }
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 15)).toISOString();
}

function used(row: Row, event: RecordedEvent, quantity: number): Row {
  const at = sameMonth(event.at);
  const oldest = new Date(event.at.getTime() - KEPT_MS).toISOString();
  const known = row.uses.find((use) => use.at === at);
  const uses = known
    ? row.uses.map((use) => (use === known ? { at, quantity: use.quantity + quantity } : use))
    : [...row.uses, { at, quantity }];
  return { ...row, uses: uses.filter((use) => use.at > oldest) };
}
