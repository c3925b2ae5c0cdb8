import type { CommandPayload } from '../contracts/commands.ts';
import type { PayTerms } from '../contracts/employee.ts';
import type { LeaveType } from '../contracts/leave-types.ts';
import { defaultSettings } from '../contracts/settings.ts';
import { addDays } from '../contracts/week.ts';
import type { Calendar } from './calendar.ts';
import { payable } from './payable.ts';
import { admin, ana, type DemoPerson, dave, jai, kylie, manager, priya, sione } from './people.ts';
import { type Moment, type Step, step } from './steps.ts';

/** Somebody of the demo company who is on the pay roll. The account has the same id. */
export interface DemoEmployee {
  readonly person: DemoPerson;
  /** Whose team it is, and who decides; nobody above: the administrator does. */
  readonly manager?: DemoPerson;
  readonly card: Omit<CommandPayload<'RegisterEmployee'>, 'employeeId' | 'name' | 'userId'>;
  /** Cents an hour from the first day on. */
  readonly rateCents: number;
  readonly raise?: { readonly week: number; readonly rateCents: number; readonly reason: string };
  /** Leave that came along when Misty was set up, in minutes. */
  readonly opening: Partial<Record<LeaveType, number>>;
}

const fullTime: PayTerms = {
  ...{ employmentType: 'full-time', weeklyMinutes: 2_280 },
  ...{ taxFreeThreshold: true, tfnProvided: true, studyLoan: false },
};
const fourDays: PayTerms = {
  ...fullTime,
  ...{ employmentType: 'part-time', weeklyMinutes: 1_824, weekdayMinutes: [456, 456, 456, 456, 0, 0, 0] },
};

/** In the order of their numbers. */
export function demoEmployees(calendar: Calendar): readonly DemoEmployee[] {
  const withLoan = { ...fourDays, studyLoan: true };
  // A loan of a year whose table is not known would have all her weeks refused.
  const loanKnown = [-3, -2, -1, 0].every((week) => payable(calendar.monday(week), withLoan));
  return [
    {
      person: manager,
      card: card('M-001', manager, 'Office', 'Works manager', '2014-02-03', fullTime),
      ...{ rateCents: 6_250, opening: { annual: 10_640, sick: 9_120, 'long-service': 12_600 } },
    },
    {
      person: priya,
      manager,
      card: card('M-004', priya, 'Production', 'Production manager', '2017-07-10', fullTime),
      ...{ rateCents: 5_120, opening: { annual: 7_980, sick: 6_840, personal: 2_280 } },
    },
    {
      person: kylie,
      manager: priya,
      card: card('M-007', kylie, 'Production', 'Finishing', '2019-03-18', fullTime),
      ...{ rateCents: 3_640, raise: { week: -2, rateCents: 3_785, reason: 'Leading hand in finishing' } },
      opening: { annual: 5_456, sick: 3_420, personal: 1_140 },
    },
    {
      person: sione,
      manager: priya,
      card: card('M-009', sione, 'Production', 'Winder operator', '2020-11-02', fullTime),
      ...{ rateCents: 3_894, opening: { annual: 4_790, sick: 4_560, personal: 2_280 } },
    },
    {
      person: ana,
      manager,
      card: card('M-012', ana, 'Office', 'Sales', '2022-08-15', loanKnown ? withLoan : fourDays),
      ...{ rateCents: 4_720, opening: { annual: 5_016, sick: 2_736, personal: 1_368 } },
    },
    {
      person: dave,
      manager: priya,
      // Has another job, and claims the threshold there.
      card: card('M-015', dave, 'Production', 'Slitter operator', '2024-05-06', {
        ...fullTime,
        ...{ employmentType: 'casual', weeklyMinutes: 0, taxFreeThreshold: false },
      }),
      ...{ rateCents: 3_310, opening: {} },
    },
    {
      person: jai,
      manager: priya,
      // New, and has not brought the tax file number yet.
      card: card('M-018', jai, 'Production', 'Packing and dispatch', calendar.monday(-8), {
        ...fullTime,
        ...{ tfnProvided: false },
      }),
      ...{ rateCents: 2_975, opening: { annual: 420, sick: 2_105 } },
    },
  ];
}

export function decides({ manager: above = admin }: DemoEmployee): DemoPerson {
  return above;
}

/** Nobody's: it passes the check of its digits, and there is no company behind it. */
const employer = { name: 'Misty Manufacturing', abn: '10000000000' };

/** What the demo company has set up: its name on payslips, holidays, and the loading of casuals. */
export function setUp({ holidays }: Calendar): Step {
  const payRules = defaultSettings.payRules.map((rules) => ({ ...rules, casualLoadingBasisPoints: 2_500 }));
  const payload = { employer, holidays: [...holidays], payRules, reason: 'Set up with the bookkeeper' };
  return step(admin, 'ReviseSettings', payload, 0);
}

/** Nobody sets up their own card. */
function office(person: DemoPerson): DemoPerson {
  return person === manager ? admin : manager;
}

export function registered({ person, card: fields }: DemoEmployee): Step {
  return step(office(person), 'RegisterEmployee', {
    employeeId: person.id,
    name: person.name,
    userId: person.id,
    ...fields,
  });
}

/** What is said about somebody after the card: the rate, whose team, and what came along from before. */
export function settled(employee: DemoEmployee): Step[] {
  const { person, card: fields, rateCents, opening } = employee;
  const employeeId = person.id;
  const managerId = employee.manager?.id;
  return [
    step(office(person), 'SetPayRate', { employeeId, from: fields.startDate, rateCents }),
    ...(managerId === undefined ? [] : [step(office(person), 'AssignManager', { employeeId, managerId })]),
    ...Object.entries(opening).map(([type, minutes]) =>
      step(office(person), 'AdjustLeaveBalance', {
        ...{ employeeId, type: type as LeaveType, minutes, reason: 'Opening balance, from the old system' },
      }),
    ),
  ];
}

export function raises(calendar: Calendar, employees: readonly DemoEmployee[]): Moment[] {
  return employees.flatMap(({ person, raise }) => {
    if (raise === undefined) return [];
    const { week, rateCents, reason } = raise;
    const from = calendar.monday(week);
    const payload = { employeeId: person.id, from, rateCents, reason };
    // Told in the week before.
    return [{ at: calendar.past(addDays(from, -4), '11:00'), steps: [step(office(person), 'SetPayRate', payload)] }];
  });
}

function card(
  number: string,
  { username }: DemoPerson,
  department: string,
  position: string,
  startDate: string,
  terms: PayTerms,
): DemoEmployee['card'] {
  return { number, email: `${username}@misty.example`, department, position, startDate, terms };
}
