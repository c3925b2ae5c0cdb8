import { PageHead } from '../../ui/page-head.tsx';

export function ApprovalsScreen() {
  return (
    <div class="page">
      <PageHead title="Approvals" />
    </div>
  );
}
