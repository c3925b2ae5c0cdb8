import type { Past } from './past.ts';

/** How the slider lays out the past: each event as wide as the next, or by the time that went by. */
export type Layout = 'events' | 'time';

/** Where each moment lies on the slider, from 0 to 1. Moments are in order, and so are their places. */
export function placesOf(past: Past, layout: Layout, now: number): readonly number[] {
  const moments = Array.from({ length: past.length + 1 }, (_, moment) => moment);
  if (layout === 'events') return moments.map((moment) => moment / Math.max(1, past.length));
  const first = Date.parse(past.at(1) ?? '') || now;
  // Before the first event is a little room, so that its mark does not lie at the very edge.
  // The clocks of the device and of the log are a little apart: the last event is never beyond the edge.
  const span = Math.max(1, now - first, (Date.parse(past.at(past.length) ?? '') || now) - first) * 1.02;
  return moments.map((moment) => (moment === 0 ? 0 : (Date.parse(past.at(moment) ?? '') - first) / span + 0.02 / 1.02));
}

/** The moment whose place is nearest. */
export function nearest(places: readonly number[], at: number): number {
  let [low, high] = [0, places.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? 1) < at) low = middle + 1;
    else high = middle;
  }
  const before = places[low - 1];
  return before !== undefined && at - before <= (places[low] ?? 1) - at ? low - 1 : low;
}

/** The marks of all events as one drawing on a width of 1,000: marks that would lie on one another are drawn once. */
export function marksOf(places: readonly number[]): string {
  const seen = new Set(places.slice(1).map((place) => Math.round(place * 1_000)));
  return [...seen].map((x) => `M${x} 0V1`).join('');
}
