import type { FunctionComponent } from 'preact';
import type { SettingsView } from '#contracts/settings.ts';
import { HolidayFields } from './holiday-fields.tsx';
import { holidays } from './holidays.ts';
import { LeaveFields } from './leave-fields.tsx';
import { leaveRules } from './leave-types.ts';
import { payRules } from './pay-rules.ts';
import { PayRulesFields } from './pay-rules-fields.tsx';
import { sectionPanel } from './section-panel.tsx';
import { ClockFields, EmployerFields, PayDayFields, WeekFields } from './simple-fields.tsx';
import { clockBreak, employer, payDay, week } from './simple-sections.ts';

interface PanelProps {
  readonly settings: SettingsView;
  readonly onClose: () => void;
}

const panels: Readonly<Record<string, FunctionComponent<PanelProps>>> = {
  [employer.id]: sectionPanel(employer, EmployerFields),
  [week.id]: sectionPanel(week, WeekFields),
  [holidays.id]: sectionPanel(holidays, HolidayFields),
  [leaveRules.id]: sectionPanel(leaveRules, LeaveFields),
  [payRules.id]: sectionPanel(payRules, PayRulesFields),
  [clockBreak.id]: sectionPanel(clockBreak, ClockFields),
  [payDay.id]: sectionPanel(payDay, PayDayFields),
};

/** The edit of the section that the address names; nothing for one that there is not. */
export function SettingsPanel({ id, ...props }: PanelProps & { readonly id: string }) {
  const Panel = Object.hasOwn(panels, id) ? panels[id] : undefined;
  return Panel === undefined ? null : <Panel {...props} />;
}
