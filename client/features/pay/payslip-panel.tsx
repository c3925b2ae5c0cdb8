import { Fetched } from '../../shared/fetched.tsx';
import { HistoryOf } from '../../shared/history-of.tsx';
import { item } from '../../sync/models.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { weekOf } from './pay-words.ts';
import { Payslip } from './payslip.tsx';

interface PayslipPanelProps {
  readonly slipId: string;
  /** Address of its print view. */
  readonly printHref: string;
  readonly onClose: () => void;
}

/** A payslip beside the list it was opened from. */
export function PayslipPanel({ slipId, printHref, onClose }: PayslipPanelProps) {
  const fetched = item('payslips', slipId);
  const slip = fetched.row.value;
  return (
    <SidePanel
      title={slip?.employeeName ?? 'Payslip'}
      sub={slip && `Payslip, ${weekOf(slip.monday)}`}
      onClose={onClose}
    >
      {slip !== undefined ? (
        <>
          <Payslip slip={slip} />
          <div class="row">
            <Button icon="print" href={printHref}>
              Print
            </Button>
            <HistoryOf kind="timesheet" id={`${slip.employeeId}/${slip.monday}`} />
          </div>
        </>
      ) : (
        <NoPayslip of={fetched} />
      )}
    </SidePanel>
  );
}

/** In the place of a payslip that is not here: nobody's, not yet, or of somebody else. */
export function NoPayslip({ of }: { readonly of: ReturnType<typeof item<'payslips'>> }) {
  if (of.problem.value?.code === 'not-found') {
    return <Empty title="There is no such payslip">It is there once the week is approved.</Empty>;
  }
  return (
    <Fetched of={of} what="The payslip" lines={6}>
      {null}
    </Fetched>
  );
}
