import { assert } from '../suite.ts';
import type { Answer } from './stack.ts';

/** For tests: the answer is a problem in full, with this status and code, and names these fields and no others. */
export function refused(answer: Answer, status: number, code: string, ...paths: string[]): void {
  assert.equal([answer.status, answer.body.code], [status, code], answer.text);
  assert.match(answer.headers['content-type'] ?? '', /^application\/problem\+json/);
  assert.is(answer.body.status, status);
  assert.ok(answer.body.title);
  assert.is(answer.body.requestId, answer.headers['x-request-id']);
  assert.match(answer.body.detail ?? '', /\.$/);
  assert.equal(answer.body.errors?.map(({ path }) => path).sort() ?? [], [...paths].sort(), answer.text);
}
