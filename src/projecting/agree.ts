import type { Db } from 'mongodb';
import { canonical } from '../event-store/canonical.ts';
import { pointersOf } from './pointers.ts';
import { readRows, rowBatches, rowsOf } from './rows.ts';

export interface Agreement {
  /** The databases of the two read models. */
  readonly restored: Db;
  readonly running: Db;
  readonly name: string;
  /** Where the restored one ends. Rows that the running one has changed since cannot be compared. */
  readonly position: number;
}

/** What first differs between a restored read model and the one that runs, in words. Undefined when nothing does. */
export async function differing({ restored, running, name, position }: Agreement): Promise<string | undefined> {
  const [ours, theirs] = [await served(restored, name), await served(running, name)];
  const unlike = async (from: typeof ours, to: typeof ours, missing: string): Promise<string | undefined> => {
    for await (const rows of rowBatches(from)) {
      const others = await readRows(
        to,
        rows.map(({ _id }) => _id),
      );
      for (const { _id, position: at, row } of rows) {
        const other = others.get(_id);
        if (at > position || (other?.position ?? 0) > position) continue;
        if (row === undefined && other?.row === undefined) continue;
        if (other === undefined) return `row ${_id} ${missing}`;
        if (canonical(other.row ?? null) !== canonical(row ?? null)) return `row ${_id} is another one`;
      }
    }
    return undefined;
  };
  return (await unlike(ours, theirs, 'is in the backup only')) ?? (await unlike(theirs, ours, 'is not in the backup'));
}

async function served(views: Db, name: string) {
  const pointer = await pointersOf(views).findOne({ _id: name });
  return rowsOf(views, name, pointer?.generation ?? 0);
}
