import { useState } from 'preact/hooks';
import type { ApprovalCard } from '#contracts/timesheet.ts';
import { onlineOnly } from '../../sync/online.ts';
import { Button, MainButton } from '../../ui/button.tsx';
import { approveAll, attempts, chosen, type Tally } from './attempts.ts';
import { decisionIn } from './outcome.ts';
import { tallyWords } from './tally-words.ts';

/** Approves what is chosen, and says what became of it. `cards`: all that wait, in their places. */
export function SeveralBar({ cards }: { readonly cards: readonly ApprovalCard[] }) {
  const [sending, setSending] = useState(false);
  const [tally, setTally] = useState<Tally>();
  const wanted = cards.filter(({ id }) => chosen.value?.has(id) && !attempts.value.get(id)?.sending);
  const all = wanted.length === cards.length;

  async function approve(): Promise<void> {
    setSending(true);
    setTally(undefined);
    setTally(await approveAll(wanted, (problem) => decisionIn(problem) !== undefined));
    setSending(false);
  }
  return (
    <div class="foot">
      <div class="row">
        <MainButton
          label={`Approve ${wanted.length}`}
          sending={sending}
          disabledBecause={wanted.length === 0 && !sending ? 'Choose what to approve.' : onlineOnly(false)}
          onPress={() => void approve()}
        />
        <Button
          onPress={() => {
            chosen.value = new Set(all ? [] : cards.map(({ id }) => id));
          }}
        >
          {all ? 'None' : `All ${cards.length}`}
        </Button>
      </div>
      <p role="status">{tally !== undefined && tallyWords(tally)}</p>
    </div>
  );
}
