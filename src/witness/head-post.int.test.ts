import { EventEmitter, once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { signedHead } from '../contracts/heads.ts';
import { assert, suite } from '../testing/suite.ts';
import { HeadPost } from './head-post.ts';
import { signHead } from './heads.ts';
import { headKeyOf } from './signing-key.ts';

const headAt = (position: number) =>
  signHead({ position, hash: 'a'.repeat(64) }, new Date('2026-11-12T00:00:00.000Z'), headKeyOf('1'.repeat(64)));

suite('signed heads that are sent away', (test) => {
  let receiver: Server;
  let url: string;
  let answers: number[];
  let heard: string[];
  const errors: unknown[] = [];
  test.before(async () => {
    receiver = createServer((request, response) => {
      void text(request).then((line) => {
        heard.push(line);
        response.writeHead(answers.shift() ?? 204).end();
      });
    });
    receiver.listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/heads`;
  });
  test.before.each(() => {
    [answers, heard] = [[], []];
    errors.length = 0;
  });
  test.after(() => receiver.close());
  const positions = () => heard.map((line) => signedHead.parse(JSON.parse(line)).head.position);

  test('arrive as lines that a verifier reads, the newest of those that came meanwhile', async () => {
    const post = new HeadPost({ url, onError: (error) => errors.push(error) });
    for (const position of [1, 2, 3]) post.send(headAt(position));
    await post.close();
    assert.equal([positions(), errors], [[1, 3], []]);
    assert.match(heard[0] ?? '', /^\{"head":\{.*\},"signature":"[^"]+"\}\n$/);
  });

  test('that are not taken are told of, and sent again, or followed by the next', async () => {
    answers = [503, 503];
    const told = new EventEmitter();
    const post = new HeadPost({
      url,
      retryMs: 1,
      onError(error) {
        errors.push(error);
        if (errors.length === 2) told.emit('twice');
      },
    });
    const twice = once(told, 'twice');
    post.send(headAt(1));
    await twice;
    post.send(headAt(2));
    await post.close();
    assert.equal(positions(), [1, 1, 2]);
    assert.match(String(errors[0]), /answered 503/);
  });
});
