import { assert, suite } from '../testing/suite.ts';
import { addressTrouble, guardedLookup, mayBeReached } from './address.ts';

suite('where a push service may be', (test) => {
  test('the services of the browsers are', () => {
    for (const endpoint of [
      'https://fcm.googleapis.com/fcm/send/abc:def',
      'https://updates.push.services.mozilla.com/wpush/v2/gAAA',
      'https://web.push.apple.com/QHk',
      'https://sg2p.notify.windows.com/w/?token=Bq',
    ]) {
      assert.is(addressTrouble(endpoint, 'public'), undefined, endpoint);
    }
  });

  test('nothing else is, in whatever spelling', () => {
    for (const [endpoint, trouble] of [
      ['nowhere', 'is no address'],
      [`https://push.example.com/${'a'.repeat(1_000)}`, 'is no address'],
      ['http://push.example.com/x', 'does not begin with https'],
      ['file:///etc/passwd', 'does not begin with https'],
      ['https://push.example.com:8443/x', 'has a port of its own'],
      ['https://me@push.example.com/x', 'has a name, a password or a fragment in it'],
      ['https://push.example.com/x#y', 'has a name, a password or a fragment in it'],
      ['https://10.0.0.1/x', 'is a number and not a name'],
      ['https://127.1/x', 'is a number and not a name'],
      ['https://0x7f000001/x', 'is a number and not a name'],
      ['https://2130706433/x', 'is a number and not a name'],
      ['https://[::1]/x', 'is a number and not a name'],
      ['https://8.8.8.8/x', 'is a number and not a name'],
      ['https://localhost/x', 'is a name of this network'],
      ['https://nas/x', 'is a name of this network'],
      ['https://nas.local./x', 'is a name of this network'],
    ] as const) {
      assert.is(addressTrouble(endpoint, 'public'), trouble, endpoint);
    }
  });

  test('this machine is for tests alone', () => {
    for (const endpoint of ['http://127.0.0.1:4000/push/a', 'http://localhost:4000/push/a', 'http://[::1]:4000/a']) {
      assert.is.not(addressTrouble(endpoint, 'public'), undefined);
      assert.is(addressTrouble(endpoint, 'loopback too'), undefined);
    }
    assert.is(addressTrouble('http://10.0.0.1:4000/push/a', 'loopback too'), 'does not begin with https');
  });

  test('a name that leads into a private network is not followed', () => {
    for (const address of [
      ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '169.254.169.254', '172.31.0.1', '192.168.1.10'],
      ...['198.18.0.1', '224.0.0.1', '255.255.255.255', '::', '::1', '::ffff:10.0.0.1', '::ffff:7f00:1', 'fe80::1'],
      ...['fd00::1', 'ff02::1', '64:ff9b::a00:1', '2002:a00:1::1', '2001:db8::1', 'no address'],
    ]) {
      assert.not(mayBeReached(address, 'public'), address);
    }
    for (const address of ['142.250.70.206', '17.57.144.10', '2404:6800:4006:80f::200a', '::ffff:142.250.70.206']) {
      assert.ok(mayBeReached(address, 'public'), address);
    }
    assert.ok(mayBeReached('127.0.0.1', 'loopback too') && !mayBeReached('10.0.0.1', 'loopback too'));
  });

  test('a connection looks the name up by the same rule', async () => {
    const looked = (reach: 'public' | 'loopback too', all: boolean) =>
      new Promise((resolve) => {
        guardedLookup(reach)('localhost', { all }, (error, found) => resolve(error?.name ?? typeof found));
      });
    assert.is(await looked('public', true), 'AddressRefused');
    assert.is(await looked('public', false), 'AddressRefused');
    assert.is(await looked('loopback too', true), 'object');
    assert.is(await looked('loopback too', false), 'string');
  });
});
