import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { assert, suite } from '../testing/suite.ts';
import { signHead } from './heads.ts';
import { headKeyOf } from './signing-key.ts';
import { TimeStamps } from './time-stamp.ts';

const openssl = (folder: string, args: readonly string[]) => promisify(execFile)('openssl', [...args], { cwd: folder });
const settings = `
[tsa]
default_tsa = stamps
[stamps]
serial = serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
[req]
distinguished_name = name
[name]
[root]
basicConstraints = critical,CA:true
[stamper]
basicConstraints = CA:false
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
`;

suite('time stamps', (test) => {
  let folder: string;
  let service: Server;
  let url: string;
  let answer: (query: Buffer) => Promise<{ status?: number; body: Buffer | string }>;
  const errors: string[] = [];
  let now = Date.parse('2026-11-12T00:00:00.000Z');
  test.before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'misty-stamps-'));
    await writeFile(path.join(folder, 'tsa.cnf'), settings);
    await writeFile(path.join(folder, 'serial'), '01\n');
    const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-config', 'tsa.cnf'];
    const root = ['-x509', '-extensions', 'root', '-subj', '/CN=Root', '-keyout', 'root.key', '-out', 'root.crt'];
    await openssl(folder, ['req', ...made, ...root]);
    await openssl(folder, ['req', ...made, '-subj', '/CN=Stamps', '-keyout', 'tsa.key', '-out', 'tsa.csr']);
    const signed = ['-CA', 'root.crt', '-CAkey', 'root.key', '-CAcreateserial', '-out', 'tsa.crt'];
    await openssl(folder, [
      'x509',
      '-req',
      '-in',
      'tsa.csr',
      ...signed,
      '-extfile',
      'tsa.cnf',
      '-extensions',
      'stamper',
    ]);
    service = createServer((request, response) => {
      void buffer(request)
        .then((query) => answer(query))
        .then(({ status = 200, body }) => {
          response.writeHead(status, { 'content-type': 'application/timestamp-reply' }).end(body);
        });
    });
    service.listen(0, '127.0.0.1');
    await once(service, 'listening');
    url = `http://127.0.0.1:${(service.address() as AddressInfo).port}/`;
  });
  test.before.each(() => {
    errors.length = 0;
    answer = async (query) => {
      await writeFile(path.join(folder, 'query.tsq'), query);
      const keys = ['-inkey', 'tsa.key', '-signer', 'tsa.crt'];
      await openssl(folder, [
        'ts',
        '-reply',
        '-config',
        'tsa.cnf',
        '-queryfile',
        'query.tsq',
        ...keys,
        '-out',
        'reply',
      ]);
      return { body: await readFile(path.join(folder, 'reply')) };
    };
  });
  test.after(async () => {
    service.close();
    await rm(folder, { recursive: true });
  });

  const stamps = (dataFolder: string) =>
    new TimeStamps({ url, dataFolder, clock: () => new Date(now), onError: (error) => errors.push(String(error)) });
  const headAt = (position: number) =>
    signHead({ position, hash: position.toString(16).padStart(64, 'a') }, new Date(now), headKeyOf('1'.repeat(64)));
  const filesIn = async (data: string) => await readdir(path.join(data, 'time-stamps')).catch(() => []);

  test('are taken once a day, and openssl accepts them for that hash and for no other', async () => {
    const data = path.join(folder, 'data');
    const taken = stamps(data);
    for (const position of [7, 8]) taken.signed(headAt(position));
    await taken.close();
    now += 25 * 60 * 60 * 1_000;
    taken.signed(headAt(9));
    await taken.close();
    assert.equal(errors, []);
    assert.equal(
      (await filesIn(data)).sort(),
      [7, 9].map((at) => `${at}-${headAt(at).head.hash}.tsr`),
    );
    const verify = (file: string, hash: string) =>
      openssl(folder, ['ts', '-verify', '-digest', hash, '-in', file, '-CAfile', 'root.crt']);
    for (const at of [7, 9]) {
      const { hash } = headAt(at).head;
      const file = path.join(data, 'time-stamps', `${at}-${hash}.tsr`);
      assert.match((await verify(file, hash)).stdout, 'Verification: OK');
      await verify(file, 'b'.repeat(64)).then(
        () => assert.unreachable('a stamp of another hash'),
        (error: Error) => assert.match(String(error), 'ts'),
      );
    }
  });

  test('that are refused, of something else, or no stamps at all are told of and not kept', async () => {
    const good = answer;
    const data = path.join(folder, 'refused');
    const bad: (typeof answer)[] = [
      async () => ({ status: 503, body: '' }),
      async () => ({ body: '<html>Sign in to the hotel</html>' }),
      async () => ({ body: Buffer.from('30053003020102', 'hex') }),
      async () => ({ body: Buffer.alloc(200_000, 0x30) }),
      async (query) => {
        const reply = await good(query);
        return { body: Buffer.from(Buffer.from(reply.body).toString('hex').replaceAll('aaaa', 'aaab'), 'hex') };
      },
    ];
    for (const one of bad) {
      answer = one;
      const taken = stamps(data);
      taken.signed(headAt(7));
      await taken.close();
    }
    assert.equal(
      errors.map((words) => words.replace(/^Error: The time stamping service /, '')),
      [
        ...['answered 503.', 'granted no stamp.', 'granted no stamp.', 'answered with more than a stamp.'],
        'answered about something else than it was asked.',
      ],
    );
    assert.equal(await filesIn(data), []);
  });
});
