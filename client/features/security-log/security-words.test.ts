import type { SecurityEntry } from '../../../src/contracts/security-log.ts';
import { assert, suite } from '../../../src/testing/suite.ts';
import { securityCsv } from './security-csv.ts';
import { byWords, detailWords, entryWords, isAlarming } from './security-words.ts';

const entry = (more: Partial<SecurityEntry> & Pick<SecurityEntry, 'kind'>): SecurityEntry => ({
  ...{
    id: 'x',
    month: '2026-11',
    position: 7,
    index: 0,
    at: '2026-11-12T03:42:00.000Z',
    userId: 'ben',
    userName: 'Ben Okafor',
  },
  by: { id: 'ben', name: 'Ben Okafor' },
  ...more,
});

suite('words of the security log', (test) => {
  test('say what happened', () => {
    for (const [of, words] of [
      [{ kind: 'signed-in', way: 'passkey' }, 'Signed in with a passkey'],
      [{ kind: 'sign-ins-failed', count: 1 }, '1 wrong password'],
      [{ kind: 'sign-ins-failed', count: 5 }, '5 wrong passwords'],
      [{ kind: 'session-ended', because: 'token-reused' }, 'One sign-in ended: used from two places at once'],
      [{ kind: 'every-session-ended', because: 'deactivated' }, 'Every sign-in ended: the account was closed'],
      [
        { kind: 'every-session-ended', because: 'password-changed', kept: true },
        'All other sign-ins ended: the password was changed',
      ],
      [{ kind: 'password-set', way: 'link' }, 'Password set by a one-time link'],
      [{ kind: 'link-made', expiresAt: '2026-11-15T03:42:00.000Z' }, 'One-time link made'],
      [{ kind: 'account-made', username: 'ben', role: 'sales' }, 'Account made: ben, Sales'],
      [{ kind: 'account-changed', username: 'ben', name: 'Ben Okafor' }, 'Account changed: Ben Okafor, ben'],
      [{ kind: 'role-changed', role: 'manager', was: 'sales' }, 'Role Manager, was Sales'],
      [{ kind: 'account-closed' }, 'Account closed'],
      [{ kind: 'account-opened' }, 'Account opened again'],
      [
        { kind: 'own-card-set-up', what: 'rate' },
        'Set up their own card, with nobody else in the office: the pay rate',
      ],
      [{ kind: 'pin-set' }, 'PIN set'],
      [{ kind: 'pin-cleared' }, 'PIN taken away'],
      [{ kind: 'pin-locked', count: 5 }, '5 wrong PINs: no PIN opens it until the password does'],
      [{ kind: 'passkey-added', label: 'Phone' }, 'Passkey added: Phone'],
      [{ kind: 'passkey-removed', label: 'Phone' }, 'Passkey taken away: Phone'],
      [{ kind: 'passkey-copied', label: 'Phone' }, 'Passkey refused, perhaps a copy: Phone'],
      [{ kind: 'log-doubted', doubt: 'differs', from: 4711 }, 'A tablet knew another log, from commit 4711 on'],
      [{ kind: 'log-doubted', doubt: 'shorter', from: 4711 }, 'A tablet knew a longer log: commit 4711 is gone'],
      [{ kind: 'tablet-shared', label: 'Winder 2' }, 'Tablet shared: Winder 2'],
      [{ kind: 'tablet-not-shared', label: 'Winder 2' }, 'Tablet not shared any more: Winder 2'],
    ] as const) {
      assert.is(entryWords(entry(of)), words);
    }
  });

  test('say who did it, where it was not the person', () => {
    assert.is(byWords(entry({ kind: 'signed-in' })), '');
    assert.is(byWords(entry({ kind: 'account-closed', by: { id: 'nerida', name: 'Nerida Gale' } })), 'Nerida Gale');
    assert.is(byWords(entry({ kind: 'account-closed', by: { id: 'operator', name: 'operator' } })), 'The operator');
    const by = { id: 'nerida', name: 'Nerida Gale', device: { id: 'd1', name: 'Winder 2' } };
    assert.is(byWords(entry({ kind: 'account-closed', by })), 'Nerida Gale, on Winder 2');
  });

  test('say from where, and why', () => {
    const place = { device: 'Safari on iPad', network: '203.0.113.0/24' };
    assert.is(detailWords(entry({ kind: 'signed-in', ...place })), 'Safari on iPad, 203.0.113.0/24');
    assert.is(detailWords(entry({ kind: 'account-closed', reason: 'Has left' })), 'Has left');
  });

  test('raise the eyebrow only where somebody should look twice', () => {
    assert.ok(isAlarming(entry({ kind: 'sign-ins-failed', count: 5 })));
    assert.ok(isAlarming(entry({ kind: 'session-ended', because: 'token-reused' })));
    assert.ok(isAlarming(entry({ kind: 'pin-locked', count: 5 })));
    assert.not.ok(isAlarming(entry({ kind: 'session-ended', because: 'signed-out' })));
  });

  test('go into a spreadsheet, in the company’s time', () => {
    const rows = [entry({ kind: 'account-closed', reason: '=1+1', by: { id: 'nerida', name: 'Gale, Nerida' } })];
    const text = securityCsv(rows, 'Australia/Sydney', () => '2026-11-12');
    assert.is(
      text,
      '\uFEFFDate,Time,Account,What,By,Device,Network,Why,Position in the log\r\n' +
        '2026-11-12,14:42,Ben Okafor,Account closed,"Gale, Nerida",,,\'=1+1,7\r\n',
    );
  });
});
