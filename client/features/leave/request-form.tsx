import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { EmployeeRow } from '#contracts/employee.ts';
import type { LeaveBalance, LeaveRequest } from '#contracts/leave.ts';
import { halvesWords } from '#contracts/leave-days.ts';
import type { SettingsView } from '#contracts/settings.ts';
import { filled } from '../../shared/filled.ts';
import { calendarDay } from '../../shared/time.ts';
import { newId } from '../../sync/ids.ts';
import { onlineOnly } from '../../sync/online.ts';
import { useCommand } from '../../sync/use-command.ts';
import { Button, MainButton, QuietButton } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { DateField, TextField } from '../../ui/field.tsx';
import { balanceStep } from './balance.ts';
import { BalanceFigures } from './balance-figures.tsx';
import { calendarOf } from './calendar-of.ts';
import { DayPlan } from './day-plan.tsx';
import { leaveAddress } from './leave-address.ts';
import { emptyDraft, leaveDraft } from './leave-draft.ts';
import { LeaveTypePicker } from './leave-type-picker.tsx';
import { leaveName } from './leave-words.ts';
import { knownObstacles } from './obstacles.ts';
import { type LeaveDraft, planOf } from './plan.ts';
import { RequestLink } from './request-list.tsx';
import { NotYet, RequestRefused } from './request-refused.tsx';

interface RequestFormProps {
  readonly employee: EmployeeRow;
  /** Whether it is the leave of the person who is signed in. */
  readonly isMine: boolean;
  readonly settings: SettingsView;
  readonly balance: LeaveBalance;
  /** Something else to do is open beside it: then its button is only outlined. */
  readonly isAside: boolean;
  /** All requests of the employee. */
  readonly requests: readonly LeaveRequest[];
  /** The head of the page. */
  readonly children: ComponentChildren;
}

/** Asks for leave, day by day, with the balance before and after it. */
export function RequestForm(props: RequestFormProps) {
  const { requests, children } = props;
  const asking = useRequest(props);
  const { draft, plan, type, step, days, overtaken, problem, missing, change } = asking;
  return (
    <form
      class={overtaken === undefined ? 'page leave-form' : 'page'}
      aria-label="Request leave"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (missing === undefined && onlineOnly() === undefined) void asking.request(draft);
      }}
    >
      {children}
      <LeaveTypePicker type={draft.type} onChange={(one) => change({ type: one })} />
      <FirstAndLast draft={draft} problem={plan.problem} onChange={change} />
      {plan.rows.length > 0 && <DayPlan plan={plan} draft={draft} requests={requests} onChange={change} />}
      <TextField label="Note" value={draft.note} onChange={(note) => change({ note })} maxLength={2_000} />
      <div class={overtaken === undefined ? 'foot' : 'stack'}>
        <JustAsked {...props} request={asking.done} />
        {type !== undefined && <BalanceFigures type={type} step={step} minutes={plan.minutes} days={days} />}
        {problem === undefined || overtaken === undefined ? (
          <SendRow {...props} asking={asking} />
        ) : (
          <RequestRefused
            problem={problem}
            winner={overtaken}
            attempt={`${days} of ${type === undefined ? 'leave' : leaveName(type).toLowerCase()}`}
            draft={draft}
            plan={plan}
            calendar={asking.calendar}
            sending={asking.sending}
            onRequest={(wish) => void asking.request(wish)}
            onChange={asking.forget}
            onDiscard={asking.clear}
          />
        )}
      </div>
    </form>
  );
}

