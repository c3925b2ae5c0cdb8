import { type Check, checksOf } from '#contracts/approval-checks.ts';
import type { ApprovalCard } from '#contracts/timesheet.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { checkedWords, evidenceFor } from './evidence.ts';

const marks: Readonly<Record<Check['result'], { readonly icon: IconName; readonly label: string }>> = {
  ok: { icon: 'check', label: 'In order:' },
  warn: { icon: 'warning', label: 'Careful:' },
  info: { icon: 'info', label: 'Note:' },
};

/** What speaks for and against approving the card. */
export function Checks({ card }: { readonly card: ApprovalCard }) {
  const evidence = evidenceFor(card);
  return (
    <div class="stack">
      <p class="meta strong second">{checkedWords()}</p>
      {evidence === undefined ? (
        <p class="second">Balances and absences are being looked up.</p>
      ) : (
        <ul class="checks">
          {checksOf(card, evidence).map((check) => (
            <CheckLine key={check.words} check={check} />
          ))}
        </ul>
      )}
    </div>
  );
}

/** One of them, for a card that is not open: a warning where there is one, else the first. */
export function MainCheck({ card }: { readonly card: ApprovalCard }) {
  const evidence = evidenceFor(card);
  const all = evidence === undefined ? [] : checksOf(card, evidence);
  const main = all.find(({ result }) => result === 'warn') ?? all[0];
  return <ul class="checks meta second">{main !== undefined && <CheckLine check={main} small />}</ul>;
}

function CheckLine({ check: { result, words }, small }: { readonly check: Check; readonly small?: boolean }) {
  return (
    <li class={`check-${result}`}>
      <Icon name={marks[result].icon} label={marks[result].label} {...(small && { size: 16 })} />
      <span>{words}</span>
    </li>
  );
}
