import './pay.css';
import { useRoute } from 'preact-iso';
import { ReceiptCode } from '../../shared/receipt-code.tsx';
import { item } from '../../sync/models.ts';
import { may } from '../../sync/rights.ts';
import { session } from '../../sync/session.ts';
import { Button } from '../../ui/button.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Payslip } from './payslip.tsx';
import { NoPayslip } from './payslip-panel.tsx';

/** A payslip as it is printed: one sheet of A4. In an installed app there is no way back but this one. */
export function PayslipScreen() {
  const { params, query } = useRoute();
  const slipId = params['slipId'] ?? '';
  const fetched = item('payslips', slipId);
  const slip = fetched.row.value;
  return (
    <div class="page">
      <PageHead title="Payslip" back={backTo(slipId, query['run'])}>
        {slip !== undefined && (
          <Button icon="print" onPress={() => print()}>
            Print
          </Button>
        )}
      </PageHead>
      {slip === undefined ? (
        <NoPayslip of={fetched} />
      ) : (
        <article class="card payslip">
          <Payslip slip={slip} />
          <ReceiptCode paper="payslip" record={slip.id} sequence={slip.sequence} />
        </article>
      )}
    </div>
  );
}

/** Where it was opened: in a run, or among one's own. */
function backTo(slipId: string, run: string | undefined): string {
  if (run !== undefined) return `/pay/${run}?slip=${slipId}`;
  return `${may(session.value?.user.role ?? 'employee', 'pay.read') ? '/pay/mine' : '/pay'}?slip=${slipId}`;
}
