// Words and lists only, without schemas: a browser that shows them need not load a validator.

/** The way of an order through the shop, in this order. */
export const stages = [
  'order_entered',
  'pending_material',
  'paper_slitting',
  'winding',
  'finishing',
  'delivery',
  'invoicing',
  'accounting_transaction',
  'cleared',
] as const;
export type Stage = (typeof stages)[number];

export const stageWords: Record<Stage, string> = {
  order_entered: 'Entered',
  pending_material: 'Material',
  paper_slitting: 'Slitting',
  winding: 'Winding',
  finishing: 'Finishing',
  delivery: 'Delivery',
  invoicing: 'Invoicing',
  accounting_transaction: 'Accounts',
  cleared: 'Cleared',
};

export const priorities = ['asap', 'must-deliver', 'normal'] as const;
export type Priority = (typeof priorities)[number];
export const priorityWords: Record<Priority, string> = {
  asap: 'ASAP',
  'must-deliver': 'Must deliver by',
  normal: 'Normal/Low',
};
