import type { Db } from 'mongodb';
import type { PrivateField } from '../contracts/private-fields.ts';
import { employee } from '../domain/employee/employee.ts';
import type { EmployeeEvent } from '../domain/employee/events.ts';
import { type RecordedEvent, recordedEvents } from '../event-store/commit.ts';
import { readAggregates } from '../event-store/read.ts';

/** What the log says about one detail. */
export interface OnFile {
  /** The document that counts. Undefined once it is erased. */
  readonly ref: string | undefined;
  /** Sequence and person of the last event that said so. */
  readonly version: number;
  readonly at: Date;
  readonly user: string;
}

/** What the log says about the details of one employee. */
export interface Known {
  readonly fields: ReadonlyMap<PrivateField, OnFile>;
  /** Every document that was ever on file. A replaced or erased one never comes back. */
  readonly named: ReadonlySet<string>;
}

/** Read from the log itself, which is never behind, because documents are deleted by what it says. */
export async function readKnown(log: Db, employeeIds: readonly string[]): Promise<ReadonlyMap<string, Known>> {
  const found = new Map<string, { fields: Map<PrivateField, OnFile>; named: Set<string> }>();
  const idOf = new Map(employeeIds.map((id) => [employee.at(id), id]));
  for (const commit of await readAggregates(log, [...idOf.keys()])) {
    for (const event of recordedEvents(commit) as RecordedEvent<EmployeeEvent>[]) {
      const id = idOf.get(event.aggregate);
      if (id === undefined) continue;
      const known = found.get(id) ?? { fields: new Map(), named: new Set() };
      found.set(id, known);
      const { sequence: version, at, user } = event;
      if (event.type === 'PrivateDetailChanged') {
        known.named.add(event.data.ref);
        known.fields.set(event.data.field, { ref: event.data.ref, version, at, user });
      } else if (event.type === 'PrivateDetailErased') {
        known.fields.set(event.data.field, { ref: undefined, version, at, user });
      }
    }
  }
  return found;
}

/** Whether this is the document that counts. */
export function counts(known: Known | undefined, ref: string): boolean {
  return [...(known?.fields.values() ?? [])].some((one) => one.ref === ref);
}

/** Whether somebody asked for one of them to be erased: what lies sealed beside them from the old application goes too. */
export function hasErased(known: Known | undefined): boolean {
  return [...(known?.fields.values() ?? [])].some(({ ref }) => ref === undefined);
}
