/**
 * What the database of read models holds that the log cannot give again. Each is in every backup, and private details
 * are too, one by one.
 */
export const keptCollections = [
  'credentials',
  'demo',
  'device-keys',
  'passkeys',
  'pins',
  'push-choices',
  // Without them, what waits sealed on tablets could never be opened again.
  'shares',
] as const;

/** Private details, one file each: erased, it leaves the backups too. */
export const sealedCollections = ['private-details', 'moved-in-sealed'] as const;
export type SealedCollection = (typeof sealedCollections)[number];

/** What is left out: it lapses by itself, or is worked out again from the log. */
export const leftOutCollections: readonly string[] = [
  'backup-notes',
  'device-codes',
  'disbelieved-proxies',
  'links',
  'moved-in-hold',
  'parked',
  'passkey-challenges',
  'projections',
  'pulse',
  // Each device makes its subscription anew, and what was told is of no use to another log.
  'push-notices',
  'push-state',
  'push-subscriptions',
  'push-unsent',
  'sessions',
];

/** Whether somebody has decided what becomes of a collection of that name. Rows of read models lie in `<name>.g<number>`. */
export function isDecided(collection: string): boolean {
  const known: readonly string[] = [...keptCollections, ...sealedCollections, ...leftOutCollections];
  return known.includes(collection) || /^[a-z-]+\.(g|check\.)\d+$/.test(collection) || collection.startsWith('system.');
}
