import { PageHead } from '../../ui/page-head.tsx';

export function PeopleScreen() {
  return (
    <div class="page">
      <PageHead title="People" />
    </div>
  );
}
