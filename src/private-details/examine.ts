import type { Db } from 'mongodb';
import { type PrivateField, privateFieldWords } from '../contracts/private-fields.ts';
import { employee } from '../domain/employee/employee.ts';
import type { EmployeeEvent } from '../domain/employee/events.ts';
import type { Recorded } from '../domain/kernel.ts';
import { recordedEvents } from '../event-store/commit.ts';
import { readAggregates } from '../event-store/read.ts';
import { openDocuments } from './documents.ts';
import { type Seal, SealBroken } from './seal.ts';

/** What is sealed and cannot be opened. */
export interface Unreadable {
  readonly employeeId: string;
  readonly field: PrivateField;
}

/**
 * Counts what is sealed, and lists what the key does not open. Without a key that is all of it. Keeps nothing that it
 * opens.
 */
export async function examine(
  views: Db,
  seal: Seal | undefined,
): Promise<{ readonly sealed: number; readonly unreadable: readonly Unreadable[] }> {
  const documents = await openDocuments(views).all();
  const unreadable = documents.filter((document) => {
    if (seal === undefined) return true;
    try {
      seal.open({ employeeId: document.employeeId, field: document.field, ref: document._id }, document);
      return false;
    } catch (error) {
      if (error instanceof SealBroken) return true;
      throw error;
    }
  });
  return { sealed: documents.length, unreadable: unreadable.map(({ employeeId, field }) => ({ employeeId, field })) };
}

/** Whose it is and what it is, by name: `Kylie Tran (tax file number, bank account), Ben Ito (bank account)`. */
export async function listed(log: Db, unreadable: readonly Unreadable[]): Promise<string> {
  const names = await namesOf(log, [...new Set(unreadable.map(({ employeeId }) => employeeId))]);
  const people = [...names].map(([id, name]) => {
    const fields = new Set(unreadable.filter(({ employeeId }) => employeeId === id).map(({ field }) => field));
    return `${name} (${[...fields].map((field) => privateFieldWords[field]).join(', ')})`;
  });
  return people.sort((a, b) => a.localeCompare(b, 'en')).join(', ');
}

/** From the log, because nothing else may be up to date when this is asked. The id for a card that is not there. */
async function namesOf(log: Db, employeeIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const states = new Map(employeeIds.map((id) => [employee.at(id), employee.initial]));
  for (const commit of await readAggregates(log, [...states.keys()])) {
    for (const event of recordedEvents(commit)) {
      const before = states.get(event.aggregate);
      if (before !== undefined) states.set(event.aggregate, employee.evolve(before, event as Recorded<EmployeeEvent>));
    }
  }
  return new Map(
    employeeIds.map((id) => {
      const state = states.get(employee.at(id));
      return [id, state === undefined || state.status === 'none' ? id : state.card.name];
    }),
  );
}
