import type { PayRun } from '#contracts/pay.ts';
import { Chip } from '../../ui/chip.tsx';
import { runWords } from './pay-words.ts';

/** Where a pay run stands. */
export function RunChip({ status }: Pick<PayRun, 'status'>) {
  if (status === 'finalised') {
    return (
      <Chip kind="done" icon="check">
        {runWords[status]}
      </Chip>
    );
  }
  return <Chip kind={status === 'open' ? 'dashed' : 'plain'}>{runWords[status]}</Chip>;
}
