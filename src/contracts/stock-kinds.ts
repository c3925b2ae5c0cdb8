/** Raw material (rolls, glue, cartons), a width slit from it, or goods that are finished for one client. */
export const stockKinds = ['raw-material', 'slit-width', 'finished-goods'] as const;
export type StockKind = (typeof stockKinds)[number];
