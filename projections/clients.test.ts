import { clientRow } from '../src/contracts/client.ts';
import { project } from '../src/testing/project.ts';
import { assert, suite } from '../src/testing/suite.ts';
import { clients, clientsModel } from './clients.ts';

suite('clients', (test) => {
  const registered = [
    'client/ironbark',
    'ClientRegistered',
    { name: 'Ironbark', phone: '02 5550 1234', contacts: [{ name: 'Ana' }] },
  ] as const;

  test('show the card as it was last sent: what is no longer on it is gone', () => {
    const { view, row: kept } = project(clients, [
      registered,
      ['client/ironbark', 'ClientRevised', { name: 'Ironbark Textiles', contacts: [] }],
    ]);
    const row = view('ironbark');
    assert.equal(row && clientRow.parse(row), row);
    assert.equal(row, { id: 'ironbark', name: 'Ironbark Textiles', contacts: [], retired: false, version: 2 });
    const names = clientsModel.namesOf(kept('ironbark') ?? {});
    assert.equal(names?.formerly, [{ name: 'Ironbark', until: '2026-11-12T20:02:00.000Z' }]);
  });

  test('keep a client that is retired', () => {
    const { view } = project(clients, [registered, ['client/ironbark', 'ClientRetired', { reason: 'Moved away' }]]);
    assert.equal(view('ironbark'), {
      ...{ id: 'ironbark', name: 'Ironbark', phone: '02 5550 1234', contacts: [{ name: 'Ana' }] },
      ...{ retired: true, version: 2 },
    });
  });
});
