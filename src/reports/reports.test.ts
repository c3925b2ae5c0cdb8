import * as fc from 'fast-check';
import { leaveRequests } from '../../projections/leave-requests.ts';
import { materialUse } from '../../projections/material-use.ts';
import { ordersOut } from '../../projections/orders-out.ts';
import { payRuns } from '../../projections/pay-runs.ts';
import { stockLevels } from '../../projections/stock-levels.ts';
import { stockMovements } from '../../projections/stock-movements.ts';
import { timesheets } from '../../projections/timesheets.ts';
import { addDays } from '../contracts/week.ts';
import type { Given } from '../testing/commits.ts';
import { coreLine, forLine, kraft, order, placed, stock } from '../testing/given-events.ts';
import { type GivenCommit, type Projected, project } from '../testing/project.ts';
import { randomHistory } from '../testing/random-history.ts';
import { assert, suite } from '../testing/suite.ts';
import { hoursByWeek } from './hours-by-week.ts';
import { leaveByType } from './leave-by-type.ts';
import { onTime } from './on-time.ts';
import { payByMonth } from './pay-by-month.ts';
import { stockOverTime } from './stock-over-time.ts';
import { useByMonth } from './use-by-month.ts';

// Each figure of a report is what a plain query over the events gives, after random histories.

const timeZone = 'Australia/Sydney';
const today = '2026-11-12';
const HOUR_MS = 3_600_000;
const runs = { numRuns: 100 };
const sydney = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
const dayOf = ({ at }: { readonly at?: Date | undefined }) => sydney.format(at);

function rowsOf<View>({ ids, view }: Projected<View>): readonly View[] {
  return ids.flatMap((id) => view(id) ?? []);
}

/** A commit so many hours before noon of today in Greenwich. */
function ago(hours: number, ...events: Given[]): GivenCommit {
  return { user: 'kylie', at: new Date(Date.parse(`${today}T02:00:00Z`) - hours * HOUR_MS), events };
}

const data = ({ events }: GivenCommit, type: string) =>
  events.flatMap(([, found, told]) => (found === type ? [told as { quantity: number } & Record<string, never>] : []));
const sum = (figures: readonly number[]) => figures.reduce((all, one) => all + one, 0);

/** What happens to an item over 400 days, never more of it than there is. */
const movements = fc
  .array(
    fc.record({ kind: fc.nat(6), quantity: fc.integer({ min: 1, max: 30 }), hours: fc.integer({ min: 1, max: 90 }) }),
    {
      minLength: 5,
      maxLength: 200,
    },
  )
  .map((wishes) => {
    let [onHand, allocated, out, points] = [0, 0, 0, 20];
    const lengths = wishes.map(({ hours }) => hours);
    return wishes.flatMap(({ kind, quantity }, index): GivenCommit[] => {
      const at = (...events: Given[]) => [ago(sum(lengths.slice(index)), ...events)];
      const free = onHand - allocated;
      if (kind === 0) {
        onHand += 3 * quantity;
        return at(stock('StockReceived', { quantity: 3 * quantity }));
      }
      if (kind === 1 && free >= quantity) {
        allocated += quantity;
        return at(stock('StockAllocated', { ...forLine('l1'), quantity }));
      }
      if (kind === 2 && allocated >= quantity) {
        allocated -= quantity;
        return at(stock('StockReleased', { ...forLine('l1'), quantity }));
      }
      if (kind === 3 && free >= quantity) {
        onHand -= quantity;
        out += quantity;
        return at(stock('StockIssued', { quantity }));
      }
      if (kind === 4 && out >= quantity) {
        onHand += quantity;
        out -= quantity;
        return at(stock('StockReturned', { ...forLine('l1'), quantity }));
      }
      if (kind === 5) {
        const was = points;
        points = quantity;
        return at(stock('ReorderPointSet', { reorderPoint: quantity, was }));
      }
      if (kind === 6) {
        const was = onHand;
        onHand = allocated + quantity;
        return at(stock('StockCounted', { counted: onHand, was }));
      }
      return [];
    });
  });
const history = movements.map((all) => [ago(24 * 800, kraft), ...all]);

/** What each event adds to what is on hand, and to what is free. */
function added(commit: GivenCommit): { readonly onHand: number; readonly free: number } {
  const of = (type: string) => sum(data(commit, type).map(({ quantity }) => quantity));
  const counted = sum(data(commit, 'StockCounted').map(({ counted: now, was }) => Number(now) - Number(was)));
  const onHand = of('StockReceived') + of('StockReturned') - of('StockIssued') + counted;
  return { onHand, free: onHand - of('StockAllocated') + of('StockReleased') };
}

