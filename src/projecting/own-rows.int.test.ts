import { leaveMovements } from '../../projections/leave-movements.ts';
import { leaveRequests } from '../../projections/leave-requests.ts';
import { settings } from '../../projections/settings.ts';
import type { Given } from '../testing/commits.ts';
import { leave, request, requestedDays } from '../testing/given-events.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { Shop } from '../testing/read-models.ts';
import { assert, suite } from '../testing/suite.ts';
import type { Whose } from './definition.ts';
import { narrowed, ownerOf } from './own-rows.ts';
import type { RowChange } from './read-models.ts';

const asked = (employeeId: string, requestId: string): Given =>
  leave('LeaveRequested', { ...request, requestId, days: requestedDays }, employeeId);
const approved = (employeeId: string, requestId: string): Given =>
  leave('LeaveApproved', { ...request, requestId, deducted: 684 }, employeeId);

suite('rows that are people’s own', (test) => {
  let mongo: TestMongo;
  let shop: Shop;
  test.before(async () => {
    mongo = await testMongo();
    shop = await Shop.open(mongo, 'own');
  });
  test.after(async () => {
    await shop.close();
    await mongo.close();
  });

  test('a filter is narrowed down to some people, and to nobody where it asks for somebody else', () => {
    const own = { by: 'employeeId', others: 'decide' } as const;
    const to = (where: object, whose: Whose) => narrowed({ own }, where as Record<string, string>, whose);
    assert.equal(to({ status: 'pending' }, 'everyone'), { status: 'pending' });
    assert.equal(to({ status: 'pending' }, ['e1']), { status: 'pending', employeeId: 'e1' });
    assert.equal(to({}, ['e1', 'e2']), { employeeId: ['e1', 'e2'] });
    assert.equal(to({}, []), { employeeId: [] });
    assert.equal(to({ employeeId: 'e2' }, ['e1', 'e2']), { employeeId: 'e2' });
    assert.equal(to({ employeeId: 'e3' }, ['e1', 'e2']), { employeeId: [] });
    assert.equal(
      narrowed({}, { employeeId: 'e3' }, []),
      { employeeId: 'e3' },
      'where rows are nobody’s, all may be read',
    );
  });

  test('a row that does not say whose it is belongs to nobody', () => {
    assert.equal([ownerOf(leaveRequests, { employeeId: 'e1' }), ownerOf(leaveRequests, {})], ['e1', '']);
    assert.is(ownerOf(settings, { employeeId: 'e1' }), undefined);
  });

  test('a list of some people’s rows is kept up to date as the one that would be read anew', async () => {
    await shop.log.append([asked('e1', 'a')], [asked('e2', 'a')], [asked('e3', 'a')]);
    const running = shop.process([leaveRequests, leaveMovements, settings]);
    await running.caughtUp();
    const whoseRows: Whose[] = ['everyone', ['e1', 'e2'], ['e3'], []];
    const pages = async ({ models }: typeof running) =>
      Promise.all(
        whoseRows.flatMap((whose) =>
          [{}, { status: 'pending' }, { employeeId: 'e2' }].map(async (params) => {
            const { items, total, nextCursor } = await models.list('leave-requests', params, { limit: 3, whose });
            return { ids: items.map((item) => (item as { id: string }).id), total, nextCursor };
          }),
        ),
      );
    await pages(running);
    for (const round of ['b', 'c', 'd']) {
      await shop.log.append([asked('e1', round)], [asked('e2', round)], [asked('e3', round)], [approved('e2', round)]);
      await running.caughtUp();
      await pages(running);
    }
    const kept = await pages(running);
    const anew = shop.process([leaveRequests, leaveMovements, settings]);
    await anew.caughtUp();
    assert.equal(kept, await pages(anew));
    assert.equal(
      kept.map(({ total }) => total),
      [12, 9, 4, 8, 5, 4, 4, 4, 0, 0, 0, 0],
    );
    assert.equal(kept[3]?.ids, ['e2.d', 'e1.d', 'e2.c']);
  });

  test('single rows and histories are as if they were not there', async () => {
    const running = shop.process([leaveRequests, leaveMovements, settings]);
    await running.caughtUp();
    const { models } = running;
    const status = async (id: string, whose: Whose) =>
      ((await models.one('leave-requests', id, whose)) as { status: string } | undefined)?.status;
    assert.equal(
      [await status('e1.a', ['e1']), await status('e1.a', ['e2']), await status('e1.a', [])],
      ['pending', undefined, undefined],
    );
    assert.is(await status('e1.a', 'everyone'), 'pending');
    const history = async (whose: Whose) =>
      (await models.list('leave-movements', { employeeId: 'e2' }, { limit: 50, whose })).total;
    assert.equal([await history('everyone'), await history(['e2']), await history(['e1'])], [7, 7, 0]);
    assert.equal(((await models.one('settings', 'company')) as { version: number }).version, 0);
    assert.is(await models.one('settings', 'other'), undefined);
  });

  test('every change says whose row it is', async () => {
    // By itself: another process may have written a row first, and then it is not known what was there before.
    const alone = await Shop.open(mongo, 'told');
    const running = alone.process([leaveRequests, leaveMovements, settings]);
    await running.caughtUp();
    const told: RowChange[] = [];
    const listening = running.models.changes$.subscribe((changes) => told.push(...changes));
    await alone.log.append(
      [asked('e3', 'z')],
      [['settings/company', 'SettingsRevised', { sections: { payDaysAfterWeek: 4 } }]],
    );
    await running.caughtUp();
    listening.unsubscribe();
    await alone.close();
    assert.equal(
      told.map(({ model, id, owner }) => [model, id, owner]),
      [
        ['leave-requests', 'e3.z', 'e3'],
        ['leave-movements', 'e3:1', 'e3'],
        ['settings', 'company', undefined],
      ],
    );
  });
});
