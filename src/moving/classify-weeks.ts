import { defaultSettings } from '../contracts/settings.ts';
import { mondayOf } from '../contracts/week.ts';
import { employee } from '../domain/employee/employee.ts';
import type { NewEvent } from '../domain/kernel.ts';
import { leave } from '../domain/leave/leave.ts';
import type { WorkEntry } from '../domain/timesheet/events.ts';
import { sheetId, timesheet } from '../domain/timesheet/timesheet.ts';
import { some } from './cards.ts';
import type { ApprovedDays } from './classify-leave.ts';
import { type EmployeeFacts, order } from './context.ts';
import type { Planner, Unit } from './planner.ts';
import type { LegacyDocument } from './spool.ts';
import { cents, type Doc, dateOf, docOf, listOf, minutesOf, momentOf, textOf } from './values.ts';

type Status = 'draft' | 'submitted' | 'approved' | 'rejected' | 'paid';
interface Trouble {
  readonly field: string;
  readonly reason: string;
}

interface Week {
  readonly person: EmployeeFacts;
  readonly monday: string;
  readonly status: Status;
  readonly entries: readonly WorkEntry[];
  readonly worked: number;
  /** Hours of leave on the sheet, in words; leave here comes from requests. */
  readonly leaveWords: string;
  readonly hours: number;
}

export function* classifyWeeks(planner: Planner, approvedLeave: ApprovedDays): Generator<Unit> {
  const calculated = new Set<number>();
  const papers = new Set<number>();
  const best = withHours(planner);
  for (const document of planner.documentsOf('timesheets')) {
    const week = weekOf(planner, document, true);
    if ('reason' in week) {
      yield* planner.skip(document, week.field, week.reason);
      continue;
    }
    const key = sheetId(week.person.employeeId, week.monday);
    if (best.get(key) !== document.id) {
      const reason =
        week.hours === 0
          ? 'an empty sheet beside another of the same week'
          : 'another sheet of the same week has hours too';
      yield* planner.skip(document, 'week_starting', reason, { instead: timesheet.at(key) });
      continue;
    }
    yield* weekUnits(planner, document, week, { calculated, papers, approvedLeave });
  }
  yield* payAlone(planner, 'payroll_calculations', calculated);
  yield* payAlone(planner, 'payslips', papers);
}

/** Of two sheets of one week the one with hours counts, or the first. By week, the id of its document. */
function withHours(planner: Planner): ReadonlyMap<string, string> {
  const best = new Map<string, { readonly id: string; readonly hours: number }>();
  for (const document of planner.documentsOf('timesheets')) {
    const week = weekOf(planner, document, false);
    if ('reason' in week) continue;
    const key = sheetId(week.person.employeeId, week.monday);
    const other = best.get(key);
    if (other === undefined || (other.hours === 0 && week.hours > 0))
      best.set(key, { id: document.id, hours: week.hours });
  }
  return new Map([...best].map(([key, { id }]) => [key, id]));
}

function weekOf(planner: Planner, document: LegacyDocument, marks: boolean): Week | Trouble {
  const { doc } = document;
  const mark = (what: string) => (marks ? planner.mark(document, what) : undefined);
  if (document.doubled) return { field: 'id', reason: 'another sheet has the same id' };
  const person = planner.context.employee(doc['employee_id']);
  if (person === undefined) return { field: 'employee_id', reason: 'no such employee' };
  if (person.byAccount) mark(`employee_id is an account: it is ${person.found.name}`);
  const said = textOf(doc['status'])?.trim().toLowerCase() ?? 'draft';
  const status = (['draft', 'submitted', 'approved', 'rejected', 'paid'] as const).find((one) => one === said);
  if (status === undefined) return { field: 'status', reason: `${said} is no status of a sheet` };
  const read = entriesOf(doc);
  if ('reason' in read) return read;
  const { entries, dates, leaveWords, leaveMinutes, regular, overtime } = read;
  const told = dateOf(doc['week_starting']);
  const older = dateOf(doc['week_start']);
  if (told !== undefined && older !== undefined && told !== older)
    mark(`week_starting ${told} and week_start ${older} differ: the first counts`);
  const start = told ?? older;
  const mondays = [...new Set(dates.map(mondayOf))];
  if (mondays.length > 1) return { field: 'entries', reason: `hours lie in two weeks: ${mondays.join(' and ')}` };
  // A Sunday that a sheet begins with was the Monday after it, as it was in the shop.
  const following = start === undefined ? undefined : mondayOf(dayAfterSunday(start));
  const monday = mondays[0] ?? following;
  if (monday === undefined) return { field: 'week_starting', reason: 'no week is told' };
  if (start !== undefined && start !== monday)
    mark(`the week is said to start on ${start}: it is that of Monday ${monday}`);
  const totals = { regular: minutesOf(doc['total_regular_hours']), overtime: minutesOf(doc['total_overtime_hours']) };
  const leaveTotal = Object.values(docOf(doc['total_leave_hours'])).reduce<number>(
    (sum, one) => sum + (minutesOf(one) ?? 0),
    0,
  );
  if (
    (totals.regular !== undefined && totals.regular !== regular) ||
    (totals.overtime !== undefined && totals.overtime !== overtime) ||
    (doc['total_leave_hours'] !== undefined && leaveTotal !== leaveMinutes)
  ) {
    mark(
      `totals ${totals.regular ?? 0} + ${totals.overtime ?? 0} + ${leaveTotal} leave, entries ${regular} + ${overtime} + ${leaveMinutes} leave: the entries count`,
    );
  }
  const worked = regular + overtime;
  return { person: person.found, monday, status, entries, worked, leaveWords, hours: worked + leaveMinutes };
}

