import { may } from '../sync/rights.ts';
import { session } from '../sync/session.ts';
import { Button } from '../ui/button.tsx';

interface HistoryOfProps {
  /** As the log calls it: 'order', 'stock-item'. */
  readonly kind: string;
  readonly id: string;
}

/** The way from a record to all that was ever recorded of it, for those who may see that. */
export function HistoryOf({ kind, id }: HistoryOfProps) {
  if (!may(session.value?.user.role ?? 'employee', 'history.read')) return null;
  return (
    <span>
      <Button icon="history" href={historyHref(kind, id)}>
        History of this
      </Button>
    </span>
  );
}

/** The address of a record's history. */
export function historyHref(kind: string, id: string): string {
  return `/history/${kind}/${id.split('/').map(encodeURIComponent).join('/')}`;
}
