import { later } from './later.tsx';

/** What the old application kept about a thing. Only things that were moved in have any. */
export const OldRecordsOf = later('Old records', () => import('./old-records.tsx').then((it) => it.OldRecords), {
  inPlace: true,
});
