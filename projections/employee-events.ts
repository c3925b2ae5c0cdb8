import type { EmployeeEvent } from '../src/domain/employee/events.ts';
import { eventTypes } from '../src/projecting/definition.ts';

/** All that happens to the card of somebody who works here. */
export const employeeEvents = eventTypes<EmployeeEvent>({
  EmployeeRegistered: true,
  EmployeeRevised: true,
  PayRateSet: true,
  ManagerAssigned: true,
  ApprovalsDelegated: true,
  EmployeeDeactivated: true,
  EmployeeReactivated: true,
  PrivateDetailChanged: true,
  PrivateDetailErased: true,
  PrivateDetailShown: true,
});
