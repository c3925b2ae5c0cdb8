import './pay.css';
import { useLocation, useRoute } from 'preact-iso';
import { may } from '../../sync/rights.ts';
import { session } from '../../sync/session.ts';
import { Segment } from '../../ui/segment.tsx';
import { OwnPayslips } from './own-payslips.tsx';
import { RunList } from './run-list.tsx';

/** The office sees the pay runs, and under /pay/mine its own payslips; everybody else sees their own at once. */
export function PayScreen() {
  const { route } = useLocation();
  const mine = useRoute().path === '/pay/mine';
  if (!may(session.value?.user.role ?? 'employee', 'pay.read')) return <OwnPayslips at="/pay" />;
  const tools = (
    <Segment
      label="Show"
      value={mine ? 'mine' : 'runs'}
      onChange={(show) => route(show === 'mine' ? '/pay/mine' : '/pay')}
      options={[
        { value: 'runs', label: 'Runs' },
        { value: 'mine', label: 'Mine' },
      ]}
    />
  );
  return mine ? <OwnPayslips at="/pay/mine" tools={tools} /> : <RunList tools={tools} />;
}
