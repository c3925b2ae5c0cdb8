import { startEmbedded } from './embedded.ts';

// A Misty that only holds an embedded server, for tests that kill it: says where the server is, and then waits for its end.

const [dataFolder = ''] = process.argv.slice(2);
try {
  const { uri, pid } = await startEmbedded({ dataFolder, log: console.error });
  console.log(JSON.stringify({ uri, pid: pid() }));
  setInterval(() => undefined, 60_000);
} catch (error) {
  console.log(JSON.stringify({ refused: error instanceof Error ? error.message : String(error) }));
}
