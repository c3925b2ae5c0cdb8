import { useEffect } from 'preact/hooks';
import type { ItemName, RowOf } from '#contracts/read-models.ts';
import { follow } from '../../sync/feed.ts';
import { type Item, item } from '../../sync/models.ts';

/** A report is a sum over many rows: in a busy hour it is asked for this often, and not with each change. */
const EVERY_MS = 5_000;

/** What asks for the reports on the screen. */
const open = new Set<() => void>();
let following = false;

/**
 * A report. The live feed does not have its figures, but tells that something has changed: then it is asked for anew, and
 * whenever it is opened.
 */
export function useReport<Name extends ItemName>(name: Name, id: string): Item<RowOf<Name>> {
  const report = item(name, id);
  useEffect(() => {
    followChanges();
    let timer = 0;
    const changed = () => {
      if (timer !== 0) return;
      timer = window.setTimeout(() => {
        timer = 0;
        void report.refresh();
      }, EVERY_MS);
    };
    open.add(changed);
    if (report.asOf.peek() !== undefined) void report.refresh();
    return () => {
      open.delete(changed);
      clearTimeout(timer);
    };
  }, [name, id]);
  return report;
}

function followChanges(): void {
  if (following) return;
  following = true;
  const changes = () => {
    for (const changed of open) changed();
  };
  // After a line that was lost, or another log, all that was fetched is fetched anew: see sync/models.ts.
  follow({ changes, joined() {}, reset() {} });
}