/** The request that is being made: what was entered, what it comes to, and how it is sent. */
function useRequest({ employee, settings, balance, requests }: RequestFormProps) {
  const entered = leaveDraft(employee.id);
  const command = useCommand('RequestLeave');
  /** Id of what was sent last from here. */
  const [sent, setSent] = useState<string>();
  // The screen had said this before the request was sent, so this refusal needs no card.
  const [foreseen, setForeseen] = useState<readonly string[]>([]);
  const draft = entered.value;
  const calendar = calendarOf(employee.id, settings);
  const plan = planOf(draft, calendar);
  const type = draft.type === 'other' ? undefined : draft.type;
  const step = type && balanceStep(type, plan.minutes, balance, settings.leaveTypes);
  const days = halvesWords(plan.halves);
  const known = type === undefined ? [] : knownObstacles(type, plan, step, requests, balance.lockedWeeks);

  function change(part: Partial<LeaveDraft>): void {
    command.forget();
    entered.value = { ...draft, ...part };
  }
  function clear(): void {
    command.forget();
    entered.value = emptyDraft();
  }
  async function request(wish: LeaveDraft): Promise<void> {
    setForeseen(known.map(({ words }) => words));
    const { days: wished } = planOf(wish, calendar);
    if (wish.type === 'other') return;
    entered.value = wish;
    const payload = { employeeId: employee.id, requestId: wish.requestId, type: wish.type, days: [...wished] };
    if (!(await command.run({ ...payload, ...filled('note', wish.note) }))) return;
    setSent(wish.requestId);
    // A person who went on entering meanwhile goes on with another request.
    entered.value = entered.value === wish ? emptyDraft() : { ...entered.value, requestId: newId() };
  }
  const untouched = draft.first === '' && draft.last === '' && draft.note === '';
  const { problem } = command;
  return {
    ...{ draft, calendar, plan, type, step, days, known, problem, untouched, change, clear, request },
    missing: type === undefined ? 'Choose which leave it is.' : plan.problem,
    done: untouched ? requests.find(({ requestId }) => requestId === sent) : undefined,
    overtaken: problem?.winner !== undefined && !foreseen.includes(problem.detail) ? problem.winner : undefined,
    sending: command.sending,
    forget: command.forget,
  };
}

interface FirstAndLastProps {
  readonly draft: LeaveDraft;
  readonly problem: string | undefined;
  readonly onChange: (part: Partial<LeaveDraft>) => void;
}

function FirstAndLast({ draft: { first, last }, problem, onChange }: FirstAndLastProps) {
  return (
    <div class="pair">
      <DateField
        label="First day"
        value={first}
        words={calendarDay}
        onChange={(day) => onChange({ first: day, last: last < day ? day : last })}
      />
      <DateField
        label="Last day"
        value={last}
        words={calendarDay}
        error={last !== '' && last < first ? problem : undefined}
        onChange={(day) => onChange({ last: day, first: first === '' ? day : first })}
      />
    </div>
  );
}

interface JustAskedProps extends Pick<RequestFormProps, 'employee' | 'isMine'> {
  readonly request: LeaveRequest | undefined;
}

/** What was just asked for stands where it was asked for, and goes on living. */
function JustAsked({ employee, isMine, request }: JustAskedProps) {
  return (
    <div role="status">
      {request && (
        <Card kind={request.status === 'pending' ? 'waiting' : 'plain'}>
          <RequestLink
            request={request}
            href={leaveAddress(isMine ? undefined : employee.id, { request: request.requestId })}
          />
        </Card>
      )}
    </div>
  );
}

interface SendRowProps extends Pick<RequestFormProps, 'employee' | 'isMine' | 'isAside'> {
  readonly asking: ReturnType<typeof useRequest>;
}

function SendRow({ employee, isMine, isAside, asking }: SendRowProps) {
  const { draft, plan, days, known, problem, untouched, missing, sending, change, clear } = asking;
  const label = `Request ${plan.halves === 0 ? 'leave' : days}${isMine ? '' : ` for ${employee.name}`}`;
  const sends = { submit: true, wide: true, sending, disabledBecause: onlineOnly() ?? missing };
  return (
    <>
      <NotYet problem={problem} known={known} draft={draft} plan={plan} onChange={change} />
      <div class="row leave-send">
        <span class="grow">
          {isAside ? (
            <Button {...sends} tall>
              {label}
            </Button>
          ) : (
            <MainButton {...sends} label={label} />
          )}
        </span>
        {!untouched && <QuietButton onPress={clear}>Clear</QuietButton>}
      </div>
    </>
  );
}
