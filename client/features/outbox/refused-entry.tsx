import { stages, stageWords } from '#contracts/stages.ts';
import { later } from '../../shared/later.tsx';
import { atMoment, moment } from '../../shared/time.ts';
import { newId } from '../../sync/ids.ts';
import { model } from '../../sync/models.ts';
import type { Entry } from '../../sync/outbox/entry.ts';
import { outbox } from '../../sync/waiting.ts';
import { Button, MainButton } from '../../ui/button.tsx';
import { ConflictCard } from '../../ui/conflict-card.tsx';
import { winnerDetail, winnerTitle } from '../stock/stock-words.ts';
import { Discard } from './discard.tsx';
import { entryWords, itemOf, placeOf, sees } from './entry-words.ts';

const inPlace = { inPlace: true };
const RefusedAllocation = later(
  'What the other has taken',
  () => import('./refused-allocation.tsx').then((it) => it.RefusedAllocation),
  inPlace,
);
const RefusedWeek = later(
  'What the other has changed',
  () => import('./refused-week.tsx').then((it) => it.RefusedWeek),
  inPlace,
);

/**
 * One that the server has refused: by whom and when, what was wanted, and what can be done about it. It is the card that
 * would have stood under the finger.
 */
export function RefusedEntry({ entry }: { readonly entry: Entry }) {
  if (entry.problem === undefined) return null;
  const rest = <Plain entry={entry} />;
  if (entry.type === 'AllocateStock') return <RefusedAllocation entry={entry} otherwise={rest} />;
  if (entry.type === 'SaveTimesheet') return <RefusedWeek entry={entry} otherwise={rest} />;
  return rest;
}

function Plain({ entry }: { readonly entry: Entry }) {
  const { problem, type } = entry;
  if (problem === undefined) return null;
  const { winner } = problem;
  const item = itemOf(entry);
  const next = nextOf(entry);
  const fits = next === undefined && mayFit(entry);
  return (
    <ConflictCard
      who={winner?.user.name}
      title={titleOf(entry)}
      what={winner && item ? winnerDetail(winner, item.free, item) : nowWords(entry)}
      refusal={isOtherVersion(entry) ? `${problem.detail} ${OTHER_VERSION}` : problem.detail}
      attempt={`${entryWords(entry)}, given ${moment(entry.at)}`}
    >
      {next !== undefined && (
        <MainButton
          wide
          label={next.label}
          onPress={() => void outbox().then((box) => box?.replace(entry.id, { id: newId(), payload: next.payload }))}
        />
      )}
      <div class="row">
        <Button href={placeOf(entry)}>{type === 'SaveTimesheet' ? 'Open the week' : 'Open'}</Button>
        {fits && (
          <Button icon="retry" onPress={() => void outbox().then((box) => box?.retry(entry.id))}>
            Try again
          </Button>
        )}
        <Discard entry={entry} />
      </div>
    </ConflictCard>
  );
}

const OTHER_VERSION =
  'Misty may have been updated since you gave it. It is kept here as you gave it: enter it again, then discard this.';

/** The server cannot read it: it was given in an earlier version of Misty, or knows no such thing any more. */
function isOtherVersion({ problem }: Entry): boolean {
  return problem?.status === 400 || (problem?.status === 404 && problem.code === 'not-found');
}

/** Whether the very same may be done another time. */
function mayFit(entry: Entry): boolean {
  return !isOtherVersion(entry) && entry.type !== 'ClockIn' && entry.type !== 'ClockOut';
}

function titleOf(entry: Entry): string {
  const { winner, title = '' } = entry.problem ?? {};
  if (winner === undefined) return title;
  if (winner.event.type === 'ClockedIn' || winner.event.type === 'ClockedOut') {
    const did = winner.event.type === 'ClockedIn' ? 'clocked you in' : 'clocked you out';
    return `${winner.user.name} ${did} ${atMoment(winner.at)}`;
  }
  return winnerTitle(winner, itemOf(entry)?.scale ?? 0);
}

interface Move {
  readonly orderId: string;
  readonly from?: string;
  readonly to: string;
}

/** Where the order is now, and where it was when somebody wanted to move it. */
function nowWords({ type, payload }: Entry): string | undefined {
  if (type !== 'MoveOrderStage') return undefined;
  const { from, to } = payload as Move;
  const now = stageOf(payload as Move);
  const words = [
    now === undefined ? undefined : `It is in ${stageWords[now]} now.`,
    isStage(from) && isStage(to) ? `You moved it from ${stageWords[from]} to ${stageWords[to]}.` : undefined,
  ];
  return words.filter(Boolean).join(' ') || undefined;
}

/** The same wish on top of what is so now. */
function nextOf({ type, payload, problem }: Entry): { readonly label: string; readonly payload: object } | undefined {
  if (type !== 'MoveOrderStage') return undefined;
  const { from, to } = payload as Move;
  const now = stageOf(payload as Move);
  if (!isStage(to) || now === undefined || now === to) return undefined;
  if (problem?.code === 'still-to-deliver')
    return { label: `To ${stageWords[to]} all the same`, payload: { ...payload, from: now, undelivered: true } };
  return now === from
    ? undefined
    : { label: `Move it from ${stageWords[now]} to ${stageWords[to]}`, payload: { ...payload, from: now } };
}

function stageOf({ orderId }: Move) {
  return sees('orders.read') ? model('order-board').rows.value.get(orderId)?.stage : undefined;
}

function isStage(value: string | undefined): value is (typeof stages)[number] {
  return stages.some((stage) => stage === value);
}