suite('reports are what a query over the events gives', (test) => {
  test('of the stock of an item: each day as it ended, and when it runs out', () => {
    let [days, ends] = [0, 0];
    fc.assert(
      fc.property(history, (commits) => {
        const item = project(stockLevels, commits).view('kraft');
        if (item === undefined) throw new Error('The item is there.');
        const told = { isWhole: true, today, timeZone };
        const report = stockOverTime(item, rowsOf(project(stockMovements, commits)), told);
        for (const { date, onHand, free, lowest, reorderPoint } of report.days) {
          const until = commits.filter((commit) => dayOf(commit) <= date);
          assert.is(onHand, sum(until.map((commit) => added(commit).onHand)), `on hand on ${date}`);
          assert.is(free, sum(until.map((commit) => added(commit).free)), `free on ${date}`);
          const opened = sum(commits.filter((commit) => dayOf(commit) < date).map((commit) => added(commit).free));
          const within = commits.filter((commit) => dayOf(commit) === date);
          const steps = within.map((_, index) => sum(within.slice(0, index + 1).map((commit) => added(commit).free)));
          assert.is(lowest, opened + Math.min(0, ...steps), `least free on ${date}`);
          const set = until.flatMap((commit) => data(commit, 'ReorderPointSet')).at(-1);
          assert.is(reorderPoint, Number(set?.['reorderPoint'] ?? 20), `reorder point on ${date}`);
        }
        const changed = new Set(commits.map(dayOf).filter((date) => date > report.from && date <= today));
        assert.equal(
          report.days.slice(1).map(({ date }) => date),
          [...changed].sort(),
        );
        days += report.days.length;

        const since = commits.filter((commit) => dayOf(commit) > addDays(today, -56));
        const used = sum(
          since.flatMap((commit) => [
            ...data(commit, 'StockIssued').map(({ quantity }) => quantity),
            ...data(commit, 'StockReturned').map(({ quantity }) => -quantity),
          ]),
        );
        assert.equal(report.use, { days: 56, quantity: used });
        if (report.runsOut === undefined) return;
        ends += 1;
        const left = Math.round((Date.parse(report.runsOut) - Date.parse(today)) / (24 * HOUR_MS));
        assert.ok(left * used <= item.onHand * 56 && (left + 1) * used > item.onHand * 56, report.runsOut);
      }),
      runs,
    );
    assert.ok(days > 300 && ends > 0, `only ${days} days and ${ends} ends were seen`);
  });

  test('of an item that is new, or of which not all is read: from its first whole day on', () => {
    const commits = [ago(24 * 5, kraft), ago(24 * 4, stock('StockReceived', { quantity: 9 }))];
    const item = project(stockLevels, commits).view('kraft');
    const rows = rowsOf(project(stockMovements, commits));
    if (item === undefined) throw new Error('The item is there.');
    const whole = stockOverTime(item, rows, { isWhole: true, today, timeZone });
    assert.equal([whole.from, whole.use, whole.runsOut], ['2026-11-07', undefined, undefined]);
    assert.is(stockOverTime(item, rows, { isWhole: false, today, timeZone }).from, '2026-11-08');
  });

  test('of material by month', () => {
    let months = 0;
    fc.assert(
      fc.property(history, (commits) => {
        const report = useByMonth(rowsOf(project(materialUse, commits)), today, timeZone);
        assert.equal([report.months.length, report.months.at(-1)], [12, '2026-11']);
        const used = report.months.map((month) =>
          sum(
            commits
              .filter((commit) => dayOf(commit).startsWith(month))
              .flatMap((commit) => [
                ...data(commit, 'StockIssued').map(({ quantity }) => quantity),
                ...data(commit, 'StockReturned').map(({ quantity }) => -quantity),
              ]),
          ),
        );
        assert.equal(report.items[0]?.used ?? report.months.map(() => 0), used);
        months += used.filter((one) => one !== 0).length;
      }),
      runs,
    );
    assert.ok(months > 20, `only ${months} months with a figure were seen`);
  });

  test('of orders that went out: the last time that everything of them was gone', () => {
    const step = fc.record({
      kind: fc.nat(4),
      quantity: fc.constantFrom(800, 1_600, 2_400),
      hours: fc.integer({ min: 1, max: 400 }),
    });
    const one = fc.record({ steps: fc.array(step, { maxLength: 8 }), due: fc.integer({ min: -60, max: 10 }) });
    let seen = 0;
    fc.assert(
      fc.property(fc.array(one, { maxLength: 6 }), (orders) => {
        const stories = orders.map(({ steps, due }, number) => storyOf(`o${number}`, addDays(today, due), steps));
        const commits = stories.flatMap((story) => story.commits).sort((a, b) => Number(a.at) - Number(b.at));
        const report = onTime(rowsOf(project(ordersOut, commits)), today, timeZone);
        const gone = stories.flatMap(({ goneAt, dueDate }) =>
          goneAt ? [{ date: dayOf({ at: goneAt }), dueDate }] : [],
        );
        for (const { month, orders: went, onTime: good } of report.months) {
          const ofMonth = gone.filter(({ date }) => date.startsWith(month));
          assert.equal(
            [went, good],
            [ofMonth.length, ofMonth.filter(({ date, dueDate }) => date <= dueDate).length],
            month,
          );
          seen += went;
        }
      }),
      runs,
    );
    assert.ok(seen > 20, `only ${seen} orders went out`);
  });

  test('of hours, leave and pay', () => {
    const seen = { overtime: 0, leave: 0, pay: 0 };
    for (let seed = 1; seed <= 40; seed += 1) {
      // What was taken back in the end counts as long as it stands.
      const whole = randomHistory(seed);
      const commits = whole.slice(0, Math.ceil((whole.length * (60 + seed)) / 100));
      const events = commits.flatMap((commit) => commit.events);
      const of = (...types: string[]) =>
        events.filter(([, type]) => types.includes(type)) as [string, string, Figures][];
      const last = (list: [string, string, Figures][], key: (event: [string, string, Figures]) => string) => [
        ...new Map(list.map((event) => [key(event), event])).values(),
      ];

      const sheets = rowsOf(project(timesheets, commits));
      const weeks = hoursByWeek(sheets, '2026-11-15', 'everybody').weeks;
      const pays = last(of('PayCalculated', 'PayReversed'), ([aggregate]) => aggregate);
      for (const { monday, overtimeMinutes, workedMinutes } of weeks) {
        const counted = pays.filter(([, type, pay]) => type === 'PayCalculated' && pay['monday'] === monday);
        assert.is(overtimeMinutes, sum(counted.map(([, , pay]) => Number(pay['overtimeMinutes']))), `seed ${seed}`);
        assert.is(
          workedMinutes,
          sum(sheets.filter((sheet) => sheet.monday === monday).map((sheet) => sheet.workedMinutes)),
        );
        seen.overtime += overtimeMinutes;
      }

      const requested = of('LeaveRequested');
      const decided = last(of('LeaveApproved', 'LeaveCancelled', 'LeaveRejected', 'LeaveWithdrawn'), requestOf);
      const approved = decided.filter(([, type]) => type === 'LeaveApproved').map(requestOf);
      const leave = leaveByType(rowsOf(project(leaveRequests, commits)), '2026-11-15', 'everybody');
      for (const { type, takenMinutes, comingMinutes } of leave.types) {
        const days = requested
          .filter((event) => approved.includes(requestOf(event)) && event[2]['type'] === type)
          .flatMap(([, , request]) => request['days'] as { date: string; minutes: number }[]);
        assert.is(takenMinutes, sum(days.filter(({ date }) => date <= '2026-11-15').map(({ minutes }) => minutes)));
        assert.is(comingMinutes, sum(days.filter(({ date }) => date > '2026-11-15').map(({ minutes }) => minutes)));
        seen.leave += takenMinutes + comingMinutes;
      }

      const closed = last(of('PayRunOpened', 'PayRunFinalised', 'PayRunVoided'), ([aggregate]) => aggregate);
      const paid = closed.filter(([, type]) => type === 'PayRunFinalised').map(([, , run]) => run);
      for (const { month, grossCents, withheldCents } of payByMonth(rowsOf(project(payRuns, commits)), '2026-12-31')
        .months) {
        const ofMonth = paid.filter((run) => String(run['payDate']).startsWith(month));
        const lines = ofMonth.flatMap(
          (run) => run['lines'] as { grossCents: number; taxCents: number; studyLoanCents: number }[],
        );
        assert.is(grossCents, sum(lines.map((line) => line.grossCents)), `seed ${seed}, ${month}`);
        assert.is(withheldCents, sum(lines.map((line) => line.taxCents + line.studyLoanCents)));
        seen.pay += grossCents;
      }
    }
    assert.ok(seen.overtime > 0 && seen.leave > 0 && seen.pay > 0, JSON.stringify(seen));
  });
});

