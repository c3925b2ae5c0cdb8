import type { ApprovalCard } from '#contracts/timesheet.ts';
import { capital } from '#contracts/words.ts';
import { later } from '../../shared/later.tsx';
import { dateOf, dayOf, timeOfDay, today } from '../../shared/time.ts';
import { onlineOnly } from '../../sync/online.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button, MainButton, QuietButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { NotDone } from '../../ui/not-done.tsx';
import { addressOf, amountWords, askedWords, daysWords, kindWords } from './approval-words.ts';
import { attempts } from './attempts.ts';
import { Checks, MainCheck } from './checks.tsx';
import { Effect, EffectLine } from './effect.tsx';

const inPlace = { inPlace: true };
const Refused = later('Why it was not done', () => import('./refused.tsx').then((it) => it.Refused), inPlace);
const RejectForm = later('The reason', () => import('./reject-form.tsx').then((it) => it.RejectForm), inPlace);
const StandsInTheWay = later(
  'What stands in the way',
  () => import('./stands-in-the-way.tsx').then((it) => it.StandsInTheWay),
  inPlace,
);

/** What can be done with a card. */
export interface CardActs {
  readonly onOpen: (open: boolean) => void;
  readonly onApprove: () => void;
  readonly onRejecting: (rejecting: boolean) => void;
}

interface WaitingCardProps extends CardActs {
  readonly card: ApprovalCard;
  readonly open: boolean;
  /** Whether the reason for rejecting it is being asked for. */
  readonly rejecting: boolean;
}

/** A card that waits: open with its evidence, or in one row. What opens it stays the same button in both. */
export function WaitingCard(props: WaitingCardProps) {
  const { card, open, onOpen } = props;
  const look = open ? 'card card-next approval approval-open' : 'card approval approval-row';
  return (
    <section class={look} aria-label={`${card.employeeName}, ${askedWords(card)}`}>
      <div class="stack">
        <button type="button" class="opener" aria-expanded={open} onClick={() => onOpen(!open)}>
          <Avatar name={card.employeeName} />
          {open ? <Who card={card} /> : <WhoAndWhat card={card} />}
        </button>
        {open && <What card={card} />}
      </div>
      {open ? <Opened {...props} /> : <InOneRow {...props} />}
    </section>
  );
}

function Who({ card: { employeeName, askedAt } }: { readonly card: ApprovalCard }) {
  const asked = dateOf(askedAt) === today() ? `at ${timeOfDay(askedAt)}` : dayOf(askedAt);
  return (
    <span class="grow">
      <strong>{employeeName}</strong>
      <span class="second">{`asked ${asked}`}</span>
    </span>
  );
}

/** The words of a card that is not open. */
export function WhoAndWhat({ card }: { readonly card: ApprovalCard }) {
  return (
    <span class="grow">
      <strong>{card.employeeName}</strong>
      <span>{askedWords(card)}</span>
      <span class="meta second">{amountWords(card)}</span>
    </span>
  );
}

function What({ card }: { readonly card: ApprovalCard }) {
  return (
    <div>
      <h2>
        {capital(kindWords(card))}
        <br />
        {daysWords(card)}
      </h2>
      <p class="second">{amountWords(card)}</p>
      {card.note !== undefined && <p class="second">“{card.note}”</p>}
      {card.kind === 'timesheet' && (
        <a class="all" href={addressOf(card)}>
          See the week
        </a>
      )}
    </div>
  );
}

function Opened(props: WaitingCardProps) {
  const { card, rejecting, onApprove, onRejecting } = props;
  const made = attempts.value.get(card.id);
  const conflict = made?.problem?.winner !== undefined && !rejecting;
  return (
    <>
      <Checks card={card} />
      <div class="stack">
        <Effect card={card} />
        {!rejecting && !conflict && (
          <div>
            <div class="answers">
              <div>
                <MainButton
                  wide
                  label="Approve"
                  sending={made?.sending === true}
                  disabledBecause={onlineOnly(false)}
                  onPress={onApprove}
                />
              </div>
              <Button tall onPress={() => onRejecting(true)}>
                Reject…
              </Button>
            </div>
            <NotDone problem={made?.problem} />
          </div>
        )}
      </div>
      {rejecting && <RejectForm card={card} onDone={() => onRejecting(false)} />}
      {conflict && <StandsInTheWay made={made} card={card} onApprove={onApprove} onReject={() => onRejecting(true)} />}
    </>
  );
}

function InOneRow({ card, onApprove, onRejecting }: WaitingCardProps) {
  const made = attempts.value.get(card.id);
  return (
    <>
      <div class="wide-only">
        <div>
          <EffectLine card={card} />
          <MainCheck card={card} />
        </div>
      </div>
      <div class="wide-only">
        <div class="row">
          <QuietButton onPress={() => onRejecting(true)}>Reject…</QuietButton>
          <div>
            {' '}
            <Button
              tall
              icon="check"
              sending={made?.sending === true}
              disabledBecause={onlineOnly(false)}
              onPress={onApprove}
            >
              Approve
            </Button>
          </div>
        </div>
      </div>
      <span class="phone-only">
        <Icon name="chevron-right" />
      </span>
      {made?.problem !== undefined && <Refused problem={made.problem} />}
    </>
  );
}
