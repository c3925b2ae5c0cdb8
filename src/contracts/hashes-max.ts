/** Hashes of the log that are given in one answer. */
export const HASHES_MAX = 5_000;
