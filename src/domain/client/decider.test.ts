import { clientCommands } from '../../contracts/client.ts';
import { by, given } from '../../testing/domain/given.ts';
import { ironbark } from '../../testing/domain/shop.ts';
import { suite } from '../../testing/suite.ts';
import { whoMay } from '../../testing/who-may.ts';
import { client } from './decider.ts';

const retired = by('ben', client.event('ironbark', 'ClientRetired', { reason: 'Closed' }));
const isUnknown = {
  refused: 'not-found',
  detail: 'There is no client constructor. Choose one from the list.',
} as const;

whoMay(clientCommands, {
  RegisterClient: 'amps',
  ReviseClient: 'amps',
  RetireClient: 'amps',
  ReactivateClient: 'amps',
});

suite('client', (test) => {
  test('RegisterClient adds a client', () => {
    const contacts = [{ name: 'Mia Chen', email: 'mia@ironbark.example' }];
    given()
      .when('RegisterClient', { clientId: 'constructor', name: 'Ironbark Textiles', contacts, leadTimeDays: 7 })
      .thenRecords(
        client.event('constructor', 'ClientRegistered', { name: 'Ironbark Textiles', contacts, leadTimeDays: 7 }),
      );
  });
  test('RegisterClient refuses one that is there', () => {
    given(by('ben', ironbark))
      .when('RegisterClient', { clientId: 'ironbark', name: 'Ironbark' })
      .thenRefuses({
        refused: 'already-exists',
        detail: 'Ironbark Textiles is on the list already. Open it and change it there.',
        winner: { user: 'ben', type: 'ClientRegistered' },
      });
  });
  test('ReviseClient records the whole card, and nothing when it says the same', () => {
    given(ironbark)
      .when('ReviseClient', { clientId: 'ironbark', name: 'Ironbark Pty Ltd' }, { expectedVersion: 1 })
      .thenRecords(client.event('ironbark', 'ClientRevised', { name: 'Ironbark Pty Ltd', contacts: [] }));
    given(ironbark)
      .when('ReviseClient', { clientId: 'ironbark', name: 'Ironbark Textiles' }, { expectedVersion: 1 })
      .thenRecordsNothing();
  });
  test('ReviseClient refuses an edit of an older version, with who changed what', () => {
    const edited = client.event('ironbark', 'ClientRevised', {
      name: 'Ironbark Textiles',
      contacts: [{ name: 'Mia' }],
    });
    given(ironbark, by('ben', edited))
      .when('ReviseClient', { clientId: 'ironbark', name: 'Ironbark' }, { expectedVersion: 1 })
      .thenRefuses({
        refused: 'stale-version',
        detail: 'Client was modified by another user. Please refresh and try again.',
        winner: {
          ...{ user: 'ben', type: 'ClientRevised' },
          data: { name: 'Ironbark Textiles', changes: [{ field: 'contacts', from: [], to: [{ name: 'Mia' }] }] },
        },
        fresh: { version: 2 },
      });
  });
  test('ReviseClient refuses an unknown and a retired client', () => {
    given().when('ReviseClient', { clientId: 'constructor', name: 'X' }, { expectedVersion: 1 }).thenRefuses(isUnknown);
    given(ironbark, retired)
      .when('ReviseClient', { clientId: 'ironbark', name: 'X' }, { expectedVersion: 1 })
      .thenRefuses({
        refused: 'client-retired',
        detail: 'Ironbark Textiles is off the lists. Choose another client.',
        winner: { user: 'ben', type: 'ClientRetired', data: { reason: 'Closed' } },
      });
  });
  test('RetireClient takes a client off the lists, once', () => {
    given(ironbark)
      .when('RetireClient', { clientId: 'ironbark', reason: 'Closed' })
      .thenRecords(client.event('ironbark', 'ClientRetired', { reason: 'Closed' }));
    given(ironbark, retired)
      .when('RetireClient', { clientId: 'ironbark' })
      .thenRefuses({
        refused: 'already-retired',
        detail: 'Ironbark Textiles is off the lists already.',
        winner: { user: 'ben', type: 'ClientRetired' },
      });
    given().when('RetireClient', { clientId: 'constructor' }).thenRefuses(isUnknown);
  });
  test('ReactivateClient puts one back on the lists, and says so when it is there already', () => {
    given(ironbark, retired)
      .when('ReactivateClient', { clientId: 'ironbark' })
      .thenRecords(client.event('ironbark', 'ClientReactivated', {}));
    given(ironbark)
      .when('ReactivateClient', { clientId: 'ironbark' })
      .thenRefuses({ refused: 'nothing-changed', detail: 'Ironbark Textiles is on the lists already.' });
    given(ironbark, retired, by('ben', client.event('ironbark', 'ClientReactivated', {})))
      .when('ReviseClient', { clientId: 'ironbark', name: 'Ironbark' }, { expectedVersion: 3 })
      .thenRecords(client.event('ironbark', 'ClientRevised', { name: 'Ironbark', contacts: [] }));
    given().when('ReactivateClient', { clientId: 'constructor' }).thenRefuses(isUnknown);
  });
});
