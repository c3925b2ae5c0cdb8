/** So long it waits before it fetches again what could not be fetched. */
const RETRY_MS = 3_000;

/** Fetches code that is not needed to draw the first screen, again and again while the server is away. Never throws. */
export async function fetchedCode<Code>(
  load: () => Promise<Code>,
  onAway: () => void = () => undefined,
): Promise<Code> {
  for (;;) {
    try {
      return await load();
    } catch {
      onAway();
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}
