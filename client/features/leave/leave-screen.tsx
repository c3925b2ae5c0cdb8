import './leave.css';
import { useLocation } from 'preact-iso';
import type { EmployeeRow } from '#contracts/employee.ts';
import type { SettingsView } from '#contracts/settings.ts';
import { leaveRequestId } from '#contracts/week.ts';
import { Age, Fetched } from '../../shared/fetched.tsx';
import { later } from '../../shared/later.tsx';
import { employeeCard } from '../../sync/cards.ts';
import { myself } from '../../sync/me.ts';
import { item, model } from '../../sync/models.ts';
import { Button, QuietButton } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Panes } from '../../ui/side-panel.tsx';
import { leaveAddress } from './leave-address.ts';
import { RequestForm } from './request-form.tsx';
import { RequestList } from './request-list.tsx';
import { WhoseLeave } from './whose-leave.tsx';

const inPlace = { inPlace: true };
const TeamCalendar = later('The calendar', () => import('./team-calendar.tsx').then((it) => it.TeamCalendar), inPlace);
const WhoElse = later('Who else is away', () => import('./who-else.tsx').then((it) => it.WhoElse), inPlace);
const BalancesPanel = later('The balances', () => import('./balances-panel.tsx').then((it) => it.BalancesPanel));
const RequestPanel = later('The request', () => import('./request-panel.tsx').then((it) => it.RequestPanel));

/**
 * Asking for leave, with the team's calendar beside it: /leave, or /leave?for=<employee> for the person who decides
 * there.
 */
export function LeaveScreen() {
  const company = item('settings', 'company');
  const employees = model('employees');
  const me = myself();
  const wanted = useLocation().query['for'];
  const settings = company.row.value;
  if (settings === undefined || me === undefined) {
    return (
      <div class="page">
        <PageHead title="Leave" />
        <Fetched of={settings === undefined ? company : employees} what="Leave" lines={8}>
          {null}
        </Fetched>
      </div>
    );
  }
  const employee = wanted === undefined ? me : employees.rows.value.get(wanted);
  return employee ? (
    <LeaveOf key={employee.id} employee={employee} isMine={employee.id === me?.id} settings={settings} />
  ) : (
    <NobodysLeave settings={settings} isWanted={wanted !== undefined} />
  );
}

interface LeaveOfProps {
  readonly employee: EmployeeRow;
  /** Whether it is the leave of the person who is signed in. */
  readonly isMine: boolean;
  readonly settings: SettingsView;
}

function LeaveOf({ employee, isMine, settings }: LeaveOfProps) {
  const { query, route } = useLocation();
  const balances = model('leave-balances');
  const requests = model('leave-requests', { employeeId: employee.id });
  const balance = balances.rows.value.get(employee.id);
  const cards = model('employee-cards');
  // Without the card a plan would be made of the company's week.
  const isKnown = employeeCard(employee.id) !== undefined;
  const forWhom = isMine ? undefined : employee.id;
  const close = () => route(leaveAddress(forWhom));
  const opened = query['request'];
  const head = (
    <PageHead
      title="Leave"
      beside={
        <span class="row">
          <QuietButton href={leaveAddress(forWhom, { show: 'balances' })}>Balances</QuietButton>
          <Age of={requests} />
        </span>
      }
    >
      <WhoseLeave employee={employee} isMine={isMine} />
    </PageHead>
  );
  return (
    <Panes
      width="half"
      list={
        balance === undefined || !isKnown ? (
          <div class="page">
            {head}
            <Fetched of={cards.asOf.value === undefined ? cards : balances} what="The balances" lines={8}>
              <Empty
                title={`You do not decide for ${employee.name}`}
                action={<Button href="/leave">Your leave</Button>}
              >
                The address may be meant for somebody else.
              </Empty>
            </Fetched>
          </div>
        ) : (
          <RequestForm
            employee={employee}
            isMine={isMine}
            isAside={query['show'] === 'balances'}
            settings={settings}
            balance={balance}
            requests={requests.list.value}
          >
            {head}
          </RequestForm>
        )
      }
      panel={
        opened === undefined ? (
          query['show'] === 'balances' &&
          balance !== undefined && (
            <BalancesPanel employee={employee} isMine={isMine} settings={settings} balance={balance} onClose={close} />
          )
        ) : (
          <RequestPanel
            key={opened}
            employee={employee}
            isMine={isMine}
            request={requests.rows.value.get(leaveRequestId(employee.id, opened))}
            requests={requests}
            onClose={close}
          />
        )
      }
      beside={
        <section class="side-panel" aria-label="Team and requests">
          <TeamCalendar employee={employee} isMine={isMine} settings={settings} />
          <WhoElse employee={employee} settings={settings} />
          {balance !== undefined && (
            <Fetched of={requests} what="The requests">
              <RequestList
                title={isMine ? 'Your requests' : `Requests of ${employee.name}`}
                requests={requests.list.value}
                hrefOf={({ requestId }) => leaveAddress(forWhom, { request: requestId })}
              />
            </Fetched>
          )}
        </section>
      }
    />
  );
}

interface NobodysLeaveProps {
  readonly settings: SettingsView;
  /** The address names somebody who is not there. */
  readonly isWanted: boolean;
}

/** An account that belongs to no employee has no leave; who is away concerns it all the same. */
function NobodysLeave({ settings, isWanted }: NobodysLeaveProps) {
  return (
    <Panes
      width="half"
      list={
        <div class="page">
          <PageHead title="Leave">
            <WhoseLeave employee={undefined} isMine={false} />
          </PageHead>
          {isWanted ? (
            <Empty title="Nobody is found at this address" action={<Button href="/leave">Your leave</Button>} />
          ) : (
            <Empty title="This account belongs to no employee">
              So there is no leave to ask for. The office can connect the two under People.
            </Empty>
          )}
        </div>
      }
      beside={
        <section class="side-panel" aria-label="Team">
          <TeamCalendar employee={undefined} isMine={false} settings={settings} />
        </section>
      }
    />
  );
}
