import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FILE_BYTES_MAX } from '../contracts/file-types.ts';
import type { AttachCommandType, AttachedFile } from '../contracts/files.ts';
import type { Role } from '../contracts/permissions.ts';
import { FileStore } from '../files/file-store.ts';
import { cardOf, must, thatThursday } from '../testing/http/people.ts';
import { type Answer, startTestStack, type TestStack } from '../testing/http/stack.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { assert, suite } from '../testing/suite.ts';

const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0]);
const picture = (rest = randomUUID()) => Buffer.concat([JPEG, Buffer.from(rest)]);
const pdf = () => Buffer.from(`%PDF-1.7\n${randomUUID()}`);
const named = (bytes: Buffer) => ({ bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });

interface Sending {
  readonly role?: Role;
  readonly id?: string;
  /** What the command says of the bytes, where it is not so. */
  readonly says?: object;
  readonly preview?: Buffer;
  /** Changes the form before it is sent. */
  readonly parts?: (form: FormData) => void;
}

suite('files over HTTP', (test) => {
  let mongo: TestMongo;
  let stack: TestStack;
  let folder: string;
  test.before(async () => {
    mongo = await testMongo();
    folder = await mkdtemp(path.join(tmpdir(), 'misty-files-'));
    stack = await startTestStack(mongo, { files: new FileStore(folder), recordedAt: thatThursday });
    const item = { itemId: 'kraft', kind: 'raw-material', code: 'K-1', name: 'Kraft', unit: 'roll', scale: 0 } as const;
    await must(stack, 'RegisterStockItem', { ...item, reorderPoint: 0 });
    for (const worker of ['production_team', 'employee'] as const)
      await must(stack, 'RegisterEmployee', cardOf(worker));
    const days = [{ date: '2026-12-07', minutes: 456 }];
    const leave = { employeeId: 'e-team', requestId: 'r1', type: 'unpaid', days } as const;
    await must(stack, 'RequestLeave', leave, { role: 'production_team' });
  });
  test.after(async () => {
    await stack.close();
    await mongo.close();
    await rm(folder, { recursive: true, force: true });
  });

  const attach = async (
    type: AttachCommandType,
    record: object,
    file: Buffer,
    sending: Sending = {},
  ): Promise<Answer> => {
    const { role = 'production_team', id = randomUUID(), says, preview, parts } = sending;
    const what = file.subarray(0, 5).toString() === '%PDF-' ? 'application/pdf' : 'image/jpeg';
    const command = {
      ...{ fileId: randomUUID(), kind: 'photo', type: what, ...record, ...named(file) },
      ...(preview && { preview: named(preview) }),
      ...says,
    };
    const form = new FormData();
    form.append('command', JSON.stringify(command));
    form.append('file', new Blob([file]), 'photo.jpg');
    if (preview) form.append('preview', new Blob([preview]), 'preview.jpg');
    parts?.(form);
    const sent = new Response(form);
    return await stack.ask({
      method: 'POST',
      url: `/api/commands/${type}`,
      headers: {
        authorization: `Bearer ${stack.token(role)}`,
        'idempotency-key': id,
        'content-type': sent.headers.get('content-type') ?? '',
      },
      payload: Buffer.from(await sent.arrayBuffer()),
    });
  };
  const toKraft = (file: Buffer, sending?: Sending, more: object = {}) =>
    attach('AttachStockFile', { itemId: 'kraft', name: 'Label', ...more }, file, sending);
  const bytesOf = async (address: string, role: Role = 'production_team') => {
    const answer = await stack.app.inject({ url: address, headers: { authorization: `Bearer ${stack.token(role)}` } });
    return { status: answer.statusCode, headers: answer.headers, bytes: answer.rawPayload };
  };
  const filesOfKraft = async () => {
    const { body } = await stack.get(`/api/stock-files/kraft?after=${stack.store.head}`);
    return (body.item as unknown as { files: AttachedFile[] }).files;
  };
  const placeOf = (file: Buffer) => {
    const { sha256 } = named(file);
    return path.join(folder, 'files', sha256.slice(0, 2), sha256);
  };
  const left = async () => (await readdir(path.join(folder, 'files', 'incoming'))).length;

  test('are attached, told and handed out byte for byte, with headers that let nothing run', async () => {
    const [file, preview] = [picture(), picture()];
    const id = randomUUID();
    const sending = { id, preview };
    const record = { fileId: 'f1', name: 'Label “K–1”' };
    const accepted = await toKraft(file, sending, record);
    assert.is(accepted.status, 200, accepted.text);
    const again = await toKraft(file, sending, record);
    assert.equal([again.body.position, again.headers['idempotency-replayed']], [accepted.body.position, 'true']);

    const [told] = await filesOfKraft();
    assert.equal(
      [told?.fileId, told?.name, told?.bytes, told?.preview, told?.user.name],
      ['f1', 'Label “K–1”', file.length, named(preview), 'Test production_team'],
    );
    const found = await bytesOf('/api/stock-files/kraft/f1', 'auditor');
    assert.is(Buffer.compare(found.bytes, file), 0);
    const { 'content-type': type, 'content-disposition': disposition, ...headers } = found.headers;
    assert.is(type, 'image/jpeg');
    assert.is(
      disposition,
      `attachment; filename="Label _K_1_.jpg"; filename*=UTF-8''Label%20%E2%80%9CK%E2%80%931%E2%80%9D.jpg`,
    );
    assert.is(headers['x-content-type-options'], 'nosniff');
    assert.is(headers['cache-control'], 'private, no-store');
    assert.is(headers['content-security-policy'], "default-src 'none'; sandbox; frame-ancestors 'none'");
    assert.is(headers['cross-origin-resource-policy'], 'same-origin');
    const small = await bytesOf('/api/stock-files/kraft/f1/preview');
    assert.equal([small.status, small.bytes.equals(preview), small.headers['content-type']], [200, true, 'image/jpeg']);
    assert.is(await left(), 0);
  });

  test('are refused by what their bytes are, whatever they are called', async () => {
    const page = Buffer.from('<!doctype html><script>alert(1)</script>');
    for (const file of [page, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), Buffer.from('MZ')]) {
      const { status, body } = await toKraft(file);
      assert.equal(
        [status, body.code, body.detail],
        [
          415,
          'file-refused',
          'This is neither a photo (JPEG, PNG, WebP) nor a PDF, whatever its name says. Choose another file.',
        ],
      );
    }
    const told = await toKraft(picture(), { says: { type: 'image/png' } });
    assert.equal(
      [told.status, told.body.detail],
      [400, 'type must be image/jpeg: that is what the bytes are. Correct it and send it again.'],
    );
    const preview = await toKraft(picture(), { preview: page });
    assert.equal([preview.status, preview.body.errors], [400, [{ path: 'preview', message: 'must be a JPEG' }]]);
  });

  test('are refused where they are not as the command says, or not whole', async () => {
    const bad = async (sending: Sending): Promise<unknown> => {
      const { status, body } = await toKraft(picture(), sending);
      assert.is(status, 400, JSON.stringify(body));
      return body.errors;
    };
    const other = named(picture());
    assert.equal(await bad({ says: other }), [{ path: 'file', message: 'did not arrive as it was sent' }]);
    assert.equal(await bad({ says: { preview: other } }), [{ path: 'preview', message: 'is missing' }]);
    assert.equal(await bad({ preview: picture(), says: { preview: undefined } }), [
      { path: 'preview', message: 'is not named by the command' },
    ]);
    assert.equal(await bad({ parts: (form) => form.delete('file') }), [{ path: 'file', message: 'is missing' }]);
    assert.equal(await bad({ parts: (form) => form.delete('command') }), [{ path: 'command', message: 'is missing' }]);
    assert.equal(await bad({ parts: (form) => form.set('command', '{"itemId":') }), [
      { path: 'command', message: 'is not valid JSON' },
    ]);
    assert.equal(await bad({ parts: (form) => form.set('command', '{}'.padEnd(20_000)) }), [
      { path: 'command', message: 'must be the payload as JSON text' },
    ]);
    assert.equal(await bad({ parts: (form) => form.append('extra', new Blob(['x']), 'x') }), [
      { path: 'extra', message: 'is not a part that is known here' },
    ]);
    assert.equal(await bad({ says: { orderId: 'o1' } }), [
      { path: 'orderId', message: 'is not a field that is known here' },
    ]);
    const json = await stack.send('AttachStockFile', { itemId: 'kraft' } as never);
    assert.equal([json.status, json.body.errors?.[0]?.path], [400, 'file']);
    const cut = await stack.ask({
      method: 'POST',
      url: '/api/commands/AttachStockFile',
      headers: {
        authorization: `Bearer ${stack.token('admin')}`,
        'idempotency-key': randomUUID(),
        'content-type': 'multipart/form-data; boundary=x',
      },
      payload: '--x\r\ncontent-disposition: form-data; name="file"; filename="a.jpg"\r\n\r\nhalf',
    });
    assert.equal([cut.status, cut.body.code], [400, 'malformed-request'], cut.text);
    assert.is(await left(), 0);
  });

  test('that are too large are refused in words', async () => {
    const large = await toKraft(Buffer.concat([JPEG, Buffer.alloc(FILE_BYTES_MAX)]));
    assert.equal(
      [large.status, large.body.code, large.body.detail],
      [413, 'too-large', 'This file is larger than 10 MB. Make it smaller, or scan it in grey, and attach it again.'],
    );
    assert.is(await left(), 0);
  });

  test('whose command is refused leave no bytes, unless others have attached the same', async () => {
    const file = picture();
    const nowhere = await toKraft(file, {}, { itemId: 'nothing' });
    assert.is(nowhere.status, 404);
    assert.is(await new FileStore(folder).faultOf(named(file)), 'missing');
    await toKraft(file);
    const twice = await toKraft(file);
    assert.equal([twice.status, twice.body.code], [409, 'already-exists']);
    assert.is(await new FileStore(folder).faultOf(named(file)), undefined);
  });

  test('that are removed are told with the reason, and handed out no more', async () => {
    await toKraft(pdf(), {}, { fileId: 'gone', kind: 'certificate' });
    const wish = { itemId: 'kraft', fileId: 'gone', reason: 'An older one' };
    const others = await stack.send('RemoveStockFile', wish, { role: 'sales' });
    assert.equal([others.status, others.body.code], [403, 'not-your-own']);
    assert.is((await bytesOf('/api/stock-files/kraft/gone')).status, 200);
    await must(stack, 'RemoveStockFile', wish, { role: 'production_team' });
    const told = (await filesOfKraft()).find(({ fileId }) => fileId === 'gone');
    assert.equal([told?.removed?.reason, told?.removed?.user.name], ['An older one', 'Test production_team']);
    assert.is((await bytesOf('/api/stock-files/kraft/gone')).status, 404);
    assert.is((await bytesOf('/api/stock-files/kraft/never')).status, 404);
  });

  test('whose bytes are missing or were changed are never handed out', async () => {
    const file = picture();
    await toKraft(file, {}, { fileId: 'hurt' });
    await writeFile(placeOf(file), 'something else');
    for (const _ of [1, 2]) {
      const { status, bytes } = await bytesOf(`/api/stock-files/kraft/hurt?after=${stack.store.head}`);
      assert.equal([status, JSON.parse(bytes.toString()).code], [500, 'file-unreadable']);
      await rm(placeOf(file), { force: true });
    }
  });

  test('are for those who may see the record', async () => {
    assert.is((await toKraft(picture(), { role: 'auditor' })).status, 403);
    assert.is((await toKraft(picture(), { role: 'employee' })).status, 403);
    await toKraft(picture(), {}, { fileId: 'seen' });
    assert.is((await bytesOf(`/api/stock-files/kraft/seen?after=${stack.store.head}`, 'employee')).status, 403);
    const nobody = await stack.ask({ method: 'GET', url: '/api/stock-files/kraft/seen' });
    assert.is(nobody.status, 401);
  });

  test('of leave are for the person and those who decide, and have no name in the log', async () => {
    const record = { employeeId: 'e-team', requestId: 'r1', fileId: 'c1', kind: 'certificate' };
    const file = pdf();
    const others = await attach('AttachLeaveFile', record, file, { role: 'employee' });
    assert.equal([others.status, others.body.code], [403, 'not-your-own']);
    const titled = await attach('AttachLeaveFile', { ...record, name: 'Flu' }, file);
    assert.equal([titled.status, titled.body.errors?.[0]?.path], [400, 'name']);
    assert.is((await attach('AttachLeaveFile', record, file)).status, 200);
    const address = `/api/leave-files/e-team.r1/c1?after=${stack.store.head}`;
    for (const role of ['production_team', 'manager'] as const) {
      assert.is((await bytesOf(address, role)).bytes.equals(file), true, role);
    }
    for (const role of ['employee', 'sales'] as const) assert.is((await bytesOf(address, role)).status, 404, role);
    assert.is((await bytesOf(address, 'auditor')).status, 403);
  });
});
