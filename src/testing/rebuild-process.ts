import { readSync } from 'node:fs';
import { MongoClient } from 'mongodb';
import { projections } from '../../projections/index.ts';
import type { Projection } from '../projecting/definition.ts';
import { rebuild } from '../projecting/rebuild.ts';

// A process that rebuilds a read model as far as it is let, for tests that kill it:
// <uri> <database of the log> <database> <read model> <commits>
// It goes so many commits far, and as many again for each byte on its standard input. It ends when that ends.

const [uri = '', log = '', views = '', name = '', step = ''] = process.argv.slice(2);
const projection = projections.find((one) => one.name === name);
if (projection === undefined) throw new Error(`There is no read model ${name}.`);

const byte = Buffer.alloc(1);
let allowed = Number(step);
const held: Projection = {
  ...projection,
  evolve(row, event, id) {
    while (event.position > allowed) {
      if (readSync(0, byte) === 0) process.exit(1);
      allowed += Number(step);
    }
    return projection.evolve(row, event, id);
  },
};

const client = await new MongoClient(uri).connect();
await rebuild({ log: client.db(log), views: client.db(views), projection: held, saveAfterMs: 0 });
await client.close();
