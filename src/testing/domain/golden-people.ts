import { fullTime } from './staff.ts';
import type { World } from './world.ts';

/** The second half of the golden story: people, their leave, weeks and pay. What is new goes to its end. */
export function tellOfPeople(tell: World['handle']): void {
  const office = { user: 'u-ben', today: '2026-11-12' };
  const version = (expectedVersion: number) => ({ ...office, expectedVersion });
  tell('RegisterUser', { userId: 'u-ben', username: 'ben', name: 'Ben Okafor', role: 'manager' });
  tell('RegisterUser', { userId: 'u-priya', username: 'priya', name: 'Priya Raman', role: 'production_manager' });
  tell('RegisterUser', { userId: 'u-sione', username: 'sione', name: 'Sione Tavita', role: 'production_team' });
  tell(
    'ReviseSettings',
    {
      holidays: [{ date: '2026-11-03', name: 'Cup Day' }],
      clockBreak: { afterMinutes: 300, minutes: 30 },
      payDaysAfterWeek: 2,
      reason: 'First setup',
    },
    { ...version(0), user: 'operator' },
  );
  const priya = {
    employeeId: 'e2',
    number: 'EMP0002',
    name: 'Priya Raman',
    userId: 'u-priya',
    startDate: '2023-02-06',
  };
  tell('RegisterEmployee', { ...priya, terms: fullTime }, office);
  const contact = { email: 's@misty.example', phone: '02 5550 0101', department: 'Floor', position: 'Winder' };
  const sione = { employeeId: 'e1', number: 'EMP0001', name: 'Sione Tavita', startDate: '2024-07-01', ...contact };
  tell('RegisterEmployee', { ...sione, terms: fullTime }, office);
  const week = { weekdayMinutes: [456, 456, 456, 456, 456, 0, 0], entitlements: { annual: 9_600 } };
  const terms = { ...fullTime, ...week, studyLoan: true };
  tell(
    'ReviseEmployee',
    { ...sione, number: 'EMP0011', userId: 'u-sione', terms, termsFrom: '2024-07-01' },
    version(1),
  );
  tell('SetPayRate', { employeeId: 'e1', from: '2024-07-01', rateCents: 3_475 }, office);
  tell('SetPayRate', { employeeId: 'e1', from: '2026-11-05', rateCents: 3_600, reason: 'Leading hand' }, office);
  tell('AssignManager', { employeeId: 'e1', managerId: 'e2' }, office);
  const cover = { employeeId: 'e2', to: 'e1', from: '2026-12-21', until: '2027-01-08' };
  tell('DelegateApprovals', cover, { ...office, user: 'u-priya' });
  tell('DeactivateEmployee', { employeeId: 'e2', reason: 'Away for a year' }, office);
  tell('ReactivateEmployee', { employeeId: 'e2' }, office);
  tellOfLeave(tell);
  tellOfWeeks(tell);
}

function tellOfLeave(tell: World['handle']): void {
  const employeeId = 'e1';
  const asked = { user: 'u-sione', today: '2026-11-12' };
  const decided = { user: 'u-priya', today: '2026-11-12' };
  const opening = { employeeId, type: 'annual', minutes: 5_000, reason: 'Opening balance' } as const;
  tell('AdjustLeaveBalance', opening, { ...decided, user: 'u-ben' });
  const plan = (requestId: string, ...dates: string[]) => ({
    ...{ employeeId, requestId, type: 'annual' as const, note: 'Family in Ballarat' },
    days: dates.map((date) => ({ date, minutes: 456 })),
  });
  const half = { date: '2026-11-09', minutes: 228, half: 'first' } as const;
  tell('RequestLeave', { ...plan('r1', '2026-11-06'), days: [{ date: '2026-11-06', minutes: 456 }, half] }, asked);
  tell('ApproveLeave', { employeeId, requestId: 'r1', note: 'Enjoy' }, decided);
  tell('RequestLeave', plan('r2', '2026-12-23', '2026-12-24'), asked);
  tell('RejectLeave', { employeeId, requestId: 'r2', reason: 'Two are away' }, decided);
  tell('RequestLeave', { ...plan('r3', '2026-12-21'), type: 'unpaid' }, asked);
  tell('WithdrawLeave', { employeeId, requestId: 'r3' }, asked);
  tell('RequestLeave', plan('r4', '2026-12-22'), asked);
  tell('ApproveLeave', { employeeId, requestId: 'r4' }, decided);
  tell('CancelApprovedLeave', { employeeId, requestId: 'r4', reason: 'Came to work' }, decided);
}

function tellOfWeeks(tell: World['handle']): void {
  const week = { employeeId: 'e1', monday: '2026-11-02' };
  const sione = { user: 'u-sione', today: '2026-11-12' };
  const priya = { user: 'u-priya', today: '2026-11-12' };
  const office = { user: 'u-ben', today: '2026-11-12' };
  tell('ClockIn', { employeeId: 'e1', at: '2026-11-01T20:45:00Z', orderId: 'o1' }, sione);
  tell('ClockOut', { employeeId: 'e1', at: '2026-11-02T05:03:30Z', note: 'Winder 2' }, sione);
  const long = { date: '2026-11-02', start: '07:45', end: '18:15', breakMinutes: 30, orderId: 'o1', note: 'Long' };
  const entries = [long, { date: '2026-11-04', minutes: 480 }, { date: '2026-11-05', minutes: 456 }];
  tell('SaveTimesheet', { ...week, entries, note: 'Done' }, { ...sione, expectedVersion: 1 });
  tell('SubmitTimesheet', week, sione);
  tell('RejectTimesheet', { ...week, reason: 'Look at Monday' }, priya);
  tell('SubmitTimesheet', week, { ...sione, expectedVersion: 2 });
  tell('ApproveTimesheet', week, { ...priya, expectedVersion: 2 });
  tell('ReopenTimesheet', { ...week, reason: 'A shift was forgotten' }, priya);
  tell('SubmitTimesheet', week, sione);
  tell('ApproveTimesheet', week, { ...priya, expectedVersion: 2 });
  tell('OpenPayRun', { period: week.monday }, office);
  tell('FinalisePayRun', { period: week.monday, weeks: [{ ...week, calculation: 12 }] }, office);
  tell('VoidPayRun', { period: week.monday, reason: 'The bank file was wrong' }, office);
  tellOfDetails(tell);
}

function tellOfDetails(tell: World['handle']): void {
  const detail = { employeeId: 'e1', field: 'tax-file-number' } as const;
  const office = { user: 'u-ben', today: '2026-11-12' };
  const ref = '01936f0e-5c2a-7d10-9f4e-3b1c2d4e5f60';
  tell('ChangePrivateDetail', { ...detail, ref }, { ...office, expectedVersion: 0 });
  tell('ShowPrivateDetail', detail, office);
  tell('ErasePrivateDetail', detail, { ...office, expectedVersion: 6 });
}
