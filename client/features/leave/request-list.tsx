import { useState } from 'preact/hooks';
import type { LeaveRequest, LeaveStatus } from '#contracts/leave.ts';
import { leaveWords } from '#contracts/leave-types.ts';
import { lengthOf } from '../../shared/time.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Empty } from '../../ui/empty.tsx';
import type { IconName } from '../../ui/icon.tsx';
import { rangeWords, statusWords } from './leave-words.ts';

interface RequestListProps {
  /** "Your requests" */
  readonly title: string;
  /** The newest first. */
  readonly requests: readonly LeaveRequest[];
  /** The address of a request. */
  readonly hrefOf: (request: LeaveRequest) => string;
}

const ROWS_AT_ONCE = 6;
const ROWS_MORE = 30;

/** What was asked for and what became of it. */
export function RequestList({ title, requests, hrefOf }: RequestListProps) {
  const [rowsMax, setRowsMax] = useState(ROWS_AT_ONCE);
  const hidden = requests.length - rowsMax;
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {requests.length === 0 ? (
        <Empty title="Nothing was asked for yet">Choose the first and the last day to begin.</Empty>
      ) : (
        <ul class="rows">
          {requests.slice(0, rowsMax).map((request) => (
            <li key={request.id}>
              <RequestLink request={request} href={hrefOf(request)} />
            </li>
          ))}
        </ul>
      )}
      {hidden > 0 && (
        <Button wide onPress={() => setRowsMax(rowsMax + ROWS_MORE)}>
          {`Show more, ${hidden} left`}
        </Button>
      )}
    </section>
  );
}

/** A request in one line; a tap opens it. */
export function RequestLink({ request, href }: { readonly request: LeaveRequest; readonly href: string }) {
  const { type, minutes, status } = request;
  return (
    <a class="leave-request" href={href}>
      <span class="grow">
        <strong class="nowrap">{rangeWords(request)}</strong> {leaveWords[type]},{' '}
        <span class="nowrap">{lengthOf(minutes)}</span>
      </span>
      <StatusChip status={status} />
    </a>
  );
}

const looks = {
  pending: { kind: 'dashed' },
  approved: { kind: 'done', icon: 'check' },
  rejected: { kind: 'signal', icon: 'close' },
  withdrawn: { kind: 'plain' },
  cancelled: { kind: 'signal', icon: 'undo' },
} as const satisfies Record<LeaveStatus, { kind: string; icon?: IconName }>;

/** What became of a request. */
export function StatusChip({ status }: { readonly status: LeaveStatus }) {
  return <Chip {...looks[status]}>{statusWords[status]}</Chip>;
}
