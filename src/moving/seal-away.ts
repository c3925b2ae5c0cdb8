import { BSON, type Db } from 'mongodb';
import { movedInDocuments, openDocuments, sealedAt } from '../private-details/documents.ts';
import type { Seal } from '../private-details/seal.ts';
import type { EmployeeUnit } from './classify-people.ts';
import { commandIdOf } from './identity.ts';
import type { Unit } from './planner.ts';

/**
 * Seals tax and bank fields before the events that belong to them are recorded. Sealed again at a second try, it is there
 * already and stays as it is.
 */
export async function sealAway(
  views: Db,
  seal: Seal,
  units: readonly (Unit | EmployeeUnit)[],
  at: Date,
): Promise<void> {
  const details = openDocuments(views);
  const rest = movedInDocuments(views);
  for (const unit of units) {
    const employeeId = unit.sealed?.employeeId;
    if (employeeId === undefined) continue;
    if ('details' in unit) {
      for (const { field, ref, value } of unit.details)
        await details.add(sealedAt(seal, { employeeId, field, ref }, value, at));
    }
    if (unit.sealed === undefined || unit.sealed.values.size === 0) continue;
    const ref = commandIdOf('sealed', employeeId, 'moved in');
    const place = { employeeId, field: 'bank-account', ref } as const;
    const fields = Object.fromEntries(unit.sealed.values);
    const value = { fields: BSON.EJSON.stringify(fields, { relaxed: false }) };
    await rest.updateOne(
      { _id: ref },
      { $setOnInsert: { ...seal.close(place, value), employeeId, at } },
      { upsert: true },
    );
  }
}
