import type { Db } from 'mongodb';
import type { LeaveType } from '../contracts/leave-types.ts';
import { changesBetween, type Plain } from '../contracts/plain.ts';
import { client, type KnownClient } from '../domain/client/decider.ts';
import type { ClientDetails } from '../domain/client/events.ts';
import { employee, firstTerms, type KnownEmployee, sameCard, sameTerms } from '../domain/employee/employee.ts';
import type { EmployeeCard } from '../domain/employee/events.ts';
import { type Aggregate, type DomainEvent, kindAndId, type NewEvent, type Recorded } from '../domain/kernel.ts';
import { balanceOf, leave } from '../domain/leave/leave.ts';
import type { Change, OrderEvent, OrderedLine } from '../domain/order/events.ts';
import { type KnownOrder, order, orderedOf } from '../domain/order/order.ts';
import { type KnownProduct, product } from '../domain/product/decider.ts';
import type { ProductDetails } from '../domain/product/events.ts';
import type { StockEvent } from '../domain/stock/events.ts';
import { type KnownStockItem, stockItem } from '../domain/stock/stock-item.ts';
import { timesheet } from '../domain/timesheet/timesheet.ts';
import { recordedEvents } from '../event-store/commit.ts';
import { readAggregates } from '../event-store/read.ts';
import type { Planner, Unit } from './planner.ts';
import type { LegacyDocument } from './spool.ts';

/** What a thing is here, and whether somebody has worked on it since it was moved in. */
interface Present {
  readonly worked: boolean;
  state<State, Event extends DomainEvent>(aggregate: Aggregate<State, Event>): State;
}

/**
 * Events that bring a thing up to date with its document, which has changed since. What people have done here meanwhile
 * is left alone: then the newer document is only kept beside it, and marked.
 */
export async function updatesOf(
  log: Db,
  planner: Planner,
  unit: Unit,
  changed: readonly LegacyDocument[],
): Promise<NewEvent[]> {
  const [main] = unit.documents;
  const [first] = unit.events;
  const events: NewEvent[] = [];
  for (const document of changed) {
    const own =
      document === main?.document && first !== undefined ? await ownUpdates(log, planner, unit, document) : [];
    const [head, ...more] = own;
    const imported = planner.imported(document);
    const about = unit.fresh ?? first?.aggregate;
    // The first of them carries the document. Where nothing that is shown has changed, it is kept by itself.
    if (head === undefined) events.push(...planner.record(document, about === undefined ? [] : [about]).events);
    else
      events.push({ ...head, imported }, ...more.map((one) => ({ ...one, imported: { ...imported, document: '' } })));
  }
  return events;
}

async function ownUpdates(
  log: Db,
  planner: Planner,
  unit: Unit,
  document: LegacyDocument,
): Promise<readonly NewEvent[]> {
  const [first] = unit.events;
  if (first === undefined) return [];
  const present = await presentOf(log, first.aggregate);
  const [, id] = kindAndId(first.aggregate);
  if (present.worked) {
    planner.mark(document, 'it has changed in the old application and here: look which is right');
    return [];
  }
  switch (first.type) {
    case 'ClientImported':
      return clientUpdates(
        id,
        present.state(client) as KnownClient,
        first.data as ClientDetails & { retired?: boolean },
      );
    case 'ProductImported':
      return productUpdates(
        id,
        present.state(product) as KnownProduct,
        first.data as ProductDetails & { retired?: boolean },
      );
    case 'StockItemImported':
      return stockUpdates(id, present.state(stockItem) as KnownStockItem, first.data as StockRegistered);
    case 'OrderImported':
      return orderUpdates(id, present.state(order) as KnownOrder, first.data as Placed);
    case 'EmployeeImported':
      return [
        ...employeeUpdates(id, present.state(employee) as KnownEmployee, unit),
        ...(await balanceUpdates(log, unit)),
      ];
    case 'TimesheetImported':
      return present.state(timesheet).paid === undefined
        ? unit.events.filter(({ aggregate }) => aggregate === first.aggregate).map(asNew)
        : [];
    case 'LeaveRequestImported': {
      const state = (await presentOf(log, first.aggregate)).state(leave);
      const { requestId } = first.data as { readonly requestId: string };
      return state.requests.get(requestId)?.status === 'pending' ? unit.events.slice(1) : [];
    }
    default:
      return [];
  }
}

async function presentOf(log: Db, aggregateId: string): Promise<Present> {
  const commits = await readAggregates(log, [aggregateId]);
  const own = commits.flatMap(recordedEvents).filter((event) => event.aggregate === aggregateId);
  return {
    worked: own.some(({ commandType }) => commandType !== 'ImportDocuments') && !aggregateId.startsWith('leave/'),
    state: (aggregate) => own.reduce((state, event) => aggregate.evolve(state, event as never), aggregate.initial),
  };
}

/** A sheet that is moved in again goes on from the one that is there: it does not begin with an import. */
function asNew(event: NewEvent): NewEvent {
  const types: { readonly [type: string]: string } = { TimesheetImported: 'TimesheetSaved' };
  return { ...event, type: types[event.type] ?? event.type };
}

function clientUpdates(
  id: string,
  before: KnownClient,
  { retired = false, ...details }: ClientDetails & { retired?: boolean },
) {
  const same = JSON.stringify(before.details) === JSON.stringify(details);
  return [
    ...(same ? [] : [client.event(id, 'ClientRevised', details)]),
    ...(retired && before.status === 'active' ? [client.event(id, 'ClientRetired', {})] : []),
    ...(!retired && before.status === 'retired' ? [client.event(id, 'ClientReactivated', {})] : []),
  ];
}

