import { PageHead } from '../../ui/page-head.tsx';

export function LeaveScreen() {
  return (
    <div class="page">
      <PageHead title="Leave" />
    </div>
  );
}
