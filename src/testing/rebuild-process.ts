import { MongoClient } from 'mongodb';
import { projections } from '../../projections/index.ts';
import { rebuild } from '../projecting/rebuild.ts';

// A process that rebuilds a read model, for tests that kill it: <uri> <database of the log> <database> <read model>

const [uri = '', log = '', views = '', name = ''] = process.argv.slice(2);
const client = await new MongoClient(uri).connect();
const projection = projections.find((one) => one.name === name);
if (projection === undefined) throw new Error(`There is no read model ${name}.`);
await rebuild({ log: client.db(log), views: client.db(views), projection });
await client.close();
