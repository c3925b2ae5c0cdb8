import { ErrorBoundary, Route, Router } from 'preact-iso';
import { Button } from '../ui/button.tsx';
import { page } from './page.tsx';

const Today = page(() => import('../features/today/today-screen.tsx').then((it) => it.TodayScreen));
const Stock = page(() => import('../features/stock/stock-screen.tsx').then((it) => it.StockScreen), 'stock.read');
const Orders = page(() => import('../features/orders/orders-screen.tsx').then((it) => it.OrdersScreen), 'orders.read');
const NewOrder = page(
  () => import('../features/orders/new-order-screen.tsx').then((it) => it.NewOrderScreen),
  'orders.read',
);
const Order = page(() => import('../features/orders/order-screen.tsx').then((it) => it.OrderScreen), 'orders.read');
const Leave = page(() => import('../features/leave/leave-screen.tsx').then((it) => it.LeaveScreen), 'own.leave');
const Timesheets = page(
  () => import('../features/timesheets/timesheets-screen.tsx').then((it) => it.TimesheetsScreen),
  'own.timesheet',
);
const Approvals = page(
  () => import('../features/approvals/approvals-screen.tsx').then((it) => it.ApprovalsScreen),
  'approvals.decide',
);
const Pay = page(() => import('../features/pay/pay-screen.tsx').then((it) => it.PayScreen), 'own.pay');
const Payslip = page(() => import('../features/pay/payslip-screen.tsx').then((it) => it.PayslipScreen), 'own.pay');
const PayRun = page(() => import('../features/pay/run-screen.tsx').then((it) => it.RunScreen), 'pay.read');
const People = page(() => import('../features/people/people-screen.tsx').then((it) => it.PeopleScreen), 'people.read');
const Clients = page(
  () => import('../features/catalogue/clients-screen.tsx').then((it) => it.ClientsScreen),
  'catalogue.read',
);
const Products = page(
  () => import('../features/catalogue/products-screen.tsx').then((it) => it.ProductsScreen),
  'catalogue.read',
);
const Settings = page(
  () => import('../features/settings/settings-screen.tsx').then((it) => it.SettingsScreen),
  'settings.read',
);
const Devices = page(
  () => import('../features/devices/devices-screen.tsx').then((it) => it.DevicesScreen),
  'devices.manage',
);
const Accounts = page(
  () => import('../features/accounts/accounts-screen.tsx').then((it) => it.AccountsScreen),
  'users.manage',
);
const Security = page(
  () => import('../features/security-log/security-screen.tsx').then((it) => it.SecurityScreen),
  'history.read',
);
const OldRecords = page(
  () => import('../features/moving/old-records-screen.tsx').then((it) => it.OldRecordsScreen),
  'orders.read',
);
const Moving = page(() => import('../features/moving/moving-screen.tsx').then((it) => it.MovingScreen), 'users.manage');
const More = page(() => import('./more.tsx').then((it) => it.MoreScreen));

/** Address to screen. Addresses that share a screen keep it as it is: the list stays while an item opens beside it. */
export function Routes() {
  return (
    <ErrorBoundary>
      <Router onRouteChange={toTop}>
        <Route path="/" component={Today} />
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
        <Route path="/settings" component={Settings} />
        <Route path="/devices" component={Devices} />
        <Route path="/accounts" component={Accounts} />
        <Route path="/accounts/:userId" component={Accounts} />
        <Route path="/old-records" component={OldRecords} />
        <Route path="/moving" component={Moving} />
        <Route path="/security" component={Security} />
        <Route path="/more" component={More} />
        <Route default component={NoSuchPage} />
      </Router>
    </ErrorBoundary>
  );
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

/** The page scrolls inside the shell, so the browser does not know where its top is. */
function toTop(): void {
  document.getElementById('main')?.scrollTo(0, 0);
}