type Figures = Readonly<Record<string, unknown>>;

function requestOf([aggregate, , request]: [string, string, Figures]): string {
  return `${aggregate} ${String(request['requestId'])}`;
}

/** An order of 2,400 cores, and when all of it was gone in the end. */
function storyOf(id: string, dueDate: string, steps: readonly { kind: number; quantity: number; hours: number }[]) {
  const lengths = steps.map(({ hours }) => hours);
  let [delivered, past, cancelled] = [0, false, false];
  let goneAt: Date | undefined;
  const commits = [ago(24 * 400, placed(id, { dueDate, lines: [coreLine] }))];
  for (const [index, { kind, quantity }] of steps.entries()) {
    let event: Given | undefined;
    if (cancelled) break;
    if (kind <= 1) {
      delivered += quantity;
      event = order('OrderLineDelivered', { lineId: coreLine.lineId, quantity }, id);
    } else if (kind === 2 && delivered >= quantity) {
      delivered -= quantity;
      event = order('OrderLineDeliveryTakenBack', { lineId: coreLine.lineId, quantity, reason: 'Wet' }, id);
    } else if (kind === 3) {
      event = order(
        'OrderStageMoved',
        past ? { from: 'invoicing', to: 'winding' } : { from: 'winding', to: 'invoicing' },
        id,
      );
      past = !past;
    } else if (kind === 4 && index === steps.length - 1) {
      cancelled = true;
      event = order('OrderCancelled', { reason: 'Double' }, id);
    }
    if (event === undefined) continue;
    const commit = ago(sum(lengths.slice(index)), event);
    commits.push(commit);
    const gone = !cancelled && (past || delivered >= coreLine.required);
    goneAt = gone ? (goneAt ?? commit.at) : undefined;
  }
  return { commits, dueDate, goneAt };
}
