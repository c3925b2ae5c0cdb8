import type { LeaveType } from '#contracts/leave-types.ts';
import { lengthOf } from '../../shared/time.ts';
import { Bar } from '../../ui/bar.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { BalanceStep } from './balance.ts';
import { leaveName } from './leave-words.ts';

interface BalanceFiguresProps {
  readonly type: LeaveType;
  /** Undefined for a type without a balance. */
  readonly step: BalanceStep | undefined;
  /** What is being asked for. */
  readonly minutes: number;
  /** The same in days: "3½ days". */
  readonly days: string;
}

/** What is left now and what this would leave, as figures and as a bar. */
export function BalanceFigures({ type, step, minutes, days }: BalanceFiguresProps) {
  const asked = minutes > 0;
  return (
    <div class="stack leave-balance">
      <div class="figures">
        {step === undefined ? (
          <p class="second grow">{leaveName(type)} has no balance: nothing is deducted.</p>
        ) : (
          <>
            <Figure label="Balance now" minutes={step.now} />
            {asked && <Icon name="arrow-right" />}
            {asked && <Figure label="After this" minutes={step.after} />}
          </>
        )}
        {asked && (
          <p class="meta second push number">
            {lengthOf(minutes)}
            <span>{days}</span>
          </p>
        )}
      </div>
      {step !== undefined && (
        <Bar
          label={barWords(step, minutes)}
          full={step.full}
          free={Math.max(0, step.now)}
          want={minutes}
          coming={step.pending}
        />
      )}
      {step !== undefined && step.pending > 0 && (
        <p class="meta second">{lengthOf(step.pending)} waiting, counted already.</p>
      )}
    </div>
  );
}

function Figure({ label, minutes }: { readonly label: string; readonly minutes: number }) {
  return (
    <p>
      <span class="meta second strong">{label}</span>
      <br />
      <span class="figure-2 nowrap">{lengthOf(minutes)}</span>
    </p>
  );
}

function barWords({ now, pending, after }: BalanceStep, minutes: number): string {
  const words = [`${lengthOf(now)} now`];
  if (minutes > 0) words.push(`${lengthOf(minutes)} in this request`, `${lengthOf(after)} after it`);
  if (pending > 0) words.push(`${lengthOf(pending)} waiting`);
  return words.join(', ');
}