function productUpdates(
  id: string,
  before: KnownProduct,
  data: ProductDetails & { retired?: boolean; unit?: string; scale?: number },
) {
  const { retired = false, unit: _, scale: _s, ...details } = data;
  const next = { ...details, sku: before.details.sku };
  const same = JSON.stringify(before.details) === JSON.stringify(next);
  return [
    ...(same ? [] : [product.event(id, 'ProductRevised', next)]),
    ...(retired && before.status === 'active' ? [product.event(id, 'ProductRetired', {})] : []),
    ...(!retired && before.status === 'retired' ? [product.event(id, 'ProductReactivated', {})] : []),
  ];
}

type StockRegistered = Extract<StockEvent, { type: 'StockItemRegistered' }>['data'];

function stockUpdates(
  id: string,
  before: KnownStockItem,
  { kind: _k, unit: _u, scale: _s, retired: _r, onHand = 0, ...card }: StockRegistered,
) {
  const next = { ...card, code: before.details.code };
  const fields = [...new Set([...Object.keys(before.details), ...Object.keys(next)])];
  const plain = (details: object) => details as { readonly [field: string]: Plain | undefined };
  const changes = changesBetween(plain(before.details), plain(next), fields);
  const change = onHand - before.onHand;
  const reason = 'Changed in the old application since';
  return [
    ...(changes.length > 0 ? [stockItem.event(id, 'StockItemRevised', { changes })] : []),
    // Never below what is held: what is short then was marked when it was planned.
    ...(change !== 0 && onHand >= before.allocated ? [stockItem.event(id, 'StockAdjusted', { change, reason })] : []),
  ];
}

type Placed = Extract<OrderEvent, { type: 'OrderPlaced' }>['data'];

function orderUpdates(id: string, before: KnownOrder, wanted: Placed): NewEvent[] {
  const { stands, lines, made = [] } = wanted;
  const names = ['reference', 'dueDate', 'priority', 'discountBasisPoints', 'notes', 'deliveryAddress'] as const;
  const changes: Change[] = names.flatMap((field) => {
    const [from, to] = [before.fields[field] ?? null, wanted[field] ?? null];
    return from === to ? [] : [{ field, from, to }];
  });
  const held = before.lines.filter(({ lineId }) => lineId.startsWith('held-')).map(orderedOf);
  const next: readonly OrderedLine[] = [...lines.filter(({ lineId }) => !lineId.startsWith('held-')), ...held];
  const moved = JSON.stringify(next) !== JSON.stringify(before.lines.map(orderedOf));
  const isMade = (lineId: string) => before.lines.find((line) => line.lineId === lineId)?.completed !== undefined;
  const events: NewEvent[] = [];
  if (before.status !== 'open') return events;
  if (changes.length > 0 || moved)
    events.push(order.event(id, 'OrderRevised', { changes, lines: moved ? next : undefined }));
  for (const lineId of made) if (!isMade(lineId)) events.push(order.event(id, 'OrderLineCompleted', { lineId }));
  if (stands === undefined) return events;
  if (stands.stage !== before.stage)
    events.push(order.event(id, 'OrderStageMoved', { from: before.stage, to: stands.stage }));
  if (stands.status === 'cancelled')
    events.push(order.event(id, 'OrderCancelled', { reason: 'Cancelled in the old application' }));
  if (stands.archived) events.push(order.event(id, 'OrderArchived', {}));
  return events;
}

function employeeUpdates(id: string, before: KnownEmployee, unit: Unit): NewEvent[] {
  const { left = false, ...data } = (unit.events[0] as NewEvent).data as EmployeeCard & { left?: boolean };
  const card = {
    ...data,
    number: before.card.number,
    terms: { ...data.terms, tfnProvided: firstTerms(before).tfnProvided },
  };
  const { terms, ...rest } = card;
  const rate = unit.events.find(({ type }) => type === 'PayRateSet')?.data as
    | { readonly from: string; readonly rateCents: number }
    | undefined;
  const was = before.rates.at(-1)?.rateCents ?? null;
  return [
    ...(sameCard(before.card, rest) && sameTerms(firstTerms(before), terms)
      ? []
      : [employee.event(id, 'EmployeeRevised', card)]),
    ...(rate !== undefined && rate.rateCents !== was ? [employee.event(id, 'PayRateSet', { ...rate, was })] : []),
    ...(left && before.status === 'active' ? [employee.event(id, 'EmployeeDeactivated', {})] : []),
  ];
}

/** The difference of each balance that the old application has changed since. */
async function balanceUpdates(log: Db, unit: Unit): Promise<NewEvent[]> {
  const told = unit.events.filter(({ type }) => type === 'LeaveBalanceImported');
  const [first] = told;
  if (first === undefined) return [];
  const commits = await readAggregates(log, [first.aggregate]);
  const own = commits.flatMap(recordedEvents).filter((event) => event.aggregate === first.aggregate);
  // Leave that was decided here is in the balance here only.
  if (own.some(({ commandType }) => commandType !== 'ImportDocuments')) return [];
  const state = own.reduce((before, event) => leave.evolve(before, event as Recorded<never>), leave.initial);
  return told.flatMap((event) => {
    const data = event.data as { readonly type: LeaveType; readonly minutes: number; readonly employeeName: string };
    const before = balanceOf(state, data.type);
    if (before === data.minutes) return [];
    const step = { balanceBefore: before, balanceAfter: data.minutes, minutes: data.minutes - before };
    const id = event.aggregate.slice('leave/'.length);
    return [
      leave.event(id, 'LeaveBalanceAdjusted', { ...data, ...step, reason: 'Changed in the old application since' }),
    ];
  });
}
