import type { ClientEvent } from './client/events.ts';
import type { ClockEvent } from './clock/events.ts';
import type { DeviceEvent } from './device/events.ts';
import type { EmployeeEvent, HierarchyEvent } from './employee/events.ts';
import type { FilesEvent } from './files/events.ts';
import type { LeaveEvent } from './leave/events.ts';
import type { LegacyRecordEvent, MoveEvent } from './moving/events.ts';
import type { NameEvent } from './name/events.ts';
import type { OrderEvent, OrderNumberEvent } from './order/events.ts';
import type { PayRunEvent } from './pay/events.ts';
import type { ProductEvent } from './product/events.ts';
import type { SettingsEvent } from './settings/events.ts';
import type { SignInEvent } from './sign-in/events.ts';
import type { StockEvent } from './stock/events.ts';
import type { TimesheetEvent } from './timesheet/events.ts';
import type { AdminsEvent, UserEvent } from './user/events.ts';

/** Every event there is, by the kind of aggregate that it happens to. */
export interface EventsOf {
  'stock-item': StockEvent;
  order: OrderEvent;
  'order-numbers': OrderNumberEvent;
  client: ClientEvent;
  product: ProductEvent;
  name: NameEvent;
  user: UserEvent;
  admins: AdminsEvent;
  'sign-ins': SignInEvent;
  device: DeviceEvent;
  employee: EmployeeEvent;
  hierarchy: HierarchyEvent;
  leave: LeaveEvent;
  timesheet: TimesheetEvent;
  clock: ClockEvent;
  'pay-run': PayRunEvent;
  settings: SettingsEvent;
  'legacy-record': LegacyRecordEvent;
  move: MoveEvent;
  files: FilesEvent;
}

export type AggregateKind = keyof EventsOf;
export type MistyEvent = EventsOf[AggregateKind];
