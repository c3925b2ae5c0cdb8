import { leaveWords } from '#contracts/leave-types.ts';
import { capital } from '#contracts/words.ts';
import { lengthOf } from '../../shared/time.ts';
import { model } from '../../sync/models.ts';
import { may } from '../../sync/rights.ts';
import { session } from '../../sync/session.ts';
import { Button } from '../../ui/button.tsx';
import { Fact } from '../../ui/fact.tsx';

/**
 * How much leave there is, and the ways to their leave and weeks: for themselves, and for the person who decides for
 * them.
 */
export function LeavePart({ employeeId }: { readonly employeeId: string }) {
  if (!may(session.value?.user.role ?? 'employee', 'own.leave')) return null;
  const found = model('leave-balances').rows.value.get(employeeId);
  if (found === undefined) return null;
  return (
    <section class="panel-part" aria-label="Leave and weeks">
      <h3>Leave and weeks</h3>
      {found.balances.length === 0 ? (
        <p class="second">No leave has been earned or asked for yet.</p>
      ) : (
        <dl class="facts">
          {found.balances.map(({ type, balanceMinutes, pendingMinutes }) => (
            <Fact key={type} name={capital(leaveWords[type])}>
              <strong>{lengthOf(balanceMinutes)}</strong>
              {pendingMinutes > 0 && <p class="meta second">{lengthOf(pendingMinutes)} asked for</p>}
            </Fact>
          ))}
        </dl>
      )}
      <div class="actions">
        <Button icon="calendar" href={`/leave?for=${employeeId}`}>
          Leave
        </Button>
        <Button icon="timesheets" href={`/timesheets?of=${employeeId}`}>
          Timesheets
        </Button>
      </div>
    </section>
  );
}
