import './today.css';
import { useEffect, useRef } from 'preact/hooks';
import type { SessionUser } from '#contracts/user.ts';
import { decides, waitingCount } from '../../shared/deciding.ts';
import { later } from '../../shared/later.tsx';
import { hourOf, now, today } from '../../shared/time.ts';
import { myself } from '../../sync/me.ts';
import { model } from '../../sync/models.ts';
import { may } from '../../sync/rights.ts';
import { session } from '../../sync/session.ts';
import { signInNotices } from '../../sync/sign-in-notices.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Loading } from '../../ui/loading.tsx';
import { NotReached } from '../../ui/not-reached.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { isPhone } from '../../ui/phone.ts';
import { forgetDone, type StageMove, stageMoves } from '../orders/stage-moves.ts';
import { type Allocation, useAllocation } from '../stock/use-allocation.ts';
import { ApprovalsWaiting } from './approvals-waiting.tsx';
import { ClockCard } from './clock-card.tsx';
import { DoNext } from './do-next.tsx';
import { LateOrders } from './late-orders.tsx';
import { LowItems } from './low-items.tsx';
import { greeting, type Task, tasksFor, weeksToSubmit } from './next-up.ts';
import { AtStation, StationPicker, station } from './station.tsx';
import { MoveNotice, TaskRow } from './task-row.tsx';

const FirstSteps = later(
  'The first steps',
  () => import('../first-steps/first-steps.tsx').then((it) => it.FirstSteps),
  {
    inPlace: true,
  },
);
const JustAllocated = later(
  'What was done',
  () => import('../stock/just-allocated.tsx').then((it) => it.JustAllocated),
  {
    inPlace: true,
  },
);
const SignInNotices = later(
  'About your account',
  () => import('./account-notices.tsx').then((it) => it.SignInNotices),
  { inPlace: true },
);
/** With fewer orders than this a company may still be setting itself up. */
const ORDERS_OF_A_NEW_COMPANY = 2;

/** What this person should do next, and what is in trouble. */
export function TodayScreen() {
  const user = session.value?.user;
  if (user === undefined) return null;
  const sees = may(user.role, 'stock.read') && may(user.role, 'orders.read');
  return (
    <div class="page">
      <PageHead title={greeting(hourOf(now.value), user.name)} />
      {signInNotices.value.length > 0 && <SignInNotices />}
      {sees ? <Work user={user} /> : <OwnThings />}
    </div>
  );
}

/** For people who have nothing to do with stock and orders: the clock, one's own weeks, and what is to be decided. */
function OwnThings() {
  const weeks = ownWeeks();
  return (
    <div class="today">
      <div class="stack">
        <ClockCard main />
        {weeks.length > 0 ? (
          <TaskList title="To do" tasks={weeks} />
        ) : (
          <Empty title="Nothing waits for you">Weeks that are to be handed in come up here by themselves.</Empty>
        )}
      </div>
      <div class="stack">{decides() && <ApprovalsWaiting />}</div>
    </div>
  );
}

function TaskList({ title, tasks }: { readonly title: string; readonly tasks: readonly Task[] }) {
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <ul class="today-tasks">
        {withDone(tasks).map((entry, place) =>
          'from' in entry ? (
            <li key={`moved ${entry.orderId}`}>
              <div class="notice">
                <MoveNotice move={entry} link />
              </div>
            </li>
          ) : (
            <TaskRow key={entry.key} task={entry} place={place} />
          ),
        )}
      </ul>
    </section>
  );
}

/** Between them what was just moved, each where it stood. */
function withDone(tasks: readonly Task[]): readonly (Task | StageMove)[] {
  const entries: (Task | StageMove)[] = [...tasks];
  for (const move of stageMoves.value.values()) if (move.done) entries.splice(move.place, 0, move);
  return entries;
}

/** Own weeks that are to be handed in. */
function ownWeeks(): readonly Task[] {
  const me = myself();
  const sees = may(session.value?.user.role ?? 'employee', 'own.timesheet');
  return me && sees ? weeksToSubmit(model('timesheets', { employeeId: me.id }).list.value, today()) : [];
}

function Work({ user }: { readonly user: SessionUser }) {
  const orders = model('order-board');
  const levels = model('stock-levels');
  const low = model('low-stock');
  const allocation = useAllocation('today');
  const shown = useRef<Extract<Task, { kind: 'allocate' }>>();
  useEffect(() => forgetDone, []);
  const parts = [orders, levels, low];
  const lost = parts.find(({ state }) => state.value === 'unreachable');
  if (lost !== undefined) {
    return (
      <NotReached
        title="What is to be done could not be fetched"
        detail={lost.problem.value?.detail}
        onRetry={() => {
          for (const part of parts) void part.refresh();
        }}
      />
    );
  }
  if (parts.some(({ state }) => state.value === 'loading')) return <Loading what="What is to be done" lines={7} />;

  const known = { cards: orders.list.value, items: levels.list.value, low: low.list.value, weeks: ownWeeks() };
  const tasks = tasksFor(user.role, { ...known, today: today() });
  // What others do meanwhile does not put another order under the finger: the card stays while its line is to be done.
  if (!tasks.some(({ key }) => key === shown.current?.key)) {
    shown.current = tasks[0]?.kind === 'allocate' ? tasks[0] : undefined;
  }
  const next = allocation.sending ?? allocation.refused ?? shown.current;
  const take: Allocation['allocate'] = async (item, line, quantity) => {
    const done = await allocation.allocate(item, line, quantity);
    if (done) shown.current = undefined;
    return done;
  };
  const isNew = known.cards.length < ORDERS_OF_A_NEW_COMPANY && may(user.role, 'people.manage');
  // Where others wait for a decision, that comes first: for managers, leaders of a team, and who stands in for them.
  const decidesFirst = waitingCount() > 0;
  const at = onTheFloor(user) ? station() : undefined;
  const justMoved = [...stageMoves.value.values()].some(({ done }) => done);
  const rest = tasks.filter(({ key }) => key !== next?.line.key);
  return (
    <div class="today">
      <div class="stack">
        {isNew && <FirstSteps />}
        {decidesFirst && <ApprovalsWaiting />}
        {at !== undefined && <AtStation at={at} cards={known.cards} />}
        {next !== undefined && (
          <DoNext next={next} allocation={{ ...allocation, allocate: take }} items={levels.rows.value} />
        )}
        {allocation.done && <JustAllocated done={allocation.done} onUndone={allocation.forgetDone} />}
        {isPhone.value && <ClockCard />}
        {(rest.length > 0 || justMoved) && (
          <TaskList title={next === undefined ? 'To do' : 'After that'} tasks={rest} />
        )}
        {tasks.length === 0 && next === undefined && <AllDone user={user} />}
      </div>
      <div class="stack">
        {!isPhone.value && <ClockCard />}
        {decides() && !decidesFirst && <ApprovalsWaiting />}
        <LowItems low={known.low} />
        <LateOrders cards={known.cards} />
        {onTheFloor(user) && <StationPicker />}
      </div>
    </div>
  );
}

/** Whether this person works at the stations of the shop. */
function onTheFloor({ role }: SessionUser): boolean {
  return may(role, 'orders.stage') && !may(role, 'decide.all');
}

function AllDone({ user }: { readonly user: SessionUser }) {
  const enters = may(user.role, 'orders.write');
  return (
    <Empty
      title="Nothing waits for you"
      action={enters ? <Button href="/orders/new">Enter an order</Button> : <Button href="/stock">Go to Stock</Button>}
    >
      Orders that lack material, and items that run low, come up here by themselves.
    </Empty>
  );
}
