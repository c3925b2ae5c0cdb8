import type { ApprovalCard } from '#contracts/timesheet.ts';
import { lengthOf, moment } from '../../shared/time.ts';
import { Button, MainButton, QuietButton } from '../../ui/button.tsx';
import { ConflictCard } from '../../ui/conflict-card.tsx';
import { amountWords } from './approval-words.ts';
import { type Attempt, forgetAttempt } from './attempts.ts';
import { actTitle } from './outcome-words.ts';

interface StandsInTheWayProps {
  readonly made: Attempt | undefined;
  /** The card as it is now. */
  readonly card: ApprovalCard;
  readonly onApprove: () => void;
  readonly onReject: () => void;
}

/**
 * Somebody did something meanwhile, so the card cannot be approved as it was. It says what is so now, and what can be
 * done.
 */
export function StandsInTheWay({ made, card, onApprove, onReject }: StandsInTheWayProps) {
  const { problem } = made ?? {};
  if (made === undefined || problem?.winner === undefined) return null;
  const changed = problem.code === 'stale-version';
  return (
    <div class="whole">
      <ConflictCard
        who={problem.winner.user.name}
        title={actTitle(problem.winner)}
        what={changed ? `${amountWords(card)} now. ${amountWords(made.card)} when you looked.` : undefined}
        refusal={problem.detail}
        attempt={`Approve ${amountWords(made.card)}, tried at ${moment(made.at)}`}
      >
        <div class="row">
          {changed ? (
            <MainButton
              label={`Approve ${lengthOf(card.timesheet?.workedMinutes ?? 0)}`}
              sending={made.sending}
              onPress={onApprove}
            />
          ) : (
            <Button sending={made.sending} onPress={onApprove}>
              Try again
            </Button>
          )}
          <Button onPress={onReject}>Reject…</Button>
          <QuietButton onPress={() => forgetAttempt(card.id)}>Discard</QuietButton>
        </div>
      </ConflictCard>
    </div>
  );
}
