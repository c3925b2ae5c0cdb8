import { assert, suite } from '../testing/suite.ts';
import { createThrottle } from './throttle.ts';

suite('sign-in throttle', (test) => {
  let now = 0;
  const clock = () => now;
  const address = '203.0.113.7';
  const attempts = (throttle: ReturnType<typeof createThrottle>, count: number) =>
    Array.from({ length: count }, () => throttle.attempt('ben', address));

  test('lets the first attempts through, then makes each next one wait longer', () => {
    now = 0;
    const throttle = createThrottle({ clock });
    assert.equal(attempts(throttle, 6), [0, 0, 0, 0, 0, 1]);
    now += 1_000;
    assert.equal(attempts(throttle, 2), [0, 2]);
    now += 2_000;
    assert.equal(attempts(throttle, 2), [0, 4]);
  });

  test('never makes anybody wait longer than the longest delay', () => {
    now = 0;
    const throttle = createThrottle({ clock, delayMaxSeconds: 60 });
    for (let attempt = 0; attempt < 40; attempt += 1) {
      throttle.attempt('ben', address);
      now += 60_000;
    }
    throttle.attempt('ben', address);
    assert.is(throttle.attempt('ben', address), 60);
  });

  test('counts accounts and addresses apart, and a name without regard to case', () => {
    now = 0;
    const throttle = createThrottle({ clock });
    attempts(throttle, 5);
    assert.is(throttle.attempt('Ben ', address), 1);
    assert.is(throttle.attempt('ana', address), 0);
    assert.is(throttle.attempt('ben', '203.0.113.8'), 0);
  });

  test('counts all addresses of one IPv6 network as one, and an IPv4 address however it is written', () => {
    now = 0;
    const throttle = createThrottle({ clock });
    for (let last = 1; last <= 5; last++) assert.is(throttle.attempt('ben', `2001:db8::${last}`), 0);
    assert.is(throttle.attempt('ben', '2001:db8:0:0:ffff::1'), 1);
    assert.is(throttle.attempt('ben', '2001:db8:0:1::1'), 0);
    attempts(throttle, 5);
    assert.is(throttle.attempt('ben', `::ffff:${address}`), 1);
    assert.is(throttle.attempt('ben', 'fe80::1%eth0'), 0);
    assert.is(throttle.attempt('ben', 'no address'), 0);
  });

  test('counts an address whatever port a proxy writes behind it, and all that is no address as one', () => {
    now = 0;
    const throttle = createThrottle({ clock });
    for (let port = 1; port <= 5; port++) {
      assert.is(throttle.attempt('ben', `${address}:${port}`), 0);
      assert.is(throttle.attempt('ben', `[2001:db8::1]:${port}`), 0);
      assert.is(throttle.attempt('ben', `nowhere ${port}`), 0);
    }
    for (const again of [address, '[2001:db8::2]', '2001:db8::3', 'elsewhere'])
      assert.is(throttle.attempt('ben', again), 1);
  });

  test('starts again from nothing after a sign-in, and after a quiet time', () => {
    now = 0;
    const throttle = createThrottle({ clock });
    attempts(throttle, 5);
    throttle.succeeded('ben', address);
    assert.equal(attempts(throttle, 6), [0, 0, 0, 0, 0, 1]);
    now += 900_000;
    assert.equal(attempts(throttle, 6), [0, 0, 0, 0, 0, 1]);
  });

  test('remembers a bounded number of accounts', () => {
    now = 0;
    const throttle = createThrottle({ clock, accountsMax: 3 });
    attempts(throttle, 5);
    for (const other of ['a', 'b', 'c']) throttle.attempt(other, address);
    assert.is(throttle.attempt('ben', address), 0);
  });
});
