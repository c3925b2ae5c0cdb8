import { Words } from './words.tsx';

export interface HistoryEntry {
  readonly key: string | number;
  /** As it is shown: "9:58", "Wed", "Thu 12 Nov". */
  readonly time: string;
  /** The exact moment, ISO 8601. */
  readonly at: string;
  /** What happened: "Allocated 12 to ADM-2026-0037". */
  readonly title: string;
  /** Who, and what else: "Kylie Tran · Saltbush Films, line 1". */
  readonly sub?: string | undefined;
  /** The balance after it: "63 free", not the change. */
  readonly figure?: string | undefined;
}

interface HistoryListProps {
  readonly entries: readonly HistoryEntry[];
}

/** What happened to a thing, the newest first. */
export function HistoryList({ entries }: HistoryListProps) {
  return (
    <ol class="history">
      {entries.map(({ key, time, at, title, sub, figure }) => (
        <li key={key}>
          <time dateTime={at}>{time}</time>
          <div>
            <p class="strong">
              <Words>{title}</Words>
            </p>
            {sub !== undefined && (
              <p class="meta second">
                <Words>{sub}</Words>
              </p>
            )}
          </div>
          <span class="strong number">{figure}</span>
        </li>
      ))}
    </ol>
  );
}
