import { benchAllocations } from './allocations.ts';
import type { Bench } from './bench.ts';
import type { FigureGroup } from './figures.ts';
import { benchInbox } from './inbox.ts';
import { benchMemory, memoryNow } from './memory.ts';
import { benchReads } from './reads.ts';
import { startWebServer } from './web-server.ts';

/** One server process, and what is seen of it from outside. It is gone before anything else is measured. */
export async function benchHttp(bench: Bench): Promise<readonly FigureGroup[]> {
  const server = await startWebServer(bench);
  try {
    const atFirst = await memoryNow(bench, server);
    const allocations = await benchAllocations(bench, server);
    const afterwards = await memoryNow(bench, server);
    const memory = benchMemory(atFirst, afterwards);
    return [allocations, memory, await benchReads(bench, server), await benchInbox(bench, server)];
  } finally {
    await server.close();
  }
}
