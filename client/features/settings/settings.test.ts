import { defaultSettings, type SettingsView, settingsCommands } from '../../../src/contracts/settings.ts';
import { assert, suite } from '../../../src/testing/suite.ts';
import { abnText } from '../../shared/abn.ts';
import { changesBetween } from '../../shared/changes.ts';
import { rebase } from '../../shared/rebase.ts';
import { holidays, holidaysIn, proposedFor, withDay, yearsOf } from './holidays.ts';
import { leaveRules } from './leave-types.ts';
import { datesOf, type PayRulesDraft, payRules, type RulesDraft, whyNotFrom } from './pay-rules.ts';
import { percentText, type Section } from './section.ts';
import { clockBreak, employer, payDay, payDayWords, week } from './simple-sections.ts';
import { kindsWithoutTable } from './table-cover.ts';

const settings: SettingsView = {
  ...defaultSettings,
  ...{ id: 'company', version: 3, employer: { name: 'Misty Manufacturing', abn: '51824753556' } },
  holidays: [
    { date: '2026-12-25', name: 'Christmas Day' },
    { date: '2027-01-01', name: "New Year's Day" },
  ],
  payRules: [
    {
      ...{ from: '2020-01-06', ordinaryMinutesPerDay: 456, ordinaryMinutesPerWeek: 2_280 },
      overtime: [{ minutes: 180, basisPoints: 15_000 }, { basisPoints: 20_000 }],
      ...{ sunday: [{ basisPoints: 20_000 }], casualLoadingBasisPoints: 2_500, leaveLoadingBasisPoints: 1_750 },
    },
  ],
};

/** What the command takes of a section that nobody has changed. */
function comesBack<Draft extends object>(section: Section<Draft>): void {
  const draft = section.open(settings);
  assert.is(section.errors(draft), undefined, section.title);
  const { success, data } = settingsCommands.ReviseSettings.payload.safeParse(section.sent(draft));
  assert.ok(success, section.title);
  for (const [name, value] of Object.entries(data ?? {})) {
    assert.equal(value, settings[name as keyof SettingsView], section.title);
  }
  assert.is(Object.keys(data ?? {}).length, 1, `${section.title} sends itself only`);
}

suite('sections of the settings', (test) => {
  test('each goes out as it came in, and alone', () => {
    comesBack(employer);
    comesBack(week);
    comesBack(holidays);
    comesBack(leaveRules);
    comesBack(payRules);
    comesBack(clockBreak);
    comesBack(payDay);
  });
  test('say what cannot be read', () => {
    assert.equal(employer.errors({ name: ' ', abn: '123' }), {
      name: 'A name is needed.',
      abn: 'The 11 digits of an ABN.',
    });
    assert.equal(week.errors({ ...week.open(settings), Tue: '7:60', Sun: '25' }), {
      ...{ Tue: 'Minutes go from 00 to 59.', Sun: 'At most 24:00.' },
    });
    assert.equal(Object.keys(clockBreak.errors({ after: 'x', break: '4:30', limit: '0:30' }) ?? {}), [
      'after',
      'break',
      'limit',
    ]);
    const longer = { ...defaultSettings, clockBreak: { ...defaultSettings.clockBreak, limitMinutes: 840 } };
    assert.equal(clockBreak.sent(clockBreak.open(longer as SettingsView)), { clockBreak: longer.clockBreak });
    const leave = leaveRules.open(settings);
    const wrong = { ...leave, annual: { ...leave.annual, yearly: '-1', floor: '1:00' } };
    assert.equal(Object.keys(leaveRules.errors(wrong) ?? {}), ['annual.yearly', 'annual.floor']);
  });
  test('leave may fall below nothing', () => {
    const leave = leaveRules.open(settings);
    const { leaveTypes = [] } = leaveRules.sent({ ...leave, annual: { ...leave.annual, floor: '-76' } });
    assert.is(leaveTypes.find(({ type }) => type === 'annual')?.floorMinutes, -4_560);
    assert.ok(Object.is(leaveTypes.find(({ type }) => type === 'sick')?.floorMinutes, 0));
  });
  test('an ABN reads as the register writes it, and a pay day as people say it', () => {
    assert.is(abnText('51824753556'), '51 824 753 556');
    assert.equal([1, 3, 7, 8, 14].map(payDayWords), [
      ...['Monday after the week', 'Wednesday after the week', 'Sunday after the week'],
      ...['Monday, 2 weeks after the week', 'Sunday, 2 weeks after the week'],
    ]);
  });
  test('percentages are written to two places', () => {
    assert.equal([2_500, 1_750, 1_725, 15_000].map(percentText), ['25', '17.5', '17.25', '150']);
  });
});

