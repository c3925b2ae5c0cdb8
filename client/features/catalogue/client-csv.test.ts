import type { ClientRow } from '#contracts/client.ts';
import { assert, suite } from '../../../src/testing/suite.ts';
import { csvText } from '../../shared/csv.ts';
import { clientCsv } from './client-csv.ts';

suite('clients as a file', (test) => {
  test('have a row each, with the person to call first, and keep zeros, commas and lines', () => {
    const whole: ClientRow = {
      ...{ id: 'mallee', version: 3, retired: false, name: 'Mallee Seeds, Ouyen', abn: '053004085616' },
      contacts: [
        { name: 'Dot Petrović', position: 'Buyer', email: 'dot@mallee.example' },
        { name: 'Kim Lee', phone: '02 5550 0199' },
      ],
      ...{ phone: '02 5550 0177', email: 'office@mallee.example', website: 'mallee.example' },
      ...{ address: '18 Silo Road, Ouyen VIC 0899', deliveryAddresses: ['Gate 4', 'Gate "B"'] },
      ...{ paymentTerms: '30 days', leadTimeDays: 0, notes: '=SUM(A1)' },
    };
    const [head, rows] = clientCsv([whole, { id: 'bare', version: 1, retired: false, name: 'Bare', contacts: [] }]);
    assert.equal(
      rows.map((row) => row.length),
      [head.length, head.length],
    );
    const [, first, second] = csvText(head, rows).split('\r\n');
    assert.is(
      first,
      [
        '"Mallee Seeds, Ouyen",053004085616,Dot Petrović,Buyer,02 5550 0177,dot@mallee.example',
        '"18 Silo Road, Ouyen VIC 0899","Gate 4\nGate ""B""",mallee.example,30 days,0,\'=SUM(A1)',
      ].join(','),
    );
    assert.is(second, 'Bare,,,,,,,,,,,');
  });
});
