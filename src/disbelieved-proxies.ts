import type { Db } from 'mongodb';

// Proxies that were not believed are noted for `misty doctor`, which runs beside the server.

const COLLECTION = 'disbelieved-proxies';
/** A proxy that was taken away long ago is no news. */
const RECENT_MS = 7 * 24 * 60 * 60_000;

interface Noted {
  readonly _id: string;
  readonly at: Date;
}

export async function noteDisbelieved(views: Db, address: string, at: Date): Promise<void> {
  await views.collection<Noted>(COLLECTION).updateOne({ _id: address }, { $set: { at } }, { upsert: true });
}

/** Addresses that spoke as proxies lately and were not believed, in no order. */
export async function recentlyDisbelieved(views: Db, now: Date): Promise<readonly string[]> {
  const noted = await views.collection<Noted>(COLLECTION).find({}).toArray();
  return noted.filter(({ at }) => now.getTime() - at.getTime() < RECENT_MS).map(({ _id }) => _id);
}
