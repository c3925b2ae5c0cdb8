/** Limits the wrong guesses of one place. Five tries for each of thirty people would be a hundred and fifty. */
export interface Guesses {
  /** Counts a guess before it is checked. Answers the seconds to wait for the next one; 0 when this one may go on. */
  take(place: string): number;
  /** The guess was right, so it does not count. */
  giveBack(place: string): void;
}

const PLACES_MAX = 10_000;

/** So many guesses in any stretch of this length. A right guess does not bring the wrong ones back. */
export function createGuesses({ max = 15, withinMs = 15 * 60_000, clock = () => performance.now() } = {}): Guesses {
  const places = new Map<string, readonly number[]>();
  return {
    take(place) {
      const now = clock();
      const recent = (places.get(place) ?? []).filter((at) => now - at < withinMs);
      const [oldest] = recent;
      if (recent.length >= max && oldest !== undefined) return Math.ceil((oldest + withinMs - now) / 1000);
      // Moved to the end, so that the place that was quiet for longest is dropped when there are too many.
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
