import { calendarDateAt } from '../contracts/dates.ts';
import type { Role } from '../contracts/permissions.ts';
import type { HoursReport } from '../contracts/reports.ts';
import type { TimesheetRow } from '../contracts/timesheet.ts';
import { addDays } from '../contracts/week.ts';
import {
  cardOf,
  decider,
  employeeOf,
  fillWithPeople,
  lastMonday,
  must,
  thatThursday,
  thisMonday,
  version,
  type Worker,
  workers,
} from '../testing/http/people.ts';
import { startTestStack, type TestStack } from '../testing/http/stack.ts';
import { Listening, type Said } from '../testing/listening.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { assert, suite } from '../testing/suite.ts';

// Written by hand: whose rows each role reads. a: admin, m: manager, p: production manager, s: sales, t: production
// team (in the team of p), e: employee. No row at all: refused.
type Table = { readonly [role in Role]: string | null };
const decides: Table = {
  ...{ admin: 'ampste', manager: 'ampste', production_manager: 'pt', sales: 's', production_team: 't' },
  ...{ employee: 'e', auditor: null },
};
const inbox: Table = {
  ...{ admin: 'mpste', manager: 'apste', production_manager: 't', sales: '', production_team: '' },
  ...{ employee: '', auditor: null },
};
const pay: Table = {
  ...{ admin: 'ampste', manager: 'ampste', production_manager: 'p', sales: 's', production_team: 't' },
  ...{ employee: 'e', auditor: null },
};
const everybody = 'ampste';
const open: Table = {
  ...{ admin: everybody, manager: everybody, production_manager: everybody, sales: everybody },
  ...{ production_team: everybody, employee: everybody, auditor: everybody },
};

interface Model {
  readonly whose: Table;
  /** Id of the row of an employee, where single rows can be asked for. */
  readonly one?: (employeeId: string) => string;
  readonly list?: true;
  readonly series?: true;
}
const models: { readonly [name: string]: Model } = {
  employees: { whose: open, one: (id) => id, list: true },
  'team-calendar': { whose: open, list: true },
  'employee-cards': { whose: decides, one: (id) => id, list: true },
  'employee-pay': { whose: pay, one: (id) => id, list: true },
  'leave-balances': { whose: decides, one: (id) => id, list: true },
  'leave-movements': { whose: decides, series: true },
  'leave-requests': { whose: decides, one: (id) => `${id}.r1`, list: true },
  timesheets: { whose: decides, list: true },
  'timesheet-weeks': { whose: decides, one: (id) => `${id}.${lastMonday}` },
  approvals: { whose: inbox, one: (id) => `leave.${id}.r1`, list: true },
  clock: { whose: decides, one: (id) => id, list: true },
  payslips: { whose: pay, one: (id) => `${id}.${lastMonday}`, list: true },
};

const letterOf = (employeeId: string): string =>
  ({ 'e-admin': 'a', 'e-manager': 'm', 'e-pm': 'p', 'e-sales': 's', 'e-team': 't', 'e-employee': 'e' })[employeeId] ??
  '?';
const inOrder = (letters: Iterable<string>): string =>
  [...everybody].filter((letter) => new Set(letters).has(letter)).join('');
const ownersOf = (rows: readonly Record<string, unknown>[]): string =>
  inOrder(rows.map((row) => letterOf(String(row['employeeId'] ?? row['id']))));

