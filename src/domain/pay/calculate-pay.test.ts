import * as fc from 'fast-check';
import { defaultSettings, type PayRules } from '../../contracts/settings.ts';
import { addDays, weekDates } from '../../contracts/week.ts';
import { fullTime } from '../../testing/domain/staff.ts';
import { assert, suite } from '../../testing/suite.ts';
import { isRefusal, type Refusal } from '../kernel.ts';
import type { PayDay, PayInputs, PayResult } from '../timesheet/events.ts';
import { accruingDays, calculatePay, tablesFor } from './calculate-pay.ts';

const [usual] = defaultSettings.payRules;
if (usual === undefined) throw new Error('There are rules by default.');
const rules: PayRules = usual;
const monday = '2026-11-02';

/** A week with worked minutes from Monday on, at $40.00 an hour. */
function week(worked: readonly number[], more: Partial<Record<number, Partial<PayDay>>> = {}): PayDay[] {
  return weekDates(monday).map((date, weekday) => ({
    ...{ date, workedMinutes: worked[weekday] ?? 0, leave: [], rateCents: 4_000 },
    ...more[weekday],
  }));
}
const full = [456, 456, 456, 456, 456];

function inputs(days: readonly PayDay[], more: Partial<PayInputs> = {}): PayInputs {
  return { payDate: '2026-11-11', terms: fullTime, rules, days, ...more };
}

function pay(wanted: PayInputs): PayResult {
  const result = tryPay(wanted);
  if (isRefusal(result)) throw new Error(result.detail);
  return result;
}

function tryPay(wanted: PayInputs): PayResult | Refusal {
  const tables = tablesFor(wanted);
  return isRefusal(tables) ? tables : calculatePay(wanted, tables);
}

const lines = ({ lines: all }: PayResult) =>
  all.map(({ kind, leaveType, minutes, basisPoints, cents }) => [leaveType ?? kind, minutes, basisPoints, cents]);

