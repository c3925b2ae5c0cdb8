import { PageHead } from '../../ui/page-head.tsx';

export function NewOrderScreen() {
  return (
    <div class="page">
      <PageHead title="New order" />
    </div>
  );
}
