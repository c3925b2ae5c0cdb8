import { useLocation } from 'preact-iso';
import type { EmployeeRow } from '#contracts/employee.ts';
import type { LeaveRequest } from '#contracts/leave.ts';
import { halvesOf, halvesWords } from '#contracts/leave-days.ts';
import { approvalId } from '#contracts/week.ts';
import { Fetched } from '../../shared/fetched.tsx';
import { filesOfLeave } from '../../shared/files/files-of.ts';
import { HistoryOf } from '../../shared/history-of.tsx';
import { later } from '../../shared/later.tsx';
import { deciderOf } from '../../shared/team.ts';
import { calendarDay, lengthOf, moment, today } from '../../shared/time.ts';
import { type Model, model } from '../../sync/models.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Fact } from '../../ui/fact.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { leaveAddress } from './leave-address.ts';
import { draftLike, leaveDraft } from './leave-draft.ts';
import { leaveName, rangeWords, statusWords } from './leave-words.ts';
import { CancelLeave, WithdrawLeave } from './request-end.tsx';
import { StatusChip } from './request-list.tsx';

const Files = later('The files', () => import('../../shared/files/files.tsx').then((it) => it.Files), {
  inPlace: true,
});

interface RequestPanelProps {
  readonly employee: EmployeeRow;
  readonly isMine: boolean;
  /** Undefined when it is not among the requests of the employee. */
  readonly request: LeaveRequest | undefined;
  readonly requests: Model<LeaveRequest>;
  readonly onClose: () => void;
}

/** One request: its days, who decided and why, and what can still be done with it. */
export function RequestPanel({ employee, isMine, request, requests, onClose }: RequestPanelProps) {
  if (request === undefined) {
    return (
      <SidePanel title="Request" onClose={onClose}>
        <Fetched of={requests} what="The request" lines={6}>
          <Empty title="There is no such request" action={<Button onPress={onClose}>Show all requests</Button>}>
            The address may be an old one.
          </Empty>
        </Fetched>
      </SidePanel>
    );
  }
  const { type, days, minutes, status } = request;
  const amount = `${halvesWords(halvesOf(days))}, ${lengthOf(minutes)}`;
  return (
    <SidePanel
      title={leaveName(type)}
      sub={[...(isMine ? [] : [employee.name]), rangeWords(request), amount].join(' · ')}
      aside={<StatusChip status={status} />}
      onClose={onClose}
    >
      <Decision employee={employee} request={request} />
      <ul class="rows leave-days" aria-label="Day by day">
        {days.map(({ date, minutes: taken, half }) => (
          <li key={date}>
            <strong class="strong">{calendarDay(date)}</strong>
            <span class="second">
              {half === undefined ? 'Full day' : half === 'first' ? 'First half' : 'Second half'}
            </span>
            <span class="number">{lengthOf(taken)}</span>
          </li>
        ))}
      </ul>
      <Files key={request.id} of={filesOfLeave(employee.id, request.requestId)} look="panel-part" />
      <Doings employee={employee} isMine={isMine} request={request} />
      <HistoryOf kind="leave" id={employee.id} />
    </SidePanel>
  );
}

/** Who asked, who answered, and why. */
function Decision({ employee, request }: { readonly employee: EmployeeRow; readonly request: LeaveRequest }) {
  const { requestedBy, requestedAt, decidedBy, decidedAt, status, note, decisionNote, reason } = request;
  const { balanceBefore, balanceAfter } = request;
  const decider = deciderOf(employee, model('employees').list.value, today());
  return (
    <dl class="facts">
      <Fact name="Asked for">{`${requestedBy.name}, ${moment(requestedAt)}`}</Fact>
      <Fact name="Waits for">{status === 'pending' && (decider?.name ?? 'the office')}</Fact>
      <Fact name={statusWords[status]}>{decidedBy && decidedAt && `${decidedBy.name}, ${moment(decidedAt)}`}</Fact>
      <Fact name="Why">{reason}</Fact>
      <Fact name="Note">{note}</Fact>
      <Fact name="Answer">{decisionNote}</Fact>
      <Fact name="Balance">
        {balanceBefore !== undefined &&
          balanceAfter !== undefined &&
          `${lengthOf(balanceBefore)} before, ${lengthOf(balanceAfter)} after`}
      </Fact>
    </dl>
  );
}

interface DoingsProps {
  readonly employee: EmployeeRow;
  readonly isMine: boolean;
  readonly request: LeaveRequest;
}

function Doings({ employee, isMine, request }: DoingsProps) {
  const { route } = useLocation();
  function askAgain(): void {
    leaveDraft(employee.id).value = draftLike(request);
    route(leaveAddress(isMine ? undefined : employee.id));
  }
  if (request.status === 'pending') {
    return (
      <>
        {!isMine && <Button href={`/approvals?card=${approvalId('leave', request.id)}`}>Decide it in Approvals</Button>}
        <WithdrawLeave request={request} />
      </>
    );
  }
  if (request.status !== 'approved') {
    return (
      <span>
        <Button icon="undo" onPress={askAgain}>
          Ask for it again
        </Button>
      </span>
    );
  }
  if (!isMine) return <CancelLeave request={request} />;
  if (request.lastDay < today()) return null;
  return (
    <p class="second">{`If you no longer want it, ask ${request.decidedBy?.name ?? 'the office'} to cancel it.`}</p>
  );
}