suite('own rows', (test) => {
  let mongo: TestMongo;
  let stack: TestStack;
  let origin: string;
  const listening: Listening[] = [];
  test.before(async () => {
    mongo = await testMongo();
    stack = await startTestStack(mongo, { recordedAt: thatThursday, heartbeatMs: 200 });
    origin = await stack.app.listen({ port: 0, host: '127.0.0.1' });
    await fillWithPeople(stack);
  });
  test.after.each(() => Promise.all(listening.splice(0).map((one) => one.leave())));
  test.after(async () => {
    await stack.close();
    await mongo.close();
  });

  const listen = async (role: Role, query = ''): Promise<Listening> => {
    const one = await Listening.start(`${origin}/api/live${query}`, { authorization: `Bearer ${stack.token(role)}` });
    listening.push(one);
    await one.next(({ event }) => event === 'hello');
    return one;
  };

  for (const [name, { whose, one, list, series }] of Object.entries(models)) {
    for (const [role, letters] of Object.entries(whose) as [Role, string | null][]) {
      test(`${name}: ${role} reads ${letters === null ? 'nothing, and is told so' : letters || 'none'}`, async () => {
        if (letters === null) {
          const url = one ? `/api/${name}/${one('e-team')}` : `/api/${name}${series ? '?employeeId=e-team' : ''}`;
          assert.is((await stack.get(url, { role })).status, 403);
          return;
        }
        if (list) {
          const { body } = await stack.get(`/api/${name}`, { role });
          assert.is(ownersOf(body.items ?? []), letters);
          assert.is(body['total'], body.items?.length);
        }
        for (const employeeId of Object.values(employeeOf)) {
          const may = letters.includes(letterOf(employeeId));
          if (one) {
            const { status, body } = await stack.get(`/api/${name}/${one(employeeId)}`, { role });
            assert.equal([employeeId, status, body.code], [employeeId, may ? 200 : 404, may ? undefined : 'not-found']);
          }
          if (series) {
            const { body } = await stack.get(`/api/${name}?employeeId=${employeeId}`, { role });
            assert.equal([employeeId, body.items?.length !== 0, body['total'] !== 0], [employeeId, may, may]);
          }
          if (list && ['leave-requests', 'timesheets', 'approvals', 'payslips'].includes(name)) {
            const { body } = await stack.get(`/api/${name}?employeeId=${employeeId}`, { role });
            assert.is(ownersOf(body.items ?? []), may ? letterOf(employeeId) : '');
          }
        }
      });
    }
  }

  for (const [role, letters] of Object.entries(decides) as [Role, string | null][]) {
    test(`reports: ${role} is told the figures of ${letters ?? 'nobody, and is told so'}`, async () => {
      const hours = await stack.get('/api/hours-by-week/company', { role });
      const leave = await stack.get('/api/leave-by-type/company', { role });
      if (letters === null) {
        assert.equal([hours.status, leave.status], [403, 403]);
        return;
      }
      const reach = letters === everybody ? 'everybody' : letters.length === 1 ? 'own' : 'team';
      assert.equal([hours.body.item?.['reach'], leave.body.item?.['reach']], [reach, reach]);
      const { weeks, people } = hours.body.item as unknown as HoursReport;
      const sheets = ((await stack.get('/api/timesheets', { role })).body.items ?? []) as unknown as TimesheetRow[];
      const told = sheets.filter(({ monday }) => weeks.some((week) => week.monday === monday));
      assert.ok(told.length > 0);
      assert.is(people, new Set(told.map(({ employeeId }) => employeeId)).size);
      const sum = (all: readonly { readonly workedMinutes: number }[]) =>
        all.reduce((minutes, { workedMinutes }) => minutes + workedMinutes, 0);
      assert.is(sum(weeks), sum(told));
    });
  }

  test('the first look at a week finds an empty draft, and tells nobody else whether there is such a person', async () => {
    const untouched = '2026-11-30';
    for (const [role, letters] of Object.entries(models['timesheet-weeks']?.whose ?? {}) as [Role, string | null][]) {
      for (const employeeId of Object.values(employeeOf)) {
        const status = letters === null ? 403 : letters.includes(letterOf(employeeId)) ? 200 : 404;
        const week = await stack.get(`/api/timesheet-weeks/${employeeId}.${untouched}`, { role });
        assert.equal([role, employeeId, week.status], [role, employeeId, status]);
        if (status === 200) assert.equal([week.body.item?.['version'], week.body.item?.['entries']], [0, []]);
        // Leave is asked for in that week, and nothing is saved.
        const lists = await stack.get(`/api/timesheets?employeeId=${employeeId}&monday=${untouched}`, { role });
        assert.equal(lists.body.items ?? [], []);
      }
      const nobody = await stack.get(`/api/timesheet-weeks/e-nobody.${untouched}`, { role });
      const hidden = await stack.get(`/api/timesheet-weeks/e-manager.${untouched}`, { role: 'employee' });
      assert.is(nobody.status, letters === null ? 403 : 404);
      assert.equal([hidden.status, hidden.body.code], [404, 'not-found']);
    }
    for (const wrong of [
      'e-team.2026-12-01',
      'e-team.2026-02-30',
      'e-team.1912-12-02',
      'e-team',
      `nobody.${untouched}`,
    ]) {
      assert.equal(
        [wrong, (await stack.get(`/api/timesheet-weeks/${wrong}`, { role: 'manager' })).status],
        [wrong, 404],
      );
    }
  });

  test('leave that is approved in a week that nobody has touched is in it at once, live and asked for', async () => {
    const feed = await listen('production_team', '?models=timesheet-weeks');
    const stranger = await listen('employee', '?models=timesheet-weeks');
    const request = { employeeId: 'e-team', requestId: 'r9' };
    const days = [{ date: '2027-01-06', minutes: 456 }];
    await must(stack, 'RequestLeave', { ...request, type: 'annual', days }, { role: 'production_team' });
    const position = await must(stack, 'ApproveLeave', request, { role: 'production_manager' });
    const said = await feed.next(({ data }) => data?.position === position);
    const id = 'e-team.2027-01-04';
    const { body } = await stack.get(`/api/timesheet-weeks/${id}?after=${position}`, { role: 'production_team' });
    assert.equal(body.item?.['leave'], [{ requestId: 'r9', type: 'annual', ...days[0] }]);
    assert.equal(said.data?.changes?.find((change) => change.id === id)?.row, body.item);
    const saved = await save(stack, 'employee', 490);
    await stranger.next(({ data }) => data?.position === saved);
    assert.equal(stranger.positions(), [saved]);
  });

  test('a person who has never used the clock is off, for those who may know', async () => {
    const newcomer = { number: 'E77', name: 'Mia Fox', startDate: '2026-11-02' };
    const terms = { employmentType: 'casual', weeklyMinutes: 0, taxFreeThreshold: true } as const;
    await must(stack, 'RegisterEmployee', {
      ...{ employeeId: 'e-new', ...newcomer },
      terms: { ...terms, tfnProvided: true, studyLoan: false },
    });
    await stack.readModels.waitFor(stack.store.head, 20_000);
    const { body } = await stack.get('/api/clock/e-new', { role: 'manager' });
    assert.equal(body.item, { id: 'e-new', employeeName: 'Mia Fox', on: false, sequence: 0 });
    for (const who of ['e-new', 'e-nobody']) {
      assert.is((await stack.get(`/api/clock/${who}`, { role: 'production_manager' })).status, 404);
    }
  });

  test('the next person on a tablet is not told that nothing has changed since somebody else looked', async () => {
    for (const name of ['leave-requests', 'timesheets', 'payslips', 'approvals']) {
      const before = await stack.get(`/api/${name}`, { role: 'manager' });
      const headers = { 'if-none-match': before.headers['etag'] ?? '' };
      assert.is((await stack.get(`/api/${name}`, { role: 'manager', headers })).status, 304);
      // The same list as it is asked for here may have been worked out for somebody else before.
      await stack.get(`/api/${name}?employeeId=e-employee`, { role: 'manager' });
      const after = await stack.get(`/api/${name}`, { role: 'employee', headers });
      assert.is(after.status, 200);
      assert.ok((after.body.items?.length ?? 9) < (before.body.items?.length ?? 0));
    }
  });

  test('the live feed tells each role of the same rows as the queries', async () => {
    const feeds = new Map<Role, Listening>();
    for (const role of [...workers, 'auditor'] as Role[]) feeds.set(role, await listen(role));
    for (const worker of workers) await beBusy(stack, worker);
    // Everybody may read the settings: the last thing that they are told.
    const settings = await must(stack, 'ReviseSettings', { payDaysAfterWeek: 5 }, { headers: version(0) });
    for (const [role, feed] of feeds) {
      await feed.next(({ data }) => data?.position === settings);
      assert.not.ok(feed.all.some(({ event }) => event === 'reset'));
      for (const [name, { whose }] of Object.entries(models)) {
        const told = feed.all.flatMap(({ data }) => (data?.changes ?? []).filter(({ model }) => model === name));
        const owners = told.map(({ id, row }) => letterOf(String(Reflect.get(Object(row), 'employeeId') ?? id)));
        assert.equal([role, name, inOrder(owners)], [role, name, whose[role] ?? '']);
      }
    }
  });

  test('a change of team acts at once: in lists, and by a reset on the live feed', async () => {
    const role = 'production_manager';
    const feed = await listen(role, '?models=timesheets');
    const other = await listen('sales', '?models=timesheets');
    const position = await must(stack, 'AssignManager', { employeeId: 'e-employee', managerId: 'e-pm' });
    const reset = await feed.next(({ event }) => event === 'reset');
    assert.is(reset.data?.position, position);
    const { body } = await stack.get(`/api/timesheets?after=${position}`, { role });
    assert.is(ownersOf(body.items ?? []), 'pte');
    const saved = await save(stack, 'employee', 480);
    await feed.next((said) => tells(said, 'timesheets', `e-employee.${thisMonday}`));
    await must(stack, 'AssignManager', { employeeId: 'e-employee', managerId: 'e-manager' });
    await feed.next(({ event }) => event === 'reset');
    const last = await save(stack, 'employee', 500);
    const team = await save(stack, 'production_team', 500);
    await feed.next((said) => tells(said, 'timesheets', `e-team.${thisMonday}`));
    assert.ok(saved < last && last < team);
    assert.equal(feed.positions().includes(last), false);
    // Nobody else noticed anything.
    await save(stack, 'sales', 480);
    await other.next((said) => tells(said, 'timesheets', `e-sales.${thisMonday}`));
    assert.equal([other.positions().length, other.all.some(({ event }) => event === 'reset')], [1, false]);
  });

  test('a reader who comes back after teams have changed reads everything anew', async () => {
    const before = stack.store.head;
    const position = await must(stack, 'AssignManager', { employeeId: 'e-sales', managerId: 'e-pm' });
    await stack.readModels.waitFor(position, 20_000);
    const feed = await listen('production_manager', `?models=timesheets&after=${before}`);
    await feed.next(({ event }) => event === 'reset');
    await must(stack, 'AssignManager', { employeeId: 'e-sales', managerId: null });
  });

  test('a delegate reads what is to be decided within the dates, but nothing of the person who handed over', async () => {
    const role = 'sales';
    const owners = async (name: string) => {
      await stack.readModels.waitFor(stack.store.head, 20_000);
      return ownersOf((await stack.get(`/api/${name}`, { role })).body.items ?? []);
    };
    // Sign-in knows the time of this machine, and so does the door.
    const day = (days: number) => addDays(calendarDateAt(new Date(), 'Australia/Sydney'), days);
    const handOver = (first: number, last: number) => {
      const dates = { from: day(first), until: day(last) };
      return must(stack, 'DelegateApprovals', { employeeId: 'e-pm', to: 'e-sales', ...dates });
    };
    const feed = await listen(role, '?models=approvals');
    await handOver(2, 9);
    assert.equal([await owners('approvals'), await owners('timesheets')], ['', 's']);
    await handOver(-2, 2);
    await feed.next(({ event }) => event === 'reset');
    assert.equal([await owners('approvals'), await owners('timesheets')], ['t', 'st']);
    assert.is(await owners('payslips'), 's');
    await handOver(-9, -2);
    assert.equal([await owners('approvals'), await owners('timesheets')], ['', 's']);
  });
});

