/**
 * The commands that may be given without a connection: as if done (`queue`), or as a wish that the server may still refuse
 * (`request`). All others need the server at once. A table of its own, because tablets carry no contracts.
 */
export const waits = {
  ClockIn: 'queue',
  ClockOut: 'queue',
  SaveTimesheet: 'queue',
  ReceiveStock: 'request',
  AdjustStock: 'request',
  CountStock: 'request',
  AllocateStock: 'request',
  ReleaseAllocation: 'request',
  IssueStock: 'request',
  ReturnStock: 'request',
  MoveOrderStage: 'request',
  CompleteOrderLine: 'request',
  ReopenOrderLine: 'request',
  AttachOrderFile: 'queue',
  AttachStockFile: 'queue',
  AttachLeaveFile: 'queue',
} as const;

export type WaitingType = keyof typeof waits;
