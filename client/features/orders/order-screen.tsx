import { PageHead } from '../../ui/page-head.tsx';

export function OrderScreen() {
  return (
    <div class="page">
      <PageHead title="Order" />
    </div>
  );
}
