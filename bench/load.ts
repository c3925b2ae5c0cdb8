/** What came of a load: how much was done in how long. */
export interface Load {
  readonly perSecond: number;
  /** Of each one that was done, in the order in which they ended. */
  readonly latenciesMs: readonly number[];
}

/** So many clients at once work off a list, each with one after another. */
export async function workOff<Job>(
  clients: number,
  jobs: readonly Job[],
  one: (job: Job) => Promise<unknown>,
): Promise<Load> {
  const latenciesMs: number[] = [];
  const waiting = jobs.values();
  const start = performance.now();
  const client = async () => {
    for (const job of waiting) {
      const before = performance.now();
      await one(job);
      latenciesMs.push(performance.now() - before);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return { perSecond: jobs.length / ((performance.now() - start) / 1_000), latenciesMs };
}

/**
 * So many clients at once, each with one request after another, for so long. Who is in the middle of one when the time is
 * over ends it, and it counts, with the time it took.
 */
export async function load(clients: number, forMs: number, one: (client: number) => Promise<unknown>): Promise<Load> {
  const latenciesMs: number[] = [];
  const start = performance.now();
  const end = start + forMs;
  const client = async (index: number) => {
    for (let before = performance.now(); before < end; ) {
      await one(index);
      const after = performance.now();
      latenciesMs.push(after - before);
      before = after;
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, index) => client(index)));
  return { perSecond: latenciesMs.length / ((performance.now() - start) / 1_000), latenciesMs };
}