function tells({ data }: Said, model: string, id: string): boolean {
  return data?.changes?.some((change) => change.model === model && change.id === id) ?? false;
}

/** Saves this week anew; gives the position. */
async function save(stack: TestStack, worker: Worker, minutes: number): Promise<number> {
  const employeeId = employeeOf[worker];
  await stack.readModels.waitFor(stack.store.head, 20_000);
  const { body } = await stack.get(`/api/timesheet-weeks/${employeeId}.${thisMonday}`, { role: worker });
  const entries = [{ date: thisMonday, minutes }];
  const options = { role: worker, headers: version(Number(body.item?.['version'])) };
  return must(stack, 'SaveTimesheet', { employeeId, monday: thisMonday, entries }, options);
}

/** Does something that changes a row of each read model. */
async function beBusy(stack: TestStack, worker: Worker): Promise<void> {
  const employeeId = employeeOf[worker];
  const days = [{ date: '2026-12-08', minutes: 456 }];
  await must(stack, 'RequestLeave', { employeeId, requestId: 'r2', type: 'annual', days }, { role: worker });
  const card = { ...cardOf(worker), phone: '02 5550 0100' };
  await must(stack, 'ReviseEmployee', card, { role: decider(worker), headers: version(1) });
  const rate = { employeeId, from: '2026-12-01', rateCents: 3_600 };
  await must(stack, 'SetPayRate', rate, { role: decider(worker) });
  await must(stack, 'ClockOut', { employeeId }, { role: worker });
  const week = { employeeId, monday: lastMonday, reason: 'Wrong day' };
  await must(stack, 'ReopenTimesheet', week, { role: decider(worker) });
}
