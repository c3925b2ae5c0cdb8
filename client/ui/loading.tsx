import { uncapital } from '#contracts/words.ts';

interface LoadingProps {
  /** What is being fetched: "Stock". */
  readonly what: string;
  /** How many lines the final layout has, about. */
  readonly lines?: number;
}

/** Still grey lines. They appear after 300 ms only, so that a quick answer does not flicker. */
export function Loading({ what, lines = 3 }: LoadingProps) {
  return (
    <div class="loading" role="status">
      <span class="unseen">Fetching {uncapital(what)}</span>
      {Array.from({ length: lines }, (_, line) => (
        <i key={line} />
      ))}
    </div>
  );
}
