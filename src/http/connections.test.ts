import { assert, suite } from '../testing/suite.ts';
import { connectionLimits } from './connections.ts';

suite('room for connections', (test) => {
  test('leaves file descriptors for the database and for files', () => {
    assert.equal(connectionLimits(256), { max: 128, perAddressMax: 96 });
    assert.equal(connectionLimits(1_024), { max: 896, perAddressMax: 420 });
  });
  test('has bounds, however many descriptors there are', () => {
    assert.equal(connectionLimits(Number.POSITIVE_INFINITY), { max: 4_096, perAddressMax: 420 });
    assert.equal(connectionLimits(64).max, 32);
  });
});