suite('calculatePay', (test) => {
  test('a full week of ordinary time', () => {
    const result = pay(inputs(week(full)));
    assert.equal(lines(result), [['ordinary', 2_280, 10_000, 152_000]]);
    // x = 1520.99: 0.32 × 1520.99 − 181.7319 = 304.98; super 12 % of 1,520.00.
    assert.equal(
      [result.grossCents, result.taxCents, result.studyLoanCents, result.netCents, result.superCents],
      [152_000, 30_500, 0, 121_500, 18_240],
    );
    assert.equal(
      result.tables.map(({ id }) => id),
      ['payg-2026-07', 'super-2025-07'],
    );
  });
  test('overtime stands alone each day: 3 hours at 150 %, then 200 %', () => {
    const result = pay(inputs(week([456 + 200, 456 + 180, 456 + 20, 300])));
    assert.equal(lines(result), [
      ['ordinary', 3 * 456 + 300, 10_000, 111_200],
      ['overtime', 180 + 180 + 20, 15_000, 38_000],
      ['overtime', 20, 20_000, 2_667],
    ]);
    assert.is(result.ordinaryTimeCents, 111_200);
    assert.is(result.superCents, 13_344);
  });
  test('beyond the ordinary minutes of a week all is overtime', () => {
    const result = pay(inputs(week([...full, 240])));
    assert.equal(lines(result).slice(1), [
      ['overtime', 180, 15_000, 18_000],
      ['overtime', 60, 20_000, 8_000],
    ]);
  });
  test('paid leave fills ordinary time and is a line of its own; unpaid leave pays nothing and fills nothing', () => {
    const leave = [{ type: 'annual' as const, minutes: 228, paid: true }];
    const unpaid = [{ type: 'unpaid' as const, minutes: 456, paid: false }];
    const result = pay(inputs(week([300, 456], { 0: { leave }, 2: { leave: unpaid, rateCents: undefined } })));
    assert.equal(lines(result), [
      ['ordinary', 228 + 456, 10_000, 45_600],
      ['overtime', 72, 15_000, 7_200],
      ['annual', 228, 10_000, 15_200],
      ['unpaid', 456, 0, 0],
    ]);
    assert.is(result.leaveMinutes, 228);
    assert.is(result.ordinaryTimeCents, 60_800);
  });
  test('a public holiday pays what was not worked', () => {
    const holiday = { name: 'Cup Day', minutes: 456 };
    const off = pay(inputs(week([456, 0, 456, 456, 456], { 1: { holiday } })));
    assert.equal(lines(off), [
      ['ordinary', 1_824, 10_000, 121_600],
      ['holiday-not-worked', 456, 10_000, 30_400],
    ]);
    const part = pay(inputs(week([456, 100, 456, 456, 456], { 1: { holiday } })));
    assert.equal(lines(part), [
      ['ordinary', 1_924, 10_000, 128_267],
      ['holiday-not-worked', 356, 10_000, 23_733],
    ]);
    const casual = pay(inputs(week(full.slice(0, 4), { 4: { holiday: { name: 'Cup Day', minutes: 0 } } })));
    assert.is(casual.holidayMinutes, 0);
  });
  test('leave that was approved before its day became a holiday is paid as leave, and the day is not paid twice', () => {
    const holiday = { name: 'Day of mourning', minutes: 456 };
    const off = (minutes: number) => [{ type: 'annual' as const, minutes, paid: true }];
    const whole = pay(inputs(week([456, 0, 456, 456, 456], { 1: { holiday, leave: off(456) } })));
    assert.equal(lines(whole), [
      ['ordinary', 4 * 456, 10_000, 121_600],
      ['annual', 456, 10_000, 30_400],
    ]);
    const half = pay(inputs(week([456, 0, 456, 456, 456], { 1: { holiday, leave: off(228) } })));
    assert.equal(lines(half), [
      ['ordinary', 4 * 456, 10_000, 121_600],
      ['holiday-not-worked', 228, 10_000, 15_200],
      ['annual', 228, 10_000, 15_200],
    ]);
  });
  test('loadings and rates of weekends and holidays count once the owner sets them', () => {
    const tiers = [{ minutes: 120, basisPoints: 15_000 }, { basisPoints: 20_000 }];
    const more = {
      ...{ ...rules, saturday: tiers, sunday: [{ basisPoints: 20_000 }], publicHoliday: [{ basisPoints: 25_000 }] },
      ...{ leaveLoadingBasisPoints: 1_750, casualLoadingBasisPoints: 2_500, superBasisPoints: 1_300 },
    };
    const leave = [{ type: 'annual' as const, minutes: 456, paid: true }];
    const holiday = { name: 'Cup Day', minutes: 456 };
    const days = week([456, 100, 0, 0, 0, 180, 60], { 1: { holiday }, 2: { leave } });
    const result = pay(inputs(days, { rules: more }));
    assert.equal(lines(result), [
      ['ordinary', 456, 10_000, 30_400],
      ['saturday', 120, 15_000, 12_000],
      ['saturday', 60, 20_000, 8_000],
      ['sunday', 60, 20_000, 8_000],
      ['public-holiday', 100, 25_000, 16_667],
      ['holiday-not-worked', 356, 10_000, 23_733],
      ['annual', 456, 10_000, 30_400],
      ['leave-loading', 456, 1_750, 5_320],
    ]);
    assert.is(result.superBasisPoints, 1_300);
    const casual = { ...fullTime, employmentType: 'casual' as const };
    assert.equal(lines(pay(inputs(week([456, 480]), { rules: more, terms: casual }))), [
      ['ordinary', 912, 10_000, 60_800],
      ['casual-loading', 912, 2_500, 15_200],
      ['overtime', 24, 15_000, 2_400],
    ]);
  });
  test('overtime is never ordinary time, whatever day it is paid as', () => {
    const saturday = [{ minutes: 120, basisPoints: 15_000 }, { basisPoints: 20_000 }];
    const more = { ...rules, saturday, publicHoliday: [{ basisPoints: 25_000 }] };
    const full38 = pay(inputs(week([...full, 300]), { rules: more }));
    assert.equal(lines(full38), [
      ['ordinary', 2_280, 10_000, 152_000],
      ['saturday', 120, 15_000, 12_000],
      ['saturday', 180, 20_000, 24_000],
    ]);
    assert.equal(
      full38.lines.map(({ overtime }) => overtime),
      [undefined, true, true],
    );
    // Super on 38 h, and neither hours nor leave of the Saturday are ordinary.
    assert.equal([full38.ordinaryTimeCents, full38.superCents], [152_000, 18_240]);
    assert.equal([full38.ordinaryMinutes, full38.overtimeMinutes], [2_280, 300]);
    // Of a Saturday that is partly ordinary time, the first minutes are.
    const part = pay(inputs(week([456, 456, 456, 456, 0, 600]), { rules: more }));
    assert.equal(lines(part).slice(1), [
      ['saturday', 120, 15_000, 12_000],
      ['saturday', 336, 20_000, 44_800],
      ['saturday', 144, 20_000, 19_200],
    ]);
    assert.is(part.ordinaryTimeCents, 121_600 + 12_000 + 44_800);
    assert.is(part.grossCents, 121_600 + 12_000 + 44_800 + 19_200);
    const holiday = pay(inputs(week([500], { 0: { holiday: { name: 'Cup Day', minutes: 456 } } }), { rules: more }));
    assert.equal([holiday.ordinaryMinutes, holiday.overtimeMinutes, holiday.ordinaryTimeCents], [456, 44, 76_000]);
  });
  test('a casual’s loading on overtime, and overtime beyond agreed hours, count once the owner sets them', () => {
    const casual = { ...fullTime, employmentType: 'casual' as const };
    const more = { ...rules, casualLoadingBasisPoints: 2_500, casualOvertimeLoadingBasisPoints: 1_000 };
    const loaded = pay(inputs(week([516]), { rules: more, terms: casual }));
    assert.equal(lines(loaded), [
      ['ordinary', 456, 10_000, 30_400],
      ['casual-loading', 456, 2_500, 7_600],
      ['casual-loading', 60, 1_000, 400],
      ['overtime', 60, 15_000, 6_000],
    ]);
    assert.is(loaded.ordinaryTimeCents, 38_000);
    const partTime = { ...fullTime, employmentType: 'part-time' as const, weeklyMinutes: 912 };
    const three = inputs(week([456, 456, 456]), { terms: partTime });
    assert.is(pay(three).overtimeMinutes, 0);
    const agreed = { ...rules, partTimeOvertimeBeyondAgreed: true as const };
    assert.equal(lines(pay({ ...three, rules: agreed })), [
      ['ordinary', 912, 10_000, 60_800],
      ['overtime', 180, 15_000, 18_000],
      ['overtime', 276, 20_000, 36_800],
    ]);
    assert.is(pay({ ...three, rules: agreed, terms: fullTime }).overtimeMinutes, 0);
  });
  test('each date has its own rate, and each line is rounded half up on its own', () => {
    const days = week([1, 1], { 0: { rateCents: 30 }, 1: { rateCents: 29 } });
    // 1 minute at 30 cents an hour is half a cent; at 29 it is less.
    assert.equal(lines(pay(inputs(days))), [
      ['ordinary', 1, 10_000, 1],
      ['ordinary', 1, 10_000, 0],
    ]);
    const odd = week(
      full.map((minutes) => minutes + 7),
      { 3: { rateCents: 3_475 }, 4: { rateCents: 3_475 } },
    );
    const result = pay(inputs(odd));
    assert.is(
      result.grossCents,
      result.lines.reduce((sum, { cents }) => sum + cents, 0),
    );
    assert.equal(lines(result)[1], ['ordinary', 912, 10_000, 52_820]);
  });
  test('withholding goes by the terms: threshold, tax file number, study loan', () => {
    const days = week(full);
    const taken = (terms: Partial<typeof fullTime>, payDate = '2026-11-11') => {
      const { taxCents, studyLoanCents } = pay(inputs(days, { terms: { ...fullTime, ...terms }, payDate }));
      return [taxCents, studyLoanCents];
    };
    assert.equal(taken({}), [30_500, 0]);
    assert.equal(taken({ taxFreeThreshold: false }), [41_500, 0]);
    // 0.15 × 1520.99 − 200.5615 = 27.59; not claimed: 0.15 × 1520.99 − 148.0615 = 80.09.
    assert.equal(taken({ studyLoan: true }), [30_500, 2_800]);
    assert.equal(taken({ studyLoan: true, taxFreeThreshold: false }), [41_500, 8_000]);
    // 47 % of 1,520 is 714.40: the cents are dropped, and nothing comes on top.
    assert.equal(taken({ tfnProvided: false }), [71_400, 0]);
    assert.equal(taken({ tfnProvided: false, studyLoan: true }), [71_400, 0]);
    // The older table: 0.32 × 1520.99 − 176.5769 = 310.14.
    assert.equal(taken({}, '2026-06-30'), [31_000, 0]);
  });
  test('refuses a pay date that no table covers, and time without a rate', () => {
    const refused = (more: Partial<PayInputs>) => {
      const result = tryPay(inputs(week(full), more));
      return isRefusal(result) ? [result.refused, result.detail] : 'paid';
    };
    assert.equal(refused({ payDate: '2027-07-01' }), [
      'no-table',
      'No table of PAYG withholding covers the pay date Thu 1 Jul 2027. It is not in Misty yet.',
    ]);
    assert.equal(refused({ payDate: '2025-06-30' }), [
      'no-table',
      'No table of the super guarantee covers the pay date Mon 30 Jun 2025. It is not in Misty yet.',
    ]);
    const studyLoan = { ...fullTime, studyLoan: true };
    assert.equal(refused({ payDate: '2026-06-30', terms: studyLoan }), [
      'no-table',
      'No table of study loans covers the pay date Tue 30 Jun 2026. It is not in Misty yet.',
    ]);
    assert.is(refused({ payDate: '2026-06-30', terms: { ...studyLoan, tfnProvided: false } }), 'paid');
    const days = week([0, 456], { 0: { rateCents: undefined }, 1: { rateCents: undefined } });
    assert.equal(refused({ days }), ['no-pay-rate', 'There is no pay rate for Tue 3 Nov 2026. Set one first.']);
    assert.is(refused({ days: week([456], { 6: { rateCents: undefined } }) }), 'paid');
  });
  test('nothing worked is paid nothing', () => {
    const result = pay(inputs(week([])));
    assert.equal([result.grossCents, result.taxCents, result.netCents, result.superCents], [0, 0, 0, 0]);
  });
  test('any week: the same inputs give the same pay, all time is paid once, and net is never below 0', () => {
    const minutes = fc.oneof(fc.nat(1_440), fc.constantFrom(0, 456, 228));
    const day = fc.record({
      worked: minutes,
      off: fc.constantFrom(0, 0, 228, 456),
      holiday: fc.boolean(),
      rate: fc.integer({ min: 1, max: 100_000 }),
    });
    const terms = fc.record({
      ...{ taxFreeThreshold: fc.boolean(), tfnProvided: fc.boolean(), studyLoan: fc.boolean() },
      employmentType: fc.constantFrom('full-time' as const, 'part-time' as const),
    });
    fc.assert(
      fc.property(fc.array(day, { minLength: 7, maxLength: 7 }), terms, (days, own) => {
        const wanted = inputs(
          days.map(({ worked, off, holiday, rate }, weekday) => ({
            date: addDays(monday, weekday),
            workedMinutes: Math.min(worked, 1_440 - off),
            leave: off > 0 ? [{ type: 'sick' as const, minutes: off, paid: true }] : [],
            ...(holiday && { holiday: { name: 'Holiday', minutes: 456 } }),
            rateCents: rate,
          })),
          { terms: { ...fullTime, ...own } },
        );
        const result = pay(wanted);
        assert.equal(pay(JSON.parse(JSON.stringify(wanted)) as PayInputs), result);
        const worked = wanted.days.reduce((sum, { workedMinutes }) => sum + workedMinutes, 0);
        assert.is(result.ordinaryMinutes + result.overtimeMinutes, worked);
        const paid = result.lines.reduce((sum, line) => sum + line.minutes, 0);
        assert.is(paid, worked + result.leaveMinutes + result.holidayMinutes);
        assert.is(result.netCents, result.grossCents - result.taxCents - result.studyLoanCents);
        assert.ok(result.netCents >= 0 && result.superCents >= 0);
        assert.ok(
          [...result.lines.map(({ cents }) => cents), ...Object.values(result)].every(
            (n) => typeof n !== 'number' || Number.isSafeInteger(n),
          ),
        );
        const off = result.leaveMinutes + result.holidayMinutes;
        const accruing = accruingDays(wanted).reduce((sum, { minutes }) => sum + minutes, 0);
        assert.ok(accruing <= Math.max(2_280, off));
      }),
    );
  });
});
