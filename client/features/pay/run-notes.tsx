import type { PayRun, Payslip } from '#contracts/pay.ts';
import { Card } from '../../ui/card.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Tables } from './tables.tsx';

interface RunNotesProps {
  readonly status: PayRun['status'];
  readonly slips: readonly Payslip[];
}

/** What finalising does, and by which tables the pay was worked out. */
export function RunNotes({ status, slips }: RunNotesProps) {
  return (
    <Card kind="past">
      {status === 'open' && (
        <>
          <h2>What finalising does</h2>
          <p class="second">
            All weeks that are approved are marked as paid in the same moment: they are locked, and everybody reads
            their payslip as final. If one of them changes while you look, nothing is finalised and you see which. Misty
            moves no money and reports nothing to the tax office: that is done at the bank and by your bookkeeper. A
            finalised run can be taken back, with a reason.
          </p>
        </>
      )}
      <h2>Worked out by</h2>
      <p class="row">
        <Icon name="info" />
        <span class="grow">
          These tables were transcribed at second hand. Your bookkeeper confirms them before the first pay run.
        </span>
      </p>
      <Tables slips={slips} />
    </Card>
  );
}
