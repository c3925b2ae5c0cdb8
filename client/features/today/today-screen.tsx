import { PageHead } from '../../ui/page-head.tsx';

export function TodayScreen() {
  return (
    <div class="page">
      <PageHead title="Today" />
    </div>
  );
}
