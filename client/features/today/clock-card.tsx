import { useEffect, useState } from 'preact/hooks';
import type { ClockState } from '#contracts/clock.ts';
import type { EmployeeRow } from '#contracts/employee.ts';
import { addDays, mondayOf } from '#contracts/week.ts';
import { later } from '../../shared/later.tsx';
import { atMoment, calendarDay, fullLength, lengthOf, now, timeOfDay, today, wallTime } from '../../shared/time.ts';
import { present } from '../../sync/clock.ts';
import { line } from '../../sync/connection.ts';
import { myself } from '../../sync/me.ts';
import { item, model } from '../../sync/models.ts';
import { may } from '../../sync/rights.ts';
import { session } from '../../sync/session.ts';
import { Button, MainButton, QuietButton } from '../../ui/button.tsx';
import { Card, SomebodyElse } from '../../ui/card.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Loading } from '../../ui/loading.tsx';
import { NotDone } from '../../ui/not-done.tsx';
import { type ClockTap, clockTap, isLost, tapClock, type WaitingTap, waitingTaps } from './clock-taps.ts';
import { breakWords, minutesOn, shiftWords } from './clock-words.ts';

const OrderField = later('The orders', () => import('./order-field.tsx').then((it) => it.OrderField), {
  inPlace: true,
});

/** One's own clock. `main`: there is nothing else to do next, so that clocking in is. */
export function ClockCard({ main = false }: { readonly main?: boolean }) {
  const role = session.value?.user.role;
  const me = myself();
  if (role === undefined || !may(role, 'own.clock') || me === null) return null;
  const clock = me === undefined ? undefined : item('clock', me.id).row.value;
  // Its place is kept, so that nothing moves when it comes.
  if (me === undefined || clock === undefined) return <Loading what="Your clock" lines={3} />;
  return <Clock me={me} clock={clock} main={main} />;
}

type LastShift = NonNullable<ClockState['last']>;

interface ClockProps {
  readonly me: EmployeeRow;
  readonly clock: ClockState;
  readonly main: boolean;
}

function Clock({ me, clock, main }: ClockProps) {
  const [orderId, setOrderId] = useState<string>();
  const kept = clockTap();
  const tap = kept.value;
  const lost = tap !== undefined && isLost(tap);
  const connected = line.value === 'live';
  useEffect(() => {
    if (connected && lost) void tapClock(tap);
    // Once for each time that the line comes back.
  }, [connected]);

  // Taps that wait count as they were given, and are shown as what they are: not recorded yet.
  const waits = waitingTaps(me.id);
  const lastTap = waits.at(-1);
  const on = lastTap === undefined ? clock.open !== undefined : lastTap.type === 'ClockIn';
  // What is longer ago stands on the sheet.
  const last = clock.last !== undefined && clock.last.date >= addDays(today(), -1) ? clock.last : undefined;
  const type = on ? 'ClockOut' : 'ClockIn';
  const label = type === 'ClockIn' ? 'Clock in' : 'Clock out';
  const press = () =>
    void tapClock(lost ? tap : { type, employeeId: me.id, at: present().toISOString(), ...(orderId && { orderId }) });
  const sending = tap?.sending === true;
  return (
    <Card label="Clock" kind={lost || waits.length > 0 ? 'waiting' : 'plain'}>
      <div class="clock">
        <span class={`avatar avatar-60 ${on ? 'avatar-work' : 'avatar-away'}`} aria-hidden="true">
          {on && <Icon name={lastTap === undefined ? 'check' : 'outbox'} />}
        </span>
        <div class="grow">
          {lastTap !== undefined ? (
            <Tapped taps={waits} />
          ) : clock.open ? (
            <On open={clock.open} />
          ) : (
            <Off last={last} />
          )}
        </div>
        {main && type === 'ClockIn' ? (
          <MainButton label={lost ? 'Send again' : label} sending={sending} onPress={press} />
        ) : (
          <Button tall sending={sending} onPress={press}>
            {lost ? 'Send again' : label}
          </Button>
        )}
      </div>
      {type === 'ClockIn' && last !== undefined && <LastShiftLine last={last} employeeId={me.id} />}
      {type === 'ClockIn' && <ForOrder orderId={orderId} onChange={setOrderId} />}
      <NotTaken
        tap={tap}
        onGotIt={() => {
          kept.value = undefined;
        }}
      />
    </Card>
  );
}

