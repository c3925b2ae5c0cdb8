import path from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { readyBrowser, sharedBrowser } from './chromium.ts';

// A process that runs one test file after another: `node lane.worker.ts MARK LINGER_MS`, the files by line on its stdin.
// After each file it prints a line that begins with the mark. Ends when its stdin does.

/** What the mark is followed by. */
export interface FileEnd {
  readonly exitCode: number;
  /** The kinds of things that the file opened and did not close, such as Timeout or TCPSocketWrap. */
  readonly open: readonly string[];
}

// One stream for all that a file says: on two, the mark could overtake the error that came before it.
process.stderr.write = process.stdout.write.bind(process.stdout);

// uvu runs what it finds in its queue when it is told to, and not by itself.
const queue: unknown[][] = [];
Object.assign(globalThis, { UVU_DEFER: 1, UVU_QUEUE: queue });
const { exec } = await import('uvu');
const [mark, lingerMs] = process.argv.slice(2);

for await (const file of createInterface({ input: process.stdin })) {
  if (file.includes('.e2e.test.')) await readyBrowser();
  const before = process.getActiveResourcesInfo();
  queue.splice(0, queue.length, [null]);
  process.exitCode = 0;
  try {
    await import(pathToFileURL(path.resolve(file)).href);
    await exec();
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
  }
  const end: FileEnd = { exitCode: Number(process.exitCode), open: await leftOpen(before) };
  process.exitCode = 0;
  process.stdout.write(`\n${mark} ${JSON.stringify(end)}\n`);
}

await (await sharedBrowser())?.close();

/** What keeps the process alive and was not there before. It has a while to close. */
async function leftOpen(before: readonly string[]): Promise<string[]> {
  const end = performance.now() + Number(lingerMs);
  for (;;) {
    // A promise that was rejected and that nobody waits for ends the process here, while this file still counts.
    await new Promise((resolve) => setImmediate(resolve));
    const left = process.getActiveResourcesInfo();
    for (const kind of before) {
      const at = left.indexOf(kind);
      if (at >= 0) left.splice(at, 1);
    }
    if (left.length === 0 || performance.now() > end) return left;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