function dayAfterSunday(date: string): string {
  const at = new Date(`${date}T00:00:00Z`);
  if (at.getUTCDay() !== 0) return date;
  return new Date(at.getTime() + 86_400_000).toISOString().slice(0, 10);
}

interface Entries {
  readonly entries: readonly WorkEntry[];
  readonly dates: readonly string[];
  readonly leaveWords: string;
  readonly leaveMinutes: number;
  readonly regular: number;
  readonly overtime: number;
}

/** Hours that stand under another name, or in no document, are not taken for none. */
function hoursElsewhere(one: unknown, entry: Doc): boolean {
  if (['regular_hours', 'overtime_hours', 'leave_hours'].some((field) => field in entry)) return false;
  const told = Object.entries(entry).filter(([field]) => !['date', 'notes', 'id'].includes(field));
  return told.length === 0
    ? one !== null && Object.keys(entry).length === 0
    : told.some(([, value]) => minutesOf(value));
}

function entriesOf(doc: Doc): Entries | Trouble {
  const entries: WorkEntry[] = [];
  const dates: string[] = [];
  const leaveWords: string[] = [];
  let [leaveMinutes, regular, overtime] = [0, 0, 0];
  if (doc['entries'] !== undefined && doc['entries'] !== null && !Array.isArray(doc['entries']))
    return { field: 'entries', reason: 'it is no list of days' };
  for (const [at, one] of listOf(doc['entries']).entries()) {
    const entry = docOf(one);
    if (hoursElsewhere(one, entry)) return { field: `entries.${at}`, reason: 'its hours cannot be read' };
    const date = dateOf(entry['date']);
    const [normal, extra] = [minutesOf(entry['regular_hours'] ?? 0), minutesOf(entry['overtime_hours'] ?? 0)];
    if (normal === undefined || normal < 0)
      return { field: `entries.${at}.regular_hours`, reason: 'it is no number of hours' };
    if (extra === undefined || extra < 0)
      return { field: `entries.${at}.overtime_hours`, reason: 'it is no number of hours' };
    let away = 0;
    for (const [type, hours] of Object.entries(docOf(entry['leave_hours']))) {
      const minutes = minutesOf(hours ?? 0);
      if (minutes === undefined || minutes < 0)
        return { field: `entries.${at}.leave_hours`, reason: 'it is no number of hours' };
      if (minutes > 0) leaveWords.push(`${date} ${type.replaceAll('_', ' ')} ${textOf(hours)} h`);
      away += minutes;
    }
    const minutes = normal + extra;
    if (minutes + away > 1_440) return { field: `entries.${at}`, reason: 'a day has no more than 24 hours' };
    if (minutes + away === 0) continue;
    if (date === undefined) return { field: `entries.${at}.date`, reason: 'it is no date' };
    dates.push(date);
    [regular, overtime, leaveMinutes] = [regular + normal, overtime + extra, leaveMinutes + away];
    if (minutes > 0) entries.push({ date, minutes, ...some('note', textOf(entry['notes'])) });
  }
  return { entries, dates, leaveWords: leaveWords.join(', '), leaveMinutes, regular, overtime };
}

interface Pay {
  readonly calculated: Set<number>;
  readonly papers: Set<number>;
  readonly approvedLeave: ApprovedDays;
}

