import { effectOf } from '#contracts/approval-checks.ts';
import type { ApprovalCard } from '#contracts/timesheet.ts';
import { capital } from '#contracts/words.ts';
import { hoursFigure, lengthOf } from '../../shared/time.ts';
import { Bar } from '../../ui/bar.tsx';
import { Icon } from '../../ui/icon.tsx';
import { trackOf } from '../../ui/tape.ts';
import { kindWords } from './approval-words.ts';
import { leaveWithoutFigures, weekWithoutFigures } from './effect-words.ts';
import { evidenceFor, hoursOf } from './evidence.ts';
import { overtimeWords, paidMinutes, paidWords } from './hours-words.ts';

/** What an approval does: to the balance, or to the pay of the week. */
export function Effect({ card }: { readonly card: ApprovalCard }) {
  return (
    <div class="effect">
      <p class="meta strong second">If you approve</p>
      {card.leave === undefined ? <OfWeek card={card} /> : <OfLeave card={card} />}
    </div>
  );
}

function OfLeave({ card }: { readonly card: ApprovalCard }) {
  const evidence = evidenceFor(card);
  const effect = evidence && effectOf(card, evidence);
  const taken = card.leave?.minutes ?? 0;
  if (effect === undefined) return <p>{leaveWithoutFigures(card, evidence)}</p>;
  const { before, after } = effect;
  const free = Math.max(0, before);
  return (
    <>
      <p class="meta strong second">{`${capital(kindWords(card))} balance`}</p>
      <BeforeAfter before={before} after={after} large />
      <Bar
        size={12}
        label={`${lengthOf(before)} now, ${lengthOf(taken)} of it asked for, ${lengthOf(after)} after that`}
        full={trackOf(free)}
        free={free}
        want={taken}
      />
    </>
  );
}

function OfWeek({ card }: { readonly card: ApprovalCard }) {
  const hours = hoursOf(card);
  if (hours === undefined) return <p>{weekWithoutFigures(card, evidenceFor(card) !== undefined)}</p>;
  const { days, weekMinutes } = hours;
  const { worked, off } = paidMinutes(days);
  return (
    <>
      <p class="meta strong second">Time that is paid</p>
      <p class="figure-2">{hoursFigure(worked + off)}</p>
      <Bar
        size={12}
        label={`${paidWords(days)}; beyond ${lengthOf(weekMinutes)} it is overtime`}
        full={Math.max(trackOf(worked + off), weekMinutes)}
        free={worked}
        held={off}
        notch={weekMinutes}
      />
      <p class="meta second">{paidWords(days)}</p>
    </>
  );
}

/** The same in one line, for a card that is not open. */
export function EffectLine({ card }: { readonly card: ApprovalCard }) {
  const evidence = evidenceFor(card);
  const effect = evidence && effectOf(card, evidence);
  if (effect !== undefined) {
    return (
      <p class="strong">
        {capital(kindWords(card)).replace(/ leave$/, '')} <BeforeAfter {...effect} />
      </p>
    );
  }
  const hours = hoursOf(card);
  return hours === undefined ? null : <p class="strong">{overtimeWords(hours.days) ?? 'No overtime'}</p>;
}

function BeforeAfter(props: { readonly before: number; readonly after: number; readonly large?: boolean }) {
  const { before, after, large = false } = props;
  return (
    <span class={large ? 'before-after' : 'nowrap'}>
      <span>{hoursFigure(before)}</span> {large ? <Icon name="arrow-right" label="becomes" /> : '→'}{' '}
      <span class={large ? 'figure-2' : ''}>{hoursFigure(after)}</span>
    </span>
  );
}
