import { MongoClient } from 'mongodb';
import { projections } from '../../projections/index.ts';
import type { Projection } from '../projecting/definition.ts';
import { rebuild } from '../projecting/rebuild.ts';

// A process that rebuilds a read model slowly, for tests that kill it: <uri> <database of the log> <database> <read model>

const EVENTS_BETWEEN_PAUSES = 10;
const PAUSE_MS = 2;

const [uri = '', log = '', views = '', name = ''] = process.argv.slice(2);
const projection = projections.find((one) => one.name === name);
if (projection === undefined) throw new Error(`There is no read model ${name}.`);

const cell = new Int32Array(new SharedArrayBuffer(4));
let events = 0;
const slow: Projection = {
  ...projection,
  evolve(row, event, id) {
    events += 1;
    if (events % EVENTS_BETWEEN_PAUSES === 0) Atomics.wait(cell, 0, 0, PAUSE_MS);
    return projection.evolve(row, event, id);
  },
};

const client = await new MongoClient(uri).connect();
await rebuild({ log: client.db(log), views: client.db(views), projection: slow, saveAfterMs: 0 });
await client.close();
