import { Route, Router, useLocation } from 'preact-iso';
import { session } from '../sync/session.ts';
import { Button } from '../ui/button.tsx';
import { Drawn } from '../ui/drawn.tsx';
import { page } from './page.tsx';

const Today = page(() => import('../features/today/today-screen.tsx').then((it) => it.TodayScreen), 'Today');
const Stock = page(
  () => import('../features/stock/stock-screen.tsx').then((it) => it.StockScreen),
  'Stock',
  'stock.read',
);
const Orders = page(
  () => import('../features/orders/orders-screen.tsx').then((it) => it.OrdersScreen),
  'Orders',
  'orders.read',
);
const NewOrder = page(
  () => import('../features/orders/new-order-screen.tsx').then((it) => it.NewOrderScreen),
  'New order',
  'orders.read',
);
const Order = page(
  () => import('../features/orders/order-screen.tsx').then((it) => it.OrderScreen),
  'Order',
  'orders.read',
);
const Leave = page(
  () => import('../features/leave/leave-screen.tsx').then((it) => it.LeaveScreen),
  'Leave',
  'own.leave',
);
const Timesheets = page(
  () => import('../features/timesheets/timesheets-screen.tsx').then((it) => it.TimesheetsScreen),
  'Timesheets',
  'own.timesheet',
);
const Approvals = page(
  () => import('../features/approvals/approvals-screen.tsx').then((it) => it.ApprovalsScreen),
  'Approvals',
  'approvals.decide',
);
const Pay = page(() => import('../features/pay/pay-screen.tsx').then((it) => it.PayScreen), 'Pay', 'own.pay');
const Payslip = page(
  () => import('../features/pay/payslip-screen.tsx').then((it) => it.PayslipScreen),
  'Payslip',
  'own.pay',
);
const PayRun = page(() => import('../features/pay/run-screen.tsx').then((it) => it.RunScreen), 'Pay run', 'pay.read');
const People = page(
  () => import('../features/people/people-screen.tsx').then((it) => it.PeopleScreen),
  'People',
  'people.read',
);
const Clients = page(
  () => import('../features/catalogue/clients-screen.tsx').then((it) => it.ClientsScreen),
  'Clients',
  'catalogue.read',
);
const Products = page(
  () => import('../features/catalogue/products-screen.tsx').then((it) => it.ProductsScreen),
  'Products',
  'catalogue.read',
);
const Reports = page(
  () => import('../features/reports/reports-screen.tsx').then((it) => it.ReportsScreen),
  'Reports',
  'orders.read',
);
const Papers = page(
  () => import('../features/papers/papers-screen.tsx').then((it) => it.PapersScreen),
  'Print',
  'stock.read',
);
const Settings = page(
  () => import('../features/settings/settings-screen.tsx').then((it) => it.SettingsScreen),
  'Settings',
  'settings.read',
);
const Devices = page(
  () => import('../features/devices/devices-screen.tsx').then((it) => it.DevicesScreen),
  'Tablets',
  'devices.manage',
);
const Accounts = page(
  () => import('../features/accounts/accounts-screen.tsx').then((it) => it.AccountsScreen),
  'Accounts',
  'users.manage',
);
const Security = page(
  () => import('../features/security-log/security-screen.tsx').then((it) => it.SecurityScreen),
  'Security log',
  'history.read',
);
const OldRecords = page(
  () => import('../features/moving/old-records-screen.tsx').then((it) => it.OldRecordsScreen),
  'Old records',
  'orders.read',
);
const Moving = page(
  () => import('../features/moving/moving-screen.tsx').then((it) => it.MovingScreen),
  'Moving in',
  'users.manage',
);
const History = page(
  () => import('../features/history/history-screen.tsx').then((it) => it.HistoryScreen),
  'History',
  'history.read',
);
const HistoryOfRecord = page(
  () => import('../features/history/record-screen.tsx').then((it) => it.RecordScreen),
  'History',
  'history.read',
);
const HistoryOfCommit = page(
  () => import('../features/history/commit-screen.tsx').then((it) => it.CommitScreen),
  'What one command did',
  'history.read',
);
const Desk = page(
  () => import('../features/auditor/desk-screen.tsx').then((it) => it.DeskScreen),
  'Questions',
  'history.read',
);
const Receipt = page(() => import('../features/receipts/receipt-screen.tsx').then((it) => it.ReceiptScreen), 'Receipt');
const Outbox = page(() => import('../features/outbox/outbox-screen.tsx').then((it) => it.OutboxScreen), 'Outbox');
const Training = page(
  () => import('../features/training/training-screen.tsx').then((it) => it.TrainingScreen),
  'Training card',
);
const More = page(() => import('./more.tsx').then((it) => it.MoreScreen), 'More');

/** Address to screen. Addresses that share a screen keep it as it is: the list stays while an item opens beside it. */
export function Routes() {
  return (
    <Drawn at={useLocation().path} what="This page">
      <Router onRouteChange={toTop}>
        <Route path="/" component={First} />
        <Route path="/stock" component={Stock} />
        <Route path="/stock/:itemId" component={Stock} />
        <Route path="/orders" component={Orders} />
        <Route path="/orders/new" component={NewOrder} />
        <Route path="/orders/:orderId" component={Order} />
        <Route path="/leave" component={Leave} />
        <Route path="/timesheets" component={Timesheets} />
        <Route path="/approvals" component={Approvals} />
        <Route path="/pay" component={Pay} />
        <Route path="/pay/mine" component={Pay} />
        <Route path="/pay/slips/:slipId" component={Payslip} />
        <Route path="/pay/:period" component={PayRun} />
        <Route path="/people" component={People} />
        <Route path="/people/:employeeId" component={People} />
        <Route path="/clients" component={Clients} />
        <Route path="/clients/:clientId" component={Clients} />
        <Route path="/products" component={Products} />
        <Route path="/products/:productId" component={Products} />
        <Route path="/papers/:kind/:id" component={Papers} />
        <Route path="/receipt/:paper/:record" component={Receipt} />
        <Route path="/reports" component={Reports} />
        <Route path="/settings" component={Settings} />
        <Route path="/devices" component={Devices} />
        <Route path="/accounts" component={Accounts} />
        <Route path="/accounts/:userId" component={Accounts} />
        <Route path="/old-records" component={OldRecords} />
        <Route path="/moving" component={Moving} />
        <Route path="/security" component={Security} />
        <Route path="/history" component={History} />
        <Route path="/history/commit/:position" component={HistoryOfCommit} />
        <Route path="/history/:kind/:id+" component={HistoryOfRecord} />
        <Route path="/auditor" component={Desk} />
        <Route path="/auditor/:question" component={Desk} />
        <Route path="/outbox" component={Outbox} />
        <Route path="/training" component={Training} />
        <Route path="/more" component={More} />
        <Route default component={NoSuchPage} />
      </Router>
    </Drawn>
  );
}

/** What a sign-in opens on: for those who only look, the questions. */
function First() {
  return session.value?.user.role === 'auditor' ? <Desk /> : <Today />;
}

function NoSuchPage() {
  return (
    <div class="page">
      <h1>There is nothing at this address</h1>
      <span>
        <Button href="/">Go to Today</Button>
      </span>
    </div>
  );
}

/**
 * The page scrolls inside the shell, so the browser does not know where its top is. Done with the next frame, which lays
 * the page out anyway: sooner, it would be laid out twice.
 */
function toTop(): void {
  requestAnimationFrame(() => document.getElementById('main')?.scrollTo(0, 0));
}
