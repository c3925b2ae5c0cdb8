import { nameModels, projections } from '../../../projections/index.ts';
import { peopleFrom } from '../../auth/people.ts';
import { openSessions } from '../../auth/sessions.ts';
import { connect } from '../../database/connect.ts';
import { aggregates, deciders } from '../../domain/catalogue.ts';
import { EventStore } from '../../event-store/store.ts';
import { ReadModels } from '../../projecting/read-models.ts';
import { Runner } from '../../projecting/runner.ts';
import { openPush, startSender } from '../../push/push.ts';
import { pushKeyOf } from '../../push/push-key.ts';
import { quickPace } from './pace.ts';

/**
 * A server process without its door, which sends what people are to be told: follows the log that its arguments name
 * (address, database of the log, of the read models), with a key of its own, and says `ready`.
 */
const [uri = '', logName = '', viewsName = '', secret = ''] = process.argv.slice(2);
const client = await connect(uri, { appName: 'misty-push', poolSizeMin: 0, timeoutMs: 10_000 });
const [log, views] = [client.db(logName), client.db(viewsName)];
const clock = () => new Date();
const timeZone = 'Australia/Sydney';
const store = await EventStore.open({ log, aggregates, deciders, timeZone, clock });
const runner = Runner.start({ log, views, source: store, projections });
const readModels = new ReadModels({ runner, projections, names: nameModels });
await runner.ready;
const key = pushKeyOf(secret);
const push = await openPush({ views, key, clock, reach: 'loopback too' });
await startSender({
  ...{ push, log, store, views, readModels, key, clock, timeZone },
  auth: { people: peopleFrom(readModels), sessions: await openSessions(views, clock) },
  onError: (error) => process.stderr.write(`${String(error)}\n`),
  pace: quickPace,
});
process.stdout.write(`${JSON.stringify({ ready: true })}\n`);
// Nothing else keeps it alive.
process.stdin.resume();
