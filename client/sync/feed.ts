import { fetchedCode } from './code.ts';
import { lineIsDown } from './connection.ts';
import type { LiveListener } from './live.ts';

// The code of the live feed is not needed to draw the first screen: it comes beside that screen's own.

type Live = typeof import('./live.ts');

let here: Live | undefined;
let coming: Promise<Live> | undefined;

/** Fetches the code of the feed, again and again while it cannot be fetched: the line is down then. */
export function fetchFeed(): Promise<Live> {
  coming ??= load();
  return coming;
}

/** Follows the live feed from as soon as it can. */
export function follow(listener: LiveListener): void {
  void fetchFeed().then((live) => live.follow(listener));
}

/** Answers when the screen shows what was written at this position; after a while also without. */
export function shown(position: number): Promise<void> {
  return here?.shown(position) ?? Promise.resolve();
}

async function load(): Promise<Live> {
  here = await fetchedCode(() => import('./live.ts'), lineIsDown);
  return here;
}
