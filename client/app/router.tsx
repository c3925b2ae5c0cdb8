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
