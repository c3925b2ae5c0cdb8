import './approvals.css';
import { useEffect, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { ApprovalCard } from '#contracts/timesheet.ts';
import { listed } from '#contracts/words.ts';
import { decides, decidesByRole, standsInFor } from '../../shared/deciding.ts';
import { Age } from '../../shared/fetched.tsx';
import { later } from '../../shared/later.tsx';
import { deciderOf } from '../../shared/team.ts';
import { ageOf, today } from '../../shared/time.ts';
import { myself } from '../../sync/me.ts';
import { type Model, model } from '../../sync/models.ts';
import { session } from '../../sync/session.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Segment } from '../../ui/segment.tsx';
import { chosen, forgetAnswered } from './attempts.ts';
import type { Visit } from './visit.ts';
import { Waiting } from './waiting.tsx';

// What waits is there before what is seldom asked for.
const Decided = later('What was decided', () => import('./decided.tsx').then((it) => it.Decided), { inPlace: true });
const Delegation = later('Your stand-in', () => import('./delegation.tsx').then((it) => it.Delegation), {
  inPlace: true,
});

/** Beyond this, what waits is too old to be decided on. */
const APPROVALS_AGE_MAX_MS = 600_000;

/** Leave and weeks that wait for a decision, and with ?show=decided those that were decided. */
export function ApprovalsScreen() {
  const user = session.value?.user;
  if (user === undefined) return null;
  if (!decides()) return <DecidesForNobody />;
  return <Inbox own={decidesByRole(user.role)} />;
}

/** `own`: whether they decide in their own right, so that there is something to hand over. */
function Inbox({ own }: { readonly own: boolean }) {
  const { query, route } = useLocation();
  const visit = useRef<Visit>(new Map());
  const waiting = model('approvals');
  const count = waiting.list.value.length;
  const known = waiting.asOf.value !== undefined;
  const decided = query['show'] === 'decided';
  // Why something was refused is said once: the next visit begins anew.
  useEffect(() => forgetAnswered, []);
  return (
    <div class="page">
      <PageHead title="Approvals" beside={known && <HowMany waiting={waiting} />}>
        {!decided && count > 1 && (
          <Button
            label="Approve several"
            pressed={chosen.value !== undefined}
            onPress={() => {
              chosen.value = chosen.value === undefined ? new Set() : undefined;
            }}
          >
            Several
          </Button>
        )}
        <Segment
          label="Show"
          value={decided ? 'decided' : 'waiting'}
          onChange={(value) => route(value === 'decided' ? '/approvals?show=decided' : '/approvals')}
          options={[
            { value: 'waiting', label: known ? `Waiting ${count}` : 'Waiting' },
            { value: 'decided', label: 'Decided' },
          ]}
        />
      </PageHead>
      <StandingIn />
      {decided ? <Decided wanted={query['card']} /> : <Waiting visit={visit.current} wanted={query['card']} />}
      {own && !decided && chosen.value === undefined && <Delegation />}
    </div>
  );
}

function HowMany({ waiting }: { readonly waiting: Model<ApprovalCard> }) {
  const [oldest] = waiting.list.value;
  return (
    <span class="row">
      {oldest !== undefined && (
        <span>
          {waiting.list.value.length} waiting<span class="wide-only">, oldest {ageOf(oldest.askedAt)}</span>
        </span>
      )}
      <Age of={waiting} maxMs={APPROVALS_AGE_MAX_MS} />
    </span>
  );
}

/** The people in whose place this person decides today. */
function StandingIn() {
  const names = standsInFor().map(({ name }) => name);
  if (names.length === 0) return null;
  return <p class="second">{`You decide in the place of ${listed(names)} as well.`}</p>;
}

function DecidesForNobody() {
  const me = myself();
  const decider = me && deciderOf(me, model('employees').list.value, today());
  return (
    <div class="page">
      <PageHead title="Approvals" />
      <Empty title="You decide for nobody">
        {`Your own leave and weeks are decided by ${decider ? `${decider.name} or the office` : 'the office'}.`}
      </Empty>
    </div>
  );
}