function* weekUnits(planner: Planner, document: LegacyDocument, week: Week, pay: Pay): Generator<Unit> {
  const { context } = planner;
  const { doc } = document;
  const { person, monday, status, entries, worked, leaveWords } = week;
  const id = sheetId(person.employeeId, monday);
  const ofWeek = { employeeId: person.employeeId, employeeName: person.name, monday };
  const all = (context.calculationsOf.get(document.id) ?? []).flatMap((index) => {
    pay.calculated.add(index);
    return planner.documentAt('payroll_calculations', index) ?? [];
  });
  const slips = (context.payslipsOf.get(document.id) ?? []).flatMap((index) => {
    pay.papers.add(index);
    return planner.documentAt('payslips', index) ?? [];
  });
  const byTime = (field: string) => (a: LegacyDocument, b: LegacyDocument) =>
    order(momentOf(a.doc[field]) ?? '', momentOf(b.doc[field]) ?? '');
  const calculations = all.sort(byTime('calculated_at'));
  const counts = calculations.at(-1);
  const [firstSlip, ...laterSlips] = slips.sort((a, b) => order(slipTime(a.doc), slipTime(b.doc)));
  const note = leaveWords === '' ? undefined : `Leave on the old sheet: ${leaveWords}`;
  const imported = planner.imported(document, { at: doc['created_at'], by: doc['created_by'] ?? person.userId });
  const step = (at: unknown, by: unknown) => ({ ...planner.imported(document, { at, by }), document: '' });
  const submittedBy = person.userId ?? person.employeeId;
  const events: NewEvent[] = [
    {
      ...timesheet.event(id, 'TimesheetSaved', { ...ofWeek, entries, ...some('note', note) }),
      type: 'TimesheetImported',
      imported,
    },
  ];
  if (status !== 'draft') {
    const submitted = timesheet.event(id, 'TimesheetSubmitted', { ...ofWeek, workedMinutes: worked });
    events.push({
      ...submitted,
      imported: step(doc['submitted_at'] ?? doc['updated_at'] ?? doc['created_at'], submittedBy),
    });
  }
  if (status === 'rejected') {
    const reason = textOf(doc['rejection_reason']) ?? 'No reason was told';
    events.push({
      ...timesheet.event(id, 'TimesheetRejected', { ...ofWeek, reason }),
      imported: step(doc['updated_at'], doc['approved_by']),
    });
  }
  const documents: Unit['documents'][number][] = [{ document, becomes: 'made' }];
  if (status === 'approved' || status === 'paid') {
    const approved = timesheet.event(id, 'TimesheetApproved', {
      ...ofWeek,
      version: 1,
      workedMinutes: worked,
      leaveMinutes: 0,
    });
    const at = doc['approved_at'] ?? doc['updated_at'];
    events.push({ ...approved, imported: step(at, doc['approved_by']) });
    events.push({
      ...leave.event(person.employeeId, 'LeaveTaken', { employeeName: person.name, monday, days: [] }),
      imported: step(at, doc['approved_by']),
    });
    const source = counts ?? firstSlip;
    const carried = source && payOf(source, week);
    if (source !== undefined && carried !== undefined) {
      if (counts !== undefined) documents.push({ document: counts, becomes: 'made' });
      flagPay(planner, source, { calculations, firstSlip, week, approvedLeave: pay.approvedLeave });
      const data = { ...ofWeek, ...carried, employeeNumber: person.number ?? '' };
      const from = {
        at: source.doc['calculated_at'] ?? source.doc['generated_at'] ?? source.doc['created_at'],
        by: doc['approved_by'],
      };
      const calculation = 3 + 1;
      events.push({
        ...timesheet.event(id, 'PayCalculated', data),
        type: 'PayImported',
        imported:
          counts === undefined ? { ...planner.imported(source, from), document: '' } : planner.imported(source, from),
      });
      if (status === 'paid' || firstSlip !== undefined) {
        const paid = { ...ofWeek, period: monday, payDate: carried.inputs.payDate, calculation };
        events.push({ ...timesheet.event(id, 'TimesheetPaid', paid), imported: step(from.at, doc['approved_by']) });
      }
    } else planner.mark(document, 'approved, and no pay of it is in the dump');
  }
  yield { documents, events, fresh: timesheet.at(id) };
  const about = [employee.at(person.employeeId), timesheet.at(id)];
  for (const one of calculations) {
    if (documents.some(({ document: placed }) => placed === one)) continue;
    planner.mark(
      one,
      one === counts ? 'pay of a week that is not approved' : 'superseded: a later calculation of the same week counts',
    );
    yield planner.record(one, about);
  }
  for (const one of laterSlips) planner.mark(one, 'a later paper of the same week: the first is the pay');
  for (const one of slips) yield planner.record(one, about);
}

function slipTime(doc: Doc): string {
  return momentOf(doc['generated_at']) ?? momentOf(doc['created_at']) ?? '';
}

