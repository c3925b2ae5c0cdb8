import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ApprovalCard } from '#contracts/timesheet.ts';
import { Fetched } from '../../shared/fetched.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import { Button, QuietButton } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Words } from '../../ui/words.tsx';
import { addressOf, amountWords, askedWords } from './approval-words.ts';
import { lockedWeeksOf } from './evidence.ts';
import { lastDecided } from './last-decided.ts';
import { decidedBy, mayUndo } from './outcome-words.ts';
import { TakeBackForm } from './reject-form.tsx';

const CARDS_AT_ONCE = 30;

/** What was decided last, by anybody, the newest first. `wanted`: the card that the address asks for. */
export function Decided({ wanted }: { readonly wanted: string | undefined }) {
  const decided = lastDecided();
  const [cardsMax, setCardsMax] = useState(CARDS_AT_ONCE);
  const all = decided.list.value;
  const at = all.findIndex(({ id }) => id === wanted);
  const shown = all.slice(0, Math.max(cardsMax, at + 1));
  return (
    <Fetched of={decided} what="Approvals" lines={6}>
      {all.length === 0 && <Empty title="Nothing was decided yet">Approvals and rejections are kept here.</Empty>}
      <ul class="stack">
        {shown.map((card) => (
          <li key={card.id}>
            <DecidedCard card={card} wanted={card.id === wanted} />
          </li>
        ))}
      </ul>
      {shown.length < all.length && (
        <Button wide onPress={() => setCardsMax(shown.length + CARDS_AT_ONCE)}>
          {`Show more, ${all.length - shown.length} left`}
        </Button>
      )}
    </Fetched>
  );
}

function DecidedCard({ card, wanted }: { readonly card: ApprovalCard; readonly wanted: boolean }) {
  const [takingBack, setTakingBack] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (wanted) place.current?.scrollIntoView({ block: 'center' });
  }, [wanted]);
  const { decision, employeeName } = card;
  if (decision === undefined) return null;
  const open = !takingBack && mayUndo(card, decision, lockedWeeksOf(card.employeeId));
  return (
    <Card kind={wanted ? 'plain' : 'past'} label={`${employeeName}, ${askedWords(card)}`}>
      <div class="somebody" ref={place}>
        <Avatar name={employeeName} />
        <div>
          <h3>{employeeName}</h3>
          <p>
            <Words>{`${askedWords(card)} · ${amountWords(card)}`}</Words>
          </p>
          <p class="second">
            <Words>{decidedBy(decision)}</Words>
            {decision.reason !== undefined && `: “${decision.reason}”`}
          </p>
        </div>
        <div class="row">
          {open && (
            <Button onPress={() => setTakingBack(true)}>{card.kind === 'leave' ? 'Cancel leave…' : 'Reopen…'}</Button>
          )}
          <QuietButton href={addressOf(card)}>Open</QuietButton>
        </div>
      </div>
      {takingBack && <TakeBackForm card={card} onDone={() => setTakingBack(false)} />}
    </Card>
  );
}
