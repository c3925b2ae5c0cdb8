import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ApprovalCard } from '#contracts/timesheet.ts';
import { Fetched } from '../../shared/fetched.tsx';
import { later } from '../../shared/later.tsx';
import { type Model, model } from '../../sync/models.ts';
import { onlineOnly } from '../../sync/online.ts';
import { session } from '../../sync/session.ts';
import { arrowKeys } from '../../ui/arrow-keys.ts';
import { REST_MS } from '../../ui/rest.ts';
import { attempt, attempts, chosen, forgetAttempt } from './attempts.ts';
import { lastDecided } from './last-decided.ts';
import { decisionIn, outcomeOf } from './outcome.ts';
import { Slot } from './slot.tsx';
import { NONE, openNow, see, type Visit } from './visit.ts';
import { WaitingCard } from './waiting-card.tsx';

const inPlace = { inPlace: true };
const NothingWaits = later(
  'What was decided',
  () => import('./nothing-waits.tsx').then((it) => it.NothingWaits),
  inPlace,
);
const SettledCard = later('What was decided', () => import('./settled-card.tsx').then((it) => it.SettledCard), inPlace);
const PickCard = later('The card', () => import('./pick-card.tsx').then((it) => it.PickCard), inPlace);
const SeveralBar = later('How many', () => import('./several-bar.tsx').then((it) => it.SeveralBar), inPlace);

interface WaitingProps {
  readonly visit: Visit;
  /** The card that the address asks for. */
  readonly wanted: string | undefined;
}

/** What waits for a decision, longest waiting first, each card with what became of it meanwhile. */
export function Waiting({ visit, wanted }: WaitingProps) {
  const waiting = model('approvals');
  const decided = lastDecided();
  const [kept, setKept] = useState(wanted);
  const [rejecting, setRejecting] = useState<string>();
  const [, redraw] = useState(0);
  see(visit, waiting.list.value);
  const me = session.value?.user.id;
  const entries = [...visit.values()].map((seen) => entryOf(seen, waiting, decided));
  const byId = new Map(entries.map((entry) => [entry.seen.id, entry]));
  const isWaiting = (id: string) => byId.get(id)?.now !== undefined;
  const isMine = (id: string) => byId.get(id)?.decision?.by.id === me;
  const several = chosen.value !== undefined;
  const open = several ? undefined : openNow({ order: [...byId.keys()], isWaiting, isMine, was: kept });
  // What is open stays open, wherever the rest goes.
  useLayoutEffect(() => {
    if (open !== undefined) setKept(open);
  }, [open]);
  // The key that approved one card does not approve the next one with a second press.
  const openedByHand = useRef(false);
  const openedItselfAt = useRef(Number.NEGATIVE_INFINITY);
  useLayoutEffect(() => {
    openedItselfAt.current = openedByHand.current ? Number.NEGATIVE_INFINITY : performance.now();
    openedByHand.current = false;
  }, [open]);
  const atWanted = open !== undefined && open === wanted;
  useLayoutEffect(() => {
    if (atWanted) document.querySelector('.approval-open')?.scrollIntoView({ block: 'nearest' });
  }, [atWanted]);

  async function approve(card: ApprovalCard): Promise<void> {
    const problem = await attempt(card, 'approve');
    // Why it was not done is to be seen with everything that speaks for and against it.
    if (problem !== undefined && decisionIn(problem) === undefined) setKept(card.id);
  }
  useKey((event) => {
    if (several) return;
    const card = open === undefined ? undefined : byId.get(open)?.now;
    if (event.key.toLowerCase() === 'a' && card && rejecting !== open && onlineOnly(false) === undefined) {
      if (performance.now() - openedItselfAt.current >= REST_MS) void approve(card);
    } else if (event.key === 'ArrowDown' && document.activeElement?.closest('.approvals') == null) {
      document.querySelector<HTMLElement>('.approvals .opener')?.focus();
    } else return;
    event.preventDefault();
  });
  return (
    <Fetched of={waiting} what="Approvals" lines={6}>
      {entries.length === 0 && <NothingWaits />}
      {several && <SeveralBar cards={entries.flatMap(({ now }) => now ?? [])} />}
      <ul class="stack approvals" onKeyDown={arrowKeys('button.opener, .opener input')}>
        {entries.map(({ seen, now, decided: row, decision }) => (
          <Slot key={seen.id} settled={now === undefined} keepsHeight={several || decision?.by.id !== me}>
            {now === undefined ? (
              <SettledCard
                card={row ?? seen}
                decision={decision}
                mine={isMine(seen.id)}
                onForget={() => {
                  visit.delete(seen.id);
                  forgetAttempt(seen.id);
                  redraw((count) => count + 1);
                }}
              />
            ) : several ? (
              <PickCard card={now} />
            ) : (
              <WaitingCard
                card={now}
                open={open === seen.id}
                rejecting={open === seen.id && rejecting === seen.id}
                onOpen={(wide) => {
                  openedByHand.current = wide;
                  setKept(wide ? seen.id : NONE);
                }}
                onApprove={() => void approve(now)}
                onRejecting={(asked) => {
                  setRejecting(asked ? seen.id : undefined);
                  if (asked) setKept(seen.id);
                }}
              />
            )}
          </Slot>
        ))}
      </ul>
    </Fetched>
  );
}

/** A card of the visit: as it waits now, or what became of it. */
function entryOf(seen: ApprovalCard, waiting: Model<ApprovalCard>, decided: Model<ApprovalCard>) {
  const row = decided.rows.value.get(seen.id);
  // A refusal may tell of somebody's decision a moment before the list does.
  const told = decisionIn(attempts.value.get(seen.id)?.problem);
  const now = told === undefined ? waiting.rows.value.get(seen.id) : undefined;
  return { seen, now, decided: row, decision: outcomeOf(seen, row) ?? told };
}

/** A key that counts wherever the focus is, but where somebody types. */
function useKey(press: (event: KeyboardEvent) => void): void {
  const latest = useRef(press);
  latest.current = press;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.closest('input, textarea, select, dialog') !== null) return;
      latest.current(event);
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
}
