/** How many wrong guesses one place has. Five tries for each of thirty people would be a hundred and fifty. */
export interface Guesses {
  /** Takes one before it is looked at. Returns the seconds to wait for the next; 0 when this one may go on. */
  take(place: string): number;
  /** It was right, and does not count. */
  giveBack(place: string): void;
}

const PLACES_MAX = 10_000;

/** So many in any such stretch of time. A right one does not bring back those that were wrong. */
export function createGuesses({ max = 15, withinMs = 15 * 60_000, clock = () => performance.now() } = {}): Guesses {
  const places = new Map<string, readonly number[]>();
  return {
    take(place) {
      const now = clock();
      const recent = (places.get(place) ?? []).filter((at) => now - at < withinMs);
      const [oldest] = recent;
      if (recent.length >= max && oldest !== undefined) return Math.ceil((oldest + withinMs - now) / 1000);
      // Put last, so that the one that was quiet for longest is dropped when there are too many.
      places.delete(place);
      places.set(place, [...recent, now]);
      const [quietest] = places.keys();
      if (places.size > PLACES_MAX && quietest !== undefined) places.delete(quietest);
      return 0;
    },
    giveBack(place) {
      places.set(place, places.get(place)?.slice(0, -1) ?? []);
    },
  };
}
