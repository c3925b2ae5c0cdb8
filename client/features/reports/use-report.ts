import { useEffect } from 'preact/hooks';
import type { ItemName, RowOf } from '#contracts/read-models.ts';
import { type Item, item } from '../../sync/models.ts';

/** A report. The live feed tells nothing of it, so it is asked for anew whenever it is opened. */
export function useReport<Name extends ItemName>(name: Name, id: string): Item<RowOf<Name>> {
  const report = item(name, id);
  useEffect(() => {
    if (report.asOf.peek() !== undefined) void report.refresh();
  }, [name, id]);
  return report;
}
