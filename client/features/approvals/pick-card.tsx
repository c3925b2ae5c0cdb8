import type { ApprovalCard } from '#contracts/timesheet.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Core } from '../../ui/core.tsx';
import { askedWords } from './approval-words.ts';
import { attempts, choose, chosen } from './attempts.ts';
import { MainCheck } from './checks.tsx';
import { EffectLine } from './effect.tsx';
import { Refused } from './refused.tsx';
import { WhoAndWhat } from './waiting-card.tsx';

/** A card to be approved together with others: taken in or left out, with what became of it. */
export function PickCard({ card }: { readonly card: ApprovalCard }) {
  const made = attempts.value.get(card.id);
  return (
    <section class="card approval approval-row" aria-label={`${card.employeeName}, ${askedWords(card)}`}>
      <label class="opener">
        <input
          type="checkbox"
          checked={chosen.value?.has(card.id) === true}
          onChange={({ currentTarget }) => choose(card.id, currentTarget.checked)}
        />
        <Avatar name={card.employeeName} />
        <WhoAndWhat card={card} />
      </label>
      <div class="wide-only">
        <div>
          <EffectLine card={card} />
          <MainCheck card={card} />
        </div>
      </div>
      {made?.sending === true && (
        <span class="core-word">
          <Core state="sending" /> Sending…
        </span>
      )}
      <Refused problem={made?.problem} />
    </section>
  );
}
