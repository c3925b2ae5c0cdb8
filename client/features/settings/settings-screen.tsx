import './settings.css';
import { useLocation, useRoute } from 'preact-iso';
import { Age, Fetched } from '../../shared/fetched.tsx';
import { HistoryOf } from '../../shared/history-of.tsx';
import { later } from '../../shared/later.tsx';
import { item } from '../../sync/models.ts';
import { may } from '../../sync/rights.ts';
import { session } from '../../sync/session.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { Panes } from '../../ui/side-panel.tsx';
import { HealthCard } from './health-card.tsx';
import { HolidaysCard } from './holidays-card.tsx';
import { PayRulesCard } from './pay-rules-card.tsx';
import { PayTablesCard } from './pay-tables-card.tsx';
import { ClockCard, EmployerCard, LeaveCard, PayDayCard, WeekCard } from './simple-cards.tsx';

/** Most people only look. */
const SettingsPanel = later('The section', () => import('./panels.tsx').then((it) => it.SettingsPanel));

const HealthScreen = later('Health', () => import('../health/health-screen.tsx').then((it) => it.HealthScreen));

/** With ?show=health how this Misty is, for administrators; otherwise what the company has set up. */
export function SettingsScreen() {
  const { query } = useRoute();
  const mayManage = may(session.value?.user.role ?? 'employee', 'settings.manage');
  return query['show'] === 'health' && mayManage ? <HealthScreen /> : <CompanySettings />;
}

/** What the company has set up, for everybody to read; with ?edit=<section> that section beside it. */
function CompanySettings() {
  const { query } = useRoute();
  const { route } = useLocation();
  const company = item('settings', 'company');
  const settings = company.row.value;
  const mayManage = may(session.value?.user.role ?? 'employee', 'settings.manage');
  const editing = mayManage ? query['edit'] : undefined;
  return (
    <Panes
      list={
        <div class="page">
          <PageHead title="Company settings" back="/more" beside={<Age of={company} />}>
            <HistoryOf kind="settings" id="company" />
          </PageHead>
          <Fetched of={company} what="Settings" lines={9}>
            {settings !== undefined && (
              <div class="more-grid">
                <div class="stack">
                  <WeekCard settings={settings} mayManage={mayManage} />
                  <ClockCard settings={settings} mayManage={mayManage} />
                  <PayDayCard settings={settings} mayManage={mayManage} />
                  <PayRulesCard settings={settings} mayManage={mayManage} />
                  <PayTablesCard />
                </div>
                <div class="stack">
                  {mayManage && <HealthCard />}
                  <HolidaysCard settings={settings} mayManage={mayManage} />
                  <LeaveCard settings={settings} mayManage={mayManage} />
                  <EmployerCard settings={settings} mayManage={mayManage} />
                </div>
              </div>
            )}
          </Fetched>
        </div>
      }
      panel={
        editing !== undefined &&
        settings !== undefined && (
          <SettingsPanel key={editing} id={editing} settings={settings} onClose={() => route('/settings')} />
        )
      }
    />
  );
}