/** What was tapped and is not recorded: each counts from its tap. */
function Tapped({ taps }: { readonly taps: readonly WaitingTap[] }) {
  return (
    <div role="status">
      {taps.map(({ id, type, at }) => (
        <p key={id} class="strong">
          {type === 'ClockIn' ? 'On' : 'Off'} from {timeOfDay(at)}, when you tapped
        </p>
      ))}
      <p class="meta second">Not sent yet. It goes by itself when the connection is back.</p>
    </div>
  );
}

function On({ open }: { readonly open: NonNullable<ClockState['open']> }) {
  const on = minutesOn(open.since, now.value);
  const settings = item('settings', 'company').row.value;
  const since = open.date === today() ? timeOfDay(open.since) : `${calendarDay(open.date)}, ${timeOfDay(open.since)}`;
  const more = [open.orderNumber, settings && breakWords(settings.clockBreak, on)].filter(Boolean).join(' · ');
  return (
    <>
      <p class="meta strong second">On since {since}</p>
      <p class="figure-2">{on < 60 ? lengthOf(on) : fullLength(on)}</p>
      <p class="meta second">{more}</p>
    </>
  );
}

function Off({ last }: { readonly last: LastShift | undefined }) {
  return (
    <>
      <p class="strong">Not clocked in</p>
      {last !== undefined && <p class="meta second">Off since {wallTime(last.end)}</p>}
    </>
  );
}

/** What became of the shift before, with the way to its sheet. */
function LastShiftLine({ last, employeeId }: { readonly last: LastShift; readonly employeeId: string }) {
  const monday = mondayOf(last.date);
  const sees = may(session.value?.user.role ?? 'employee', 'own.timesheet');
  const week = sees ? model('timesheets', { employeeId }).list.value.find((one) => one.monday === monday) : undefined;
  return (
    <a class="clock-sheet" href={`/timesheets?week=${monday}`}>
      {shiftWords(last, week, today())}
    </a>
  );
}

interface ForOrderProps {
  readonly orderId: string | undefined;
  readonly onChange: (orderId: string | undefined) => void;
}

/** What the shift is costed to, if the person wants to say it now. */
function ForOrder({ orderId, onChange }: ForOrderProps) {
  const [open, setOpen] = useState(false);
  if (!may(session.value?.user.role ?? 'employee', 'orders.read')) return null;
  if (!open) {
    return (
      <div class="clock-order">
        <QuietButton onPress={() => setOpen(true)}>For an order…</QuietButton>
      </div>
    );
  }
  return <OrderField orderId={orderId} onChange={onChange} />;
}

/** Why a tap was not taken. What somebody did on another tablet is information, and the clock above shows it. */
function NotTaken({ tap, onGotIt }: { readonly tap: ClockTap | undefined; readonly onGotIt: () => void }) {
  const winner = tap?.problem?.winner;
  if (winner === undefined) {
    return (
      <NotDone problem={tap?.problem}>
        {tap !== undefined && isLost(tap) && (
          <div class="row">
            <p class="grow meta second">It counts from {timeOfDay(tap.at)}, when you tapped.</p>
            <QuietButton onPress={onGotIt}>Discard</QuietButton>
          </div>
        )}
      </NotDone>
    );
  }
  const did = winner.event.type === 'ClockedIn' ? 'clocked you in' : 'clocked you out';
  return (
    <SomebodyElse
      who={winner.user.name}
      title={`${winner.user.name} ${did} ${atMoment(winner.at)}`}
      answers={<Button onPress={onGotIt}>Got it</Button>}
    >
      {tap?.problem?.detail}
    </SomebodyElse>
  );
}
