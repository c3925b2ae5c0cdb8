import { PageHead } from '../../ui/page-head.tsx';

export function StockScreen() {
  return (
    <div class="page">
      <PageHead title="Stock" />
    </div>
  );
}
