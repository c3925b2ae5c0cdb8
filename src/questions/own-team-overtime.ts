import { hoursText } from '../contracts/hours-text.ts';
import { COMPANY } from '../domain/company.ts';
import type { HierarchyEvent } from '../domain/employee/events.ts';
import { hierarchy } from '../domain/employee/hierarchy.ts';
import type { Recorded } from '../domain/kernel.ts';
import type { Question } from './question.ts';

/** Overtime that the person approved who leads the team it was worked in. */
export const ownTeamOvertime: Question = {
  id: 'own-team-overtime',
  title: 'Who approved overtime of their own team?',
  detail:
    'Weeks with overtime whose approver was at that moment the manager of the person. It is allowed; many are worth a look.',
  columns: ['Whose week', 'Week of', 'Overtime'],
  past: () => [hierarchy.at(COMPANY)],
  begin() {
    let known = hierarchy.initial;
    return (event, nameOf) => {
      if (event.aggregate === hierarchy.at(COMPANY)) {
        known = hierarchy.evolve(known, event as unknown as Recorded<HierarchyEvent>);
        return undefined;
      }
      if (event.type !== 'PayCalculated' || event.data.overtimeMinutes === 0) return undefined;
      const { employeeId, employeeName, monday, overtimeMinutes } = event.data;
      const managerId = known.places.get(employeeId)?.managerId;
      const manager = managerId == null ? undefined : known.places.get(managerId);
      if (manager?.userId !== event.user) return undefined;
      return [employeeName || nameOf(employeeId), monday, hoursText(overtimeMinutes)];
    };
  },
};