suite('holidays in the settings', (test) => {
  const { days } = holidays.open(settings);
  test('are told by their days, what comes and what goes', () => {
    const mine = { days: withDay(withDay(days, '2026-12-25'), '2027-01-26', 'Australia Day') };
    assert.equal(changesBetween(holidays.lines({ days }), holidays.lines(mine)), [
      ...['Fri 25 Dec 2026 taken off', 'Tue 26 Jan 2027 Australia Day'],
    ]);
    assert.equal(holidaysIn(mine.days, '2027'), [
      ['2027-01-01', "New Year's Day"],
      ['2027-01-26', 'Australia Day'],
    ]);
  });
  test('of two who change the list, both have their days', () => {
    const mine = { days: withDay(days, '2027-01-26', 'Australia Day') };
    const theirs = { days: withDay(withDay(days, '2026-12-25'), '2027-04-26', 'Picnic day') };
    assert.equal(Object.keys(rebase({ days }, mine, theirs).days).sort(), ['2027-01-01', '2027-01-26', '2027-04-26']);
  });
  test('are proposed for a year, without those that are there', () => {
    const proposed = proposedFor(days, '2027').map(({ date }) => date);
    assert.ok(proposed.includes('2027-01-26'));
    assert.not(proposed.includes('2027-01-01'));
    assert.equal(yearsOf(settings.holidays, '2026-11-12'), ['2026', '2027']);
    assert.equal(yearsOf([{ date: '2024-12-25', name: 'Christmas Day' }], '2026-11-12'), ['2024', '2026', '2027']);
  });
});

suite('pay rules in the settings', (test) => {
  const draft = payRules.open(settings);
  const [first = ''] = datesOf(draft.sets);
  const set = draft.sets[first] as RulesDraft;
  const withSet = (from: string, part: Partial<RulesDraft>): PayRulesDraft => ({
    sets: { ...draft.sets, [from]: { ...set, ...part } },
  });
  test('another set takes its place by its day, and days without rates of their own are left out', () => {
    const { payRules: sent = [] } = payRules.sent(
      withSet('2026-12-07', {
        sunday: [],
        saturday: [
          { hours: '2', percent: '150' },
          { hours: '', percent: '200 %' },
        ],
      }),
    );
    assert.equal(
      sent.map(({ from }) => from),
      ['2020-01-06', '2026-12-07'],
    );
    assert.equal(sent[1]?.saturday, [{ minutes: 120, basisPoints: 15_000 }, { basisPoints: 20_000 }]);
    assert.not('sunday' in (sent[1] ?? {}));
    assert.ok(settingsCommands.ReviseSettings.payload.safeParse({ payRules: sent }).success);
  });
  test('begin on a Monday that has none', () => {
    assert.is(whyNotFrom(draft.sets, ''), 'Choose the first day.');
    assert.is(whyNotFrom(draft.sets, '2026-12-08'), 'Choose a Monday: rules count for whole weeks.');
    assert.is(whyNotFrom(draft.sets, '2020-01-06'), 'There are rules from this day already.');
    assert.is(whyNotFrom(draft.sets, '2026-12-07'), undefined);
  });
  test('say what cannot be read, by set and field', () => {
    const wrong = withSet('2026-12-07', {
      ...{ perDay: '25', perWeek: '0:30', casual: '101', casualOvertime: '', leave: 'x', super: '' },
      overtime: [
        { hours: '', percent: '150' },
        { hours: '', percent: '90' },
      ],
    });
    assert.equal(
      Object.keys(payRules.errors(wrong) ?? {}),
      ['perDay', 'perWeek', 'overtime', 'casual', 'leave'].map((field) => `2026-12-07.${field}`),
    );
  });
  test('are told by set', () => {
    const mine = withSet(first, { overtime: [{ hours: '', percent: '150' }], leave: '' });
    assert.equal(changesBetween(payRules.lines(draft), payRules.lines(mine), true), [
      'Overtime from Mon 6 Jan 2020 150 %, was 3:00 at 150 %, then 200 %',
      'Leave loading from Mon 6 Jan 2020 taken off, was 17.5 %',
    ]);
  });
});

suite('tables of the law', (test) => {
  const table = { title: '', source: '' };
  const tables = [
    { ...table, id: 'payg-1', kind: 'payg' as const, from: '2024-07-01', until: '2026-06-30' },
    { ...table, id: 'payg-2', kind: 'payg' as const, from: '2026-07-01', until: '2027-06-30' },
    { ...table, id: 'super-1', kind: 'super' as const, from: '2025-07-01' },
  ];
  test('that are missing for a date are told', () => {
    assert.equal(kindsWithoutTable(tables, '2026-07-01'), []);
    assert.equal(kindsWithoutTable(tables, '2027-07-01'), ['payg']);
    assert.equal(kindsWithoutTable(tables, '2025-06-30'), ['super']);
  });
});
