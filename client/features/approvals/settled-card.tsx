import type { ComponentChildren } from 'preact';
import type { ApprovalCard } from '#contracts/timesheet.ts';
import { onlineOnly } from '../../sync/online.ts';
import { Button, QuietButton } from '../../ui/button.tsx';
import { Card, SomebodyElse } from '../../ui/card.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { Words } from '../../ui/words.tsx';
import { kindWords } from './approval-words.ts';
import { attempt, attempts } from './attempts.ts';
import { lockedWeeksOf } from './evidence.ts';
import type { Decision } from './outcome.ts';
import { mayUndo, mineDetail, mineTitle, otherDetail, otherTitle } from './outcome-words.ts';
import { Refused } from './refused.tsx';

interface SettledCardProps {
  /** As it is now, where it is known; else as it was when it was seen last. */
  readonly card: ApprovalCard;
  /** Undefined where nobody decided it: it was taken back, or handed to somebody else. */
  readonly decision: Decision | undefined;
  readonly mine: boolean;
  readonly onForget: () => void;
}

/** A card that waits no more, in its old place. */
export function SettledCard({ card, decision, mine, onForget }: SettledCardProps) {
  if (decision !== undefined && mine) return <Mine card={card} decision={decision} />;
  const gotIt = <QuietButton onPress={onForget}>Got it</QuietButton>;
  if (decision === undefined) {
    return (
      <Past icon="info" title={`${card.employeeName}’s ${kindWords(card)} no longer waits`} answers={gotIt}>
        It was taken back, or it is no longer yours to decide.
      </Past>
    );
  }
  return (
    <SomebodyElse
      who={decision.by.name}
      title={otherTitle(decision)}
      answers={
        <>
          <Button href={`/approvals?show=decided&card=${card.id}`}>See it</Button>
          {gotIt}
        </>
      }
    >
      <Words>{otherDetail(card, decision)}</Words>
    </SomebodyElse>
  );
}

const icons: Readonly<Partial<Record<Decision['kind'], IconName>>> = { approved: 'check', rejected: 'close' };
const UNDONE = 'Undone by the approver';

function Mine({ card, decision }: { readonly card: ApprovalCard; readonly decision: Decision }) {
  const locked = lockedWeeksOf(card.employeeId);
  const made = attempts.value.get(card.id);
  const undo = (
    <Button
      icon="undo"
      sending={made?.sending === true}
      disabledBecause={onlineOnly(false)}
      onPress={() => void attempt(card, 'undo', UNDONE)}
    >
      Undo
    </Button>
  );
  return (
    <Past
      icon={icons[decision.kind] ?? 'undo'}
      title={mineTitle(card, decision)}
      answers={mayUndo(card, decision, locked) && undo}
      below={<Refused problem={made?.problem} />}
    >
      {mineDetail(card, decision, locked)}
    </Past>
  );
}

interface PastProps {
  readonly icon: IconName;
  readonly title: string;
  readonly children: string;
  readonly answers?: ComponentChildren;
  readonly below?: ComponentChildren;
}

function Past({ icon, title, children, answers, below }: PastProps) {
  return (
    <div role="status">
      <Card kind="past">
        <div class="somebody">
          <span class={icon === 'check' ? 'check-ok' : 'second'}>
            <Icon name={icon} size={28} />
          </span>
          <div>
            <h3>
              <Words>{title}</Words>
            </h3>
            <p class="second">
              <Words>{children}</Words>
            </p>
          </div>
          <div>{answers}</div>
        </div>
        {below}
      </Card>
    </div>
  );
}
