import { commandId } from '../../src/contracts/primitives.ts';
import { assert, suite } from '../../src/testing/suite.ts';
import { newId } from './ids.ts';

suite('ids', (test) => {
  test('are random UUIDs, as the server takes them', () => {
    const ids = Array.from({ length: 100 }, newId);
    for (const id of ids) {
      assert.ok(commandId.safeParse(id).success, id);
      assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    }
    assert.is(new Set(ids).size, ids.length);
  });
});
