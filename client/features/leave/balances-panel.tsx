import { useState } from 'preact/hooks';
import type { EmployeeRow } from '#contracts/employee.ts';
import { hoursText } from '#contracts/hours-text.ts';
import type { LeaveBalance } from '#contracts/leave.ts';
import { type LeaveType, leaveWords } from '#contracts/leave-types.ts';
import type { SettingsView } from '#contracts/settings.ts';
import { capital } from '#contracts/words.ts';
import { Fetched } from '../../shared/fetched.tsx';
import { series } from '../../sync/models.ts';
import { may } from '../../sync/rights.ts';
import { session } from '../../sync/session.ts';
import { Button } from '../../ui/button.tsx';
import { HistoryList } from '../../ui/history-list.tsx';
import { Segment } from '../../ui/segment.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { AdjustBalance } from './adjust-balance.tsx';
import { balanceStep } from './balance.ts';
import { movementEntry } from './movement-words.ts';

interface BalancesPanelProps {
  readonly employee: EmployeeRow;
  readonly isMine: boolean;
  readonly settings: SettingsView;
  readonly balance: LeaveBalance;
  readonly onClose: () => void;
}

/** Every balance of somebody, and how it came to be what it is. */
export function BalancesPanel({ employee, isMine, settings, balance, onClose }: BalancesPanelProps) {
  const types = settings.leaveTypes.filter(({ balanced }) => balanced).map(({ type }) => type);
  const [chosen, setChosen] = useState<LeaveType>();
  const type = chosen ?? types[0];
  const mayAdjust = !isMine && may(session.value?.user.role ?? 'employee', 'leave.adjust');
  return (
    <SidePanel title="Balances" sub={isMine ? undefined : employee.name} onClose={onClose}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">Leave</th>
            <th scope="col" class="number">
              Balance
            </th>
            <th scope="col" class="number">
              Waiting
            </th>
            <th scope="col" class="number">
              Left
            </th>
          </tr>
        </thead>
        <tbody>
          {types.map((one) => (
            <BalanceRow key={one} type={one} settings={settings} balance={balance} />
          ))}
        </tbody>
      </table>
      {type !== undefined && (
        <>
          <Segment
            apart
            label="Which leave"
            value={type}
            onChange={setChosen}
            options={types.map((value) => ({ value, label: capital(leaveWords[value]) }))}
          />
          {mayAdjust && (
            <AdjustBalance key={type} employee={employee} type={type} settings={settings} balance={balance} />
          )}
          <BalanceHistory employeeId={employee.id} type={type} />
        </>
      )}
    </SidePanel>
  );
}

type BalanceRowProps = Pick<BalancesPanelProps, 'settings' | 'balance'> & { readonly type: LeaveType };

function BalanceRow({ type, settings, balance }: BalanceRowProps) {
  const step = balanceStep(type, 0, balance, settings.leaveTypes);
  if (step === undefined) return null;
  return (
    <tr>
      <td>{capital(leaveWords[type])}</td>
      <td class="number">{hoursText(step.now + step.pending)}</td>
      <td class="number">{step.pending === 0 ? '' : hoursText(step.pending)}</td>
      <td class="number strong">{hoursText(step.now)}</td>
    </tr>
  );
}

/** What happened to one balance, the newest first. */
function BalanceHistory({ employeeId, type }: { readonly employeeId: string; readonly type: LeaveType }) {
  const history = series('leave-movements', employeeId);
  const entries = history.list.value.flatMap((movement) => movementEntry(movement, type) ?? []);
  return (
    <section class="panel-part" aria-label="History">
      <h3>History of {leaveWords[type]} leave</h3>
      <Fetched of={history} what="The history" lines={6}>
        {entries.length === 0 && <p class="second">Nothing has happened to it yet.</p>}
        <HistoryList entries={entries} />
        {history.hasMore.value && (
          <Button wide sending={history.loadingMore.value} onPress={() => void history.more()}>
            Show more
          </Button>
        )}
      </Fetched>
    </section>
  );
}
