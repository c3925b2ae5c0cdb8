import type { Payslip } from '#contracts/pay.ts';
import { Chip } from '../../ui/chip.tsx';
import { payslipWords } from './pay-words.ts';

/** How final a payslip is. */
export function PayslipChip({ status }: Pick<Payslip, 'status'>) {
  if (status === 'finalised') {
    return (
      <Chip kind="done" icon="check">
        {payslipWords[status]}
      </Chip>
    );
  }
  return <Chip kind={status === 'worked-out' ? 'dashed' : 'plain'}>{payslipWords[status]}</Chip>;
}
