import type { PayTerms } from '../../contracts/employee.ts';
import type { Role } from '../../contracts/permissions.ts';
import { COMPANY } from '../../domain/company.ts';
import { employee } from '../../domain/employee/employee.ts';
import { hierarchy } from '../../domain/employee/hierarchy.ts';
import { user } from '../../domain/user/decider.ts';
import { by, type Past } from './given.ts';

// A small company for given/when/then tests: an administrator, a manager, a production manager with a team of two, and
// somebody in sales who is nobody's. User ids are first names; ids of employees begin with "e-".

export const fullTime: PayTerms = {
  ...{ employmentType: 'full-time', weeklyMinutes: 2_280 },
  ...{ taxFreeThreshold: true, tfnProvided: true, studyLoan: false },
};

const roles = {
  ...{ amy: 'admin', ben: 'manager', priya: 'production_manager', otto: 'production_manager' },
  ...{ kylie: 'production_team', sione: 'production_team', dave: 'sales' },
} as const satisfies Record<string, Role>;

export const names = {
  ...{ amy: 'Amy Stone', ben: 'Ben Okafor', priya: 'Priya Raman', otto: 'Otto Lind' },
  ...{ kylie: 'Kylie Tran', sione: 'Sione Tavita', dave: 'Dave Mitchell' },
} as const satisfies Record<keyof typeof roles, string>;
type Person = keyof typeof roles;

const managers: { readonly [one in Person]?: Person } = { kylie: 'priya', sione: 'priya', priya: 'ben' };

export const card = (person: Person, terms: PayTerms = fullTime) => ({
  number: `EMP-${person}`,
  name: names[person],
  userId: person,
  startDate: '2024-07-01',
  terms,
});

/** Everybody has an account, a card, a place, and $40.00 an hour since they began. */
export const people: Past = by(
  'system',
  ...(Object.keys(roles) as Person[]).flatMap((person) => [
    user.event(person, 'UserRegistered', { username: person, name: names[person], role: roles[person] }),
    ...employed(person),
  ]),
);

/** The events that make somebody an employee. */
export function employed(person: Person, terms?: PayTerms) {
  const manager = managers[person];
  const managerId = manager === undefined ? null : `e-${manager}`;
  const id = `e-${person}`;
  const place = { employeeId: id, name: names[person], userId: person, managerId, active: true };
  return [
    employee.event(id, 'EmployeeRegistered', card(person, terms)),
    hierarchy.event(COMPANY, 'EmployeePlaced', place),
    ...(managerId === null ? [] : [employee.event(id, 'ManagerAssigned', { managerId, was: null })]),
    employee.event(id, 'PayRateSet', { from: '2024-07-01', rateCents: 4_000, was: null }),
  ];
}

/** Priya hands her approvals over to Dave for the week of the tests. */
export const delegated = by(
  'priya',
  hierarchy.event(COMPANY, 'DelegationPlaced', {
    ...{ employeeId: 'e-priya', to: 'e-dave', from: '2026-11-09', until: '2026-11-15' },
  }),
);
