import { PageHead } from '../../ui/page-head.tsx';

export function OrdersScreen() {
  return (
    <div class="page">
      <PageHead title="Orders" />
    </div>
  );
}
