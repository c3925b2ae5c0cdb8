import type { Collection, Db } from 'mongodb';
import type { ParkedRow } from './fold.ts';

/** A row that an event could not be applied to. The operator is shown it. */
export interface Parked {
  /** '<projection>.g<generation>/<row>' */
  readonly _id: string;
  readonly projection: string;
  readonly generation: number;
  readonly row: string;
  readonly position: number;
  readonly event: { readonly type: string; readonly aggregate: string; readonly sequence: number };
  readonly error: string;
  readonly at: Date;
}

export function parkedOf(views: Db): Collection<Parked> {
  return views.collection<Parked>('parked');
}

export async function readParked(views: Db, projection: string, generation?: number): Promise<Map<string, Parked>> {
  const all = await parkedOf(views).find({ projection }).toArray();
  return new Map(
    all.filter((one) => generation === undefined || one.generation === generation).map((one) => [one.row, one]),
  );
}

/** Writes parked rows down. The event that parked a row first stays. */
export async function parkRows(
  views: Db,
  projection: string,
  generation: number,
  parked: readonly ParkedRow[],
): Promise<Parked[]> {
  const documents = parked.map(({ id, event, error }) => ({
    _id: `${projection}.g${generation}/${id}`,
    projection,
    generation,
    row: id,
    position: event.position,
    event: { type: event.type, aggregate: event.aggregate, sequence: event.sequence },
    error,
    at: event.at,
  }));
  await parkedOf(views).bulkWrite(
    documents.map(({ _id, ...rest }) => ({
      updateOne: { filter: { _id }, update: { $setOnInsert: rest }, upsert: true },
    })),
    { ordered: false },
  );
  return documents;
}
