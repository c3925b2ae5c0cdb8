import { PageHead } from '../../ui/page-head.tsx';

export function PayScreen() {
  return (
    <div class="page">
      <PageHead title="Pay" />
    </div>
  );
}
