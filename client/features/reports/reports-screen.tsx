import './reports.css';
import { useLocation, useRoute } from 'preact-iso';
import type { Permission } from '#contracts/permissions.ts';
import { may } from '../../sync/rights.ts';
import { session } from '../../sync/session.ts';
import { Button } from '../../ui/button.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { HoursReport } from './hours-report.tsx';
import { LeaveReport } from './leave-report.tsx';
import { OnTimeReport } from './on-time-report.tsx';
import { OrdersReport } from './orders-report.tsx';
import { PayReport } from './pay-report.tsx';
import { StockReport } from './stock-report.tsx';
import { UseReport } from './use-report-card.tsx';

/** How it goes: charts, each with its table and its file. /reports?item=<stock item> */
export function ReportsScreen() {
  const { query } = useRoute();
  const { route } = useLocation();
  const role = session.value?.user.role;
  const reads = (permission: Permission) => role !== undefined && may(role, permission);
  return (
    <div class="page">
      <PageHead title="Reports">
        <Button icon="print" onPress={() => print()}>
          Print
        </Button>
      </PageHead>
      <div class="reports">
        {reads('stock.read') && (
          <div class="report-wide">
            <StockReport
              itemId={query['item']}
              onItem={(itemId) => route(`/reports?item=${encodeURIComponent(itemId)}`, true)}
            />
          </div>
        )}
        {reads('orders.read') && <OrdersReport />}
        {reads('orders.read') && <OnTimeReport />}
        {reads('stock.read') && <UseReport />}
        {reads('own.timesheet') && <HoursReport />}
        {reads('own.leave') && <LeaveReport />}
        {reads('pay.read') && (
          <div class="report-wide">
            <PayReport />
          </div>
        )}
      </div>
    </div>
  );
}
