import type { CommandPayload, OpenCommandType } from '../contracts/commands.ts';
import type { Priority, Stage } from '../contracts/order.ts';
import type { DemoPerson } from './people.ts';

/** A command of the story. */
export interface Step {
  readonly type: OpenCommandType;
  readonly payload: object;
  readonly by: DemoPerson;
  readonly expectedVersion?: number;
}

/** What happened at one moment; the order within it does not matter. */
export interface Moment {
  readonly at: Date;
  readonly steps: readonly Step[];
}

export function step<Type extends OpenCommandType>(
  by: DemoPerson,
  type: Type,
  payload: CommandPayload<Type>,
  expectedVersion?: number,
): Step {
  return { type, payload, by, ...(expectedVersion !== undefined && { expectedVersion }) };
}

/** When and by whom: working days ago, time of day, person. */
export type When = readonly [daysAgo: number, time: string, by: DemoPerson];

/** One thing that was done, and when. */
export interface Deed {
  readonly when: When;
  /** Dates of the calendar come in here, because they depend on the day of the load. */
  readonly step: (due: (days: number) => string) => Step;
}

export function deed<Type extends OpenCommandType>(
  when: When,
  type: Type,
  payload: CommandPayload<Type>,
  expectedVersion?: number,
): Deed {
  return { when, step: () => step(when[2], type, payload, expectedVersion) };
}

export interface DemoOrder {
  readonly orderId: string;
  readonly clientId: string;
  /** Working days from today; negative is late. */
  readonly due: number;
  readonly priority?: Priority;
  readonly more?: Partial<Pick<CommandPayload<'PlaceOrder'>, 'reference' | 'notes' | 'discountBasisPoints'>>;
  readonly lines: readonly Line[];
}

/** A line asks for a product or for material. Lines are called 1, 2, 3 … */
export type Line = { readonly product: string; readonly quantity: number } | Material;
export interface Material {
  readonly item: string;
  readonly quantity: number;
}

/** An order as the demo tells it: placed, and then what happened to it, in the words of the shop. */
export function ordered(when: When, order: DemoOrder, ...deeds: readonly ((orderId: string) => Deed)[]): Deed[] {
  const { orderId, clientId, due: dueIn, priority = 'normal', more = {}, lines: asked } = order;
  const lines = asked.map((line, index) => {
    const lineId = String(index + 1);
    if ('product' in line) return { lineId, productId: line.product, quantity: line.quantity };
    return { lineId, itemId: line.item, quantity: line.quantity };
  });
  const place = (due: (days: number) => string): Step => {
    const payload: CommandPayload<'PlaceOrder'> = { orderId, clientId, dueDate: due(dueIn), priority, lines, ...more };
    return { type: 'PlaceOrder', payload, by: when[2] };
  };
  return [{ when, step: place }, ...deeds.map((tell) => tell(orderId))];
}

type Told = (orderId: string) => Deed;

export function moved(when: When, to: Stage, note?: string): Told {
  return (orderId) => deed(when, 'MoveOrderStage', { orderId, to, ...(note !== undefined && { note }) });
}

export function allocated(when: When, lineId: string, itemId: string, quantity: number): Told {
  return (orderId) => deed(when, 'AllocateStock', { itemId, orderId, lineId, quantity });
}

export function released(when: When, lineId: string, itemId: string, quantity: number, reason: string): Told {
  return (orderId) => deed(when, 'ReleaseAllocation', { itemId, orderId, lineId, quantity, reason });
}

export function issued(when: When, lineId: string, itemId: string, quantity: number): Told {
  return (orderId) => deed(when, 'IssueStock', { itemId, orderId, lineId, quantity });
}

export function returned(when: When, lineId: string, itemId: string, quantity: number, note: string): Told {
  return (orderId) => deed(when, 'ReturnStock', { itemId, orderId, lineId, quantity, note });
}

export function made(when: When, lineId: string): Told {
  return (orderId) => deed(when, 'CompleteOrderLine', { orderId, lineId });
}

/** All of these lines went out, under one packing slip. Lines as they are called, with how much of each. */
export function delivered(
  when: When,
  docket: string,
  ...went: readonly (readonly [lineId: string, quantity: number])[]
): Told {
  const lines = went.map(([lineId, quantity]) => ({ lineId, quantity }));
  return (orderId) => deed(when, 'DeliverOrder', { orderId, docket, lines });
}

export function cancelled(when: When, reason: string): Told {
  return (orderId) => deed(when, 'CancelOrder', { orderId, reason });
}

/** The first edit of an order that nobody has edited before. */
export function redated(when: When, dueIn: number, reason: string): Told {
  return (orderId) => ({
    when,
    step: (due) => {
      const payload: CommandPayload<'ReviseOrder'> = { orderId, dueDate: due(dueIn), reason };
      return { type: 'ReviseOrder', payload, by: when[2], expectedVersion: 1 };
    },
  });
}
