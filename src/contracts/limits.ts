/** Largest quantity of anything, in the item's smallest unit. Keeps every sum far below 2^53. */
export const QUANTITY_MAX = 1_000_000_000;
/** Largest unit price, in 1/10,000 dollar: $10,000.00. */
export const UNIT_PRICE_MAX = 100_000_000;
export const LINES_MAX = 100;

/** Longest password, in characters as people count them. */
export const PASSWORD_MIN = 8;
export const PASSWORD_MAX = 200;
