import { PageHead } from '../../ui/page-head.tsx';

export function TimesheetsScreen() {
  return (
    <div class="page">
      <PageHead title="Timesheets" />
    </div>
  );
}