/** Pay as it was worked out, or as its paper says. It is never worked out again. */
function payOf({ collection, doc }: LegacyDocument, { person, monday }: Week) {
  const paper = docOf(doc['payslip_data']);
  const [earnings, deductions, hours] = [docOf(paper['earnings']), docOf(paper['deductions']), docOf(paper['hours'])];
  const from = collection === 'payslips' ? { ...hours, ...earnings, ...deductions, net_pay: paper['net_pay'] } : doc;
  const field = (name: string) => cents((from as Doc)[name] ?? 0);
  const [gross, regular, overtime, net] = ['gross_pay', 'regular_pay', 'overtime_pay', 'net_pay'].map(field);
  const [tax, study, superannuation] = ['tax_withheld', 'help_withholding', 'superannuation'].map(field);
  if (gross === undefined || net === undefined || tax === undefined) return undefined;
  const at = momentOf(doc['calculated_at']) ?? momentOf(doc['generated_at']) ?? momentOf(doc['created_at']);
  const [ordinaryMinutes = 0, overtimeMinutes = 0] = ['regular_hours', 'overtime_hours'].map((name) =>
    minutesOf((from as Doc)[name] ?? 0),
  );
  const rateCents = ordinaryMinutes === 0 ? 0 : Math.round(((regular ?? 0) * 60) / ordinaryMinutes);
  const line = (kind: 'ordinary' | 'overtime', minutes: number, amount: number, basisPoints: number) =>
    amount === 0 ? [] : [{ kind, minutes, rateCents, basisPoints, cents: amount }];
  const [rules] = defaultSettings.payRules;
  return {
    ...{
      grossCents: gross,
      ordinaryTimeCents: regular ?? gross,
      taxCents: tax - (study ?? 0),
      studyLoanCents: study ?? 0,
    },
    ...{ netCents: net, superCents: superannuation ?? 0 },
    lines: [
      ...line('ordinary', ordinaryMinutes, regular ?? 0, 10_000),
      ...line('overtime', overtimeMinutes, overtime ?? 0, 15_000),
    ],
    ...{ ordinaryMinutes, overtimeMinutes, leaveMinutes: 0, holidayMinutes: 0, superBasisPoints: 0 },
    tables: [{ id: 'old-application', title: 'As the old application paid it', source: 'The old application' }],
    inputs: {
      payDate: (at ?? `${monday}T00:00:00.000Z`).slice(0, 10),
      terms: {
        ...{ employmentType: 'full-time' as const, weeklyMinutes: 2_280, taxFreeThreshold: true, tfnProvided: true },
        studyLoan: (study ?? 0) > 0,
      },
      rules: rules ?? {
        from: '2020-01-06',
        ordinaryMinutesPerDay: 456,
        ordinaryMinutesPerWeek: 2_280,
        overtime: [{ basisPoints: 15_000 }],
      },
      days: [],
    },
    ...(person.number === undefined ? {} : {}),
  };
}

interface OfPay {
  readonly calculations: readonly LegacyDocument[];
  readonly firstSlip: LegacyDocument | undefined;
  readonly week: Week;
  readonly approvedLeave: ApprovedDays;
}

function flagPay(
  planner: Planner,
  source: LegacyDocument,
  { calculations, firstSlip, week, approvedLeave }: OfPay,
): void {
  const { doc } = source;
  if ((cents(doc['medicare_levy'] ?? 0) ?? 0) > 0)
    planner.mark(source, 'the Medicare levy was added to tax that has it already: kept as it was paid');
  const gross = cents(doc['gross_pay']);
  if (calculations.length > 1) {
    const slip = firstSlip && cents(docOf(docOf(firstSlip.doc['payslip_data'])['earnings'])['gross_pay']);
    const words = slip === undefined ? '' : `; the payslip says ${slip} cents`;
    planner.mark(
      source,
      `${calculations.length} calculations of one week: the last one, ${gross ?? 0} cents, counts${words}. Leave accrued each time`,
    );
  }
  const taken = Object.values(docOf(doc['leave_taken'])).reduce<number>((sum, one) => sum + (minutesOf(one) ?? 0), 0);
  const days = [...(approvedLeave.get(week.person.employeeId)?.keys() ?? [])].filter(
    (date) => mondayOf(date) === week.monday,
  );
  if (taken > 0 && days.length > 0) {
    planner.mark(
      source,
      `${taken} minutes of leave were taken from the balance twice, by the request and by the sheet: ${days.join(', ')}`,
    );
  }
}

/** Pay of a sheet that is gone is kept for seven years, whole. */
function* payAlone(planner: Planner, collection: string, placed: ReadonlySet<number>): Generator<Unit> {
  const count = planner.spool.collections.get(collection)?.count ?? 0;
  for (let index = 0; index < count; index++) {
    const document = placed.has(index) ? undefined : planner.documentAt(collection, index);
    if (document === undefined) continue;
    const person = planner.context.employee(document.doc['employee_id'])?.found;
    if (person === undefined) planner.mark(document, 'pay of somebody who is not in the dump: kept for seven years');
    yield planner.record(document, person === undefined ? [] : [employee.at(person.employeeId)]);
  }
}
