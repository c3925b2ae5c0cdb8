import type { OrderCard as Card } from '#contracts/order.ts';
import { type Stage, stageWords } from '#contracts/stages.ts';
import { later } from '../../shared/later.tsx';
import { calendarDay, daysPast, today } from '../../shared/time.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { isLate, lateWords, stageAfter } from './board.ts';

const StageChooser = later('The stages', () => import('./stage-chooser.tsx').then((it) => it.StageChooser), {
  inPlace: true,
});

interface OrderCardProps {
  readonly card: Card;
  /** Where it stands in its column. */
  readonly place: number;
  /** Whether this person may move orders. */
  readonly mayMove: boolean;
  readonly sending: boolean;
  /** The list of all stages is open, with the one chosen by a drop. */
  readonly choosing: { readonly to?: Stage | undefined } | undefined;
  readonly onNext: () => void;
  readonly onChoose: (open: boolean) => void;
}

/** An order on the board: its arrow goes to the next stage, the dots to any other. The card itself opens it. */
export function OrderCard({ card, place, mayMove, sending, choosing, onNext, onChoose }: OrderCardProps) {
  const { id, number, clientName, summary, lineCount, priority, stage } = card;
  const late = isLate(card, today());
  const next = stageAfter(stage);
  return (
    <li
      class={late ? 'order-card late' : 'order-card'}
      draggable={mayMove && choosing === undefined}
      onDragStart={(event) => event.dataTransfer?.setData('text/plain', id)}
    >
      <a href={`/orders/${id}`} data-card={id} draggable={false}>
        <span class="row strong meta">
          <span class="nowrap">{number}</span>
          {priority === 'asap' && (
            <span class="asap">
              <Icon name="asap" size={16} /> ASAP
            </span>
          )}
        </span>
        <strong class="one-line client">{clientName}</strong>
        <span class="meta second what">
          <span class="one-line">{summary}</span>
          {lineCount > 1 && <span class="nowrap">+ {lineCount - 1} more</span>}
        </span>
      </a>
      <div class="order-foot">
        <Due card={card} late={late} />
        {mayMove && next !== undefined && (
          <>
            <span class="plain">
              <Button
                icon="more"
                label={`Another stage for ${number}`}
                expanded={choosing !== undefined}
                onPress={() => onChoose(choosing === undefined)}
              />
            </span>
            <Button
              icon="arrow-right"
              label={`Move ${number} to ${stageWords[next]}`}
              sending={sending}
              onPress={onNext}
            />
          </>
        )}
      </div>
      {choosing !== undefined && (
        <StageChooser
          orderId={id}
          number={number}
          stage={stage}
          to={choosing.to}
          place={place}
          onDone={() => onChoose(false)}
        />
      )}
    </li>
  );
}

function Due({ card, late }: { readonly card: Card; readonly late: boolean }) {
  if (late) {
    return (
      <p class="due strong signal">
        <Icon name="warning" size={16} /> {lateWords(daysPast(card.dueDate))}
      </p>
    );
  }
  const must = card.priority === 'must-deliver';
  // A date of another year goes without its weekday: both do not fit, and nobody plans by the weekday yet.
  const day = card.dueDate === today() ? 'Today' : calendarDay(card.dueDate).replace(/^\w+ (?=.* \d{4}$)/, '');
  return (
    <p class={must ? 'due bold' : 'due'}>
      <Icon name="calendar" size={16} />
      <span>
        {must && <span class="nowrap">Must deliver</span>} <span class="nowrap">{day}</span>
      </span>
    </p>
  );
}
