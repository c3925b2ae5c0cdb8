import { open, rm, statfs } from 'node:fs/promises';
import path from 'node:path';
import {
  discardFolder,
  diskOf,
  eventually,
  newDataFolder,
  type Person,
  type ServingMisty,
  serveMisty,
} from './testing/misty.ts';
import { assert, suite } from './testing/suite.ts';

const MEGABYTE = 2 ** 20;
const DISK_MEGABYTES = 400;
/** A database that was full goes over its journal first, and a machine that has much to do takes its time. */
const PATIENCE_MS = 100_000;

/** The data folder of each is a small disk of its own, which is really filled. */
suite('a disk that fills up', (test) => {
  let dataFolder: string;
  let misty: ServingMisty;
  let kylie: Person;
  const begin = async (keep: string): Promise<void> => {
    misty = await serveMisty(dataFolder, { MISTY_DISK_FREE: keep }, { diskMegabytes: DISK_MEGABYTES });
    kylie = await misty.signIn('kylie');
  };
  test.before.each(async () => {
    dataFolder = await newDataFolder();
  });
  test.after.each(async () => {
    await misty.end('SIGKILL');
    await discardFolder(dataFolder);
  });

  const filling = () => path.join(diskOf(misty, dataFolder), 'filling');
  /** The database takes room meanwhile: what is free is looked at again and again, and what does not fit in is no failure. */
  const fillUpTo = async (freeMegabytes: number): Promise<void> => {
    const file = await open(filling(), 'w');
    try {
      for (;;) {
        const { bavail, bsize } = await statfs(diskOf(misty, dataFolder));
        const surplus = bavail * bsize - freeMegabytes * MEGABYTE;
        if (surplus <= 0) return;
        await file.write(Buffer.alloc(Math.min(surplus, MEGABYTE)));
      }
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
    } finally {
      await file.close();
    }
  };
  const receive = () => kylie.send('ReceiveStock', { itemId: 'k120-980', quantity: 1, supplier: 'x'.repeat(60) });
  const health = () => fetch(`${misty.url}/health/ready`);

  test(
    'stops recording in words before it is full, and goes on by itself when there is room',
    async () => {
      await begin('100MB');
      assert.is((await receive()).status, 200);
      await fillUpTo(60);
      await eventually('recording stops', async () => (await receive()).status === 503, PATIENCE_MS);
      const { body } = await receive();
      assert.match(
        String(body['detail']),
        /^The disk of the server is nearly full \(\d+ MB free, and 100 MB are kept\)/,
      );
      assert.match(await (await health()).text(), /nearly full/);
      assert.is((await kylie.get('/api/stock-levels/k120-980')).status, 200, 'what is there is shown');
      await rm(filling());
      await eventually('it goes on', async () => (await receive()).status === 200, PATIENCE_MS);
      assert.is((await health()).status, 200);
    },
    { timeoutMs: 180_000 },
  );

  test(
    'when it is full after all: unavailable, never broken; health says so; it mends when there is room',
    async () => {
      await begin('0MB');
      await fillUpTo(0);
      const statuses = new Set<number>();
      const ask = async (): Promise<void> => {
        const asked = [receive(), kylie.get('/api/stock-levels'), kylie.get('/api/stock-movements?itemId=k120-980')];
        for (const { status } of await Promise.all(asked)) statuses.add(status);
      };
      await eventually(
        'the database has failed',
        async () => {
          await ask();
          return (await health()).status === 503;
        },
        PATIENCE_MS,
      );
      for (let count = 0; count < 5; count += 1) await ask();
      await rm(filling());
      await eventually(
        'it is ready again',
        async () => {
          await ask();
          return (await health()).status === 200;
        },
        PATIENCE_MS,
      );
      await eventually('it records again', async () => (await receive()).status === 200, PATIENCE_MS);
      assert.equal(
        [...statuses].filter((status) => status !== 200 && status !== 503),
        [],
      );
      assert.ok(statuses.has(503));
    },
    { timeoutMs: 240_000 },
  );
});
