import { type Role, roles } from '../contracts/permissions.ts';
import { type ReadModelAccess, readModelAccess } from '../contracts/read-model-access.ts';
import { readModels, type ToldRows } from '../contracts/read-models.ts';
import { cardOf, fillWithPeople, lastMonday, must, thatThursday, thisMonday, version } from '../testing/http/people.ts';
import { startTestStack, type TestStack } from '../testing/http/stack.ts';
import { Listening } from '../testing/listening.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { assert, suite } from '../testing/suite.ts';

// Of colleagues everybody reads the name, the team and who is there. The rest of a card is planted here in words and
// figures that stand nowhere else, and looked for in all that each role is told, by any road.

const planted = {
  email: 'planted.mail@misty.example',
  phone: '02 5550 9137',
  startDate: '2019-03-17',
  employmentType: 'part-time',
  weeklyMinutes: 1_973,
  weekdayMinutes: [391, 392, 393, 394, 403, 0, 0],
} as const;
/** As they stand in an answer. */
const traces = Object.entries(planted).map(([field, value]) => `"${field}":${JSON.stringify(value)}`);

/** The person, the one whose team they are in, and those who decide for everybody. */
const mayKnow: readonly Role[] = ['admin', 'manager', 'production_manager', 'production_team'];

/** Ids of everything that there is of that person. */
const theirs = [
  ...['e-team', 'e-team.r1', `e-team.${lastMonday}`, `e-team.${thisMonday}`],
  ...['leave.e-team.r1', `timesheet.e-team.${thisMonday}`],
];
const described: { readonly [name: string]: unknown } = readModels;
/** The addresses of a read model: its list or history and, where rows are somebody's, each of theirs. */
const addresses = Object.entries<ReadModelAccess>(readModelAccess).flatMap(([name, { own, one }]) => {
  const { list, series } = (described[name] ?? {}) as ToldRows<object, object>;
  return [
    ...(list ? [`/api/${name}${name === 'security-log' ? '?month=2026-11' : ''}`] : []),
    ...(series ? [`/api/${name}?${series.by}=e-team`] : []),
    ...(one && (own || name === 'employees') ? theirs.map((id) => `/api/${name}/${id}`) : []),
  ];
});

suite('what colleagues read of each other', (test) => {
  let mongo: TestMongo;
  let stack: TestStack;
  const feeds = new Map<Role, Listening>();
  test.before(async () => {
    mongo = await testMongo();
    stack = await startTestStack(mongo, { recordedAt: thatThursday, heartbeatMs: 200 });
    const origin = await stack.app.listen({ port: 0, host: '127.0.0.1' });
    await fillWithPeople(stack);
    for (const role of roles) {
      const feed = await Listening.start(`${origin}/api/live`, { authorization: `Bearer ${stack.token(role)}` });
      feeds.set(role, feed);
      await feed.next(({ event }) => event === 'hello');
    }
    const { email, phone, startDate, ...worked } = planted;
    const before = cardOf('production_team');
    const terms = { ...before.terms, ...worked, weekdayMinutes: [...worked.weekdayMinutes] };
    const card = { ...before, email, phone, startDate, terms };
    await must(stack, 'ReviseEmployee', card, { role: 'manager', headers: version(1) });
    // The rows of the person change once more in whatever is made of their card.
    const days = [{ date: '2026-12-08', minutes: 120 }];
    const wish = { employeeId: 'e-team', requestId: 'r2', type: 'annual', days } as const;
    await must(stack, 'RequestLeave', wish, { role: 'production_team' });
  });
  test.after(async () => {
    await Promise.all([...feeds.values()].map((feed) => feed.leave()));
    await stack.close();
    await mongo.close();
  });

  for (const role of roles) {
    const may = mayKnow.includes(role);
    test(`${role}: ${may ? 'reads the card of the production team' : 'reads nothing of that card'}, asked for`, async () => {
      await stack.readModels.waitFor(stack.store.head, 20_000);
      let read = '';
      for (const address of addresses) {
        const { status, text } = await stack.get(address, { role });
        // Too busy, and the like, would say nothing.
        assert.ok([200, 400, 403, 404].includes(status), `${address}: ${text}`);
        read += text;
      }
      // What is looked through is not empty: everybody reads who is in the team.
      assert.match(read, '"name":"Test production_team"');
      assert.equal(told(read), may ? traces : []);
    });
  }

  test('the live feed tells of the card those who may read it, and nobody else', async () => {
    // Everybody may read the settings: the last thing that they are told.
    const settings = await must(stack, 'ReviseSettings', { payDaysAfterWeek: 5 }, { headers: version(0) });
    for (const [role, feed] of feeds) {
      await feed.next(({ data }) => data?.position === settings);
      const heard = JSON.stringify(feed.all);
      assert.match(heard, '"name":"Test production_team"');
      assert.equal([role, told(heard)], [role, mayKnow.includes(role) ? traces : []]);
    }
  });
});

/** Which of the planted values stand in it. */
function told(text: string): string[] {
  return traces.filter((trace) => text.includes(trace));
}
