import { payRulesOf } from '../../contracts/hours.ts';
import { defaultSettings, settingsCommands } from '../../contracts/settings.ts';
import { by, given } from '../../testing/domain/given.ts';
import { assert, suite } from '../../testing/suite.ts';
import { whoMay } from '../../testing/who-may.ts';
import { settings } from './decider.ts';

const christmas = [{ date: '2026-12-25', name: 'Christmas Day' }];
const revised = settings.event('company', 'SettingsRevised', { sections: { holidays: christmas } });

whoMay(settingsCommands, {
  ReviseSettings: 'a',
});

suite('ReviseSettings', (test) => {
  test('records the sections that changed, each as a whole', () => {
    given()
      .when('ReviseSettings', { holidays: christmas, payDaysAfterWeek: 3, reason: 'New year' }, { expectedVersion: 0 })
      .thenRecords(
        settings.event('company', 'SettingsRevised', { sections: { holidays: christmas }, reason: 'New year' }),
      );
    given(revised).when('ReviseSettings', { holidays: christmas }, { expectedVersion: 1 }).thenRecordsNothing();
    given().when('ReviseSettings', {}, { expectedVersion: 0 }).thenRecordsNothing();
  });
  test('refuses an older version', () => {
    given(by('ben', revised))
      .when('ReviseSettings', { holidays: [] }, { expectedVersion: 0 })
      .thenRefuses({
        refused: 'stale-version',
        detail: 'Company setup was modified by another user. Please refresh and try again.',
        winner: { user: 'ben', type: 'SettingsRevised', data: { sections: ['holidays'] } },
        fresh: { version: 1 },
      });
  });
  test('its schema refuses what makes no sense', () => {
    const accepts = (wish: object) => settingsCommands.ReviseSettings.payload.safeParse(wish).success;
    const { leaveTypes, payRules } = defaultSettings;
    const [rules] = payRules;
    assert.ok(accepts({ ...defaultSettings }));
    assert.ok(accepts({ employer: { name: 'Misty Manufacturing', abn: '51824753556' } }));
    assert.not(accepts({ employer: { name: 'Misty Manufacturing', abn: '51824753565' } }), 'two digits swapped');
    assert.not(accepts({ employer: { name: 'Misty Manufacturing', abn: '51 824 753 556' } }));
    assert.not(accepts({ employer: { abn: '51824753556' } }));
    assert.not(accepts({ timeZone: 'UTC' }));
    assert.not(accepts({ weekdayMinutes: [456, 456, 456, 456, 456] }));
    assert.not(accepts({ weekdayMinutes: [1_500, 0, 0, 0, 0, 0, 0] }));
    assert.not(accepts({ holidays: [...christmas, ...christmas] }));
    assert.not(accepts({ holidays: [{ date: '2026-02-29', name: 'Leap day' }] }));
    assert.not(accepts({ leaveTypes: leaveTypes.slice(1) }));
    assert.not(accepts({ leaveTypes: leaveTypes.map((one) => ({ ...one, type: 'annual' })) }));
    assert.not(accepts({ leaveTypes: leaveTypes.map((one) => ({ ...one, floorMinutes: 1 })) }));
    assert.ok(accepts({ leaveTypes: leaveTypes.map((one) => ({ ...one, floorMinutes: -4_560 })) }));
    assert.not(accepts({ payRules: [] }));
    assert.not(accepts({ payRules: [rules, rules] }));
    assert.not(accepts({ payRules: [{ ...rules, overtime: [{ minutes: 180, basisPoints: 15_000 }] }] }));
    assert.not(accepts({ payRules: [{ ...rules, overtime: [{ basisPoints: 15_000 }, { basisPoints: 20_000 }] }] }));
    assert.not(accepts({ payRules: [{ ...rules, overtime: [{ basisPoints: 0 }] }] }));
    assert.not(accepts({ payDaysAfterWeek: 0 }));
  });
  test('pay rules count from their date until the next', () => {
    const [rules] = defaultSettings.payRules;
    if (rules === undefined) throw new Error('There are rules by default.');
    const newer = { ...rules, from: '2026-07-06', ordinaryMinutesPerWeek: 2_100 };
    const both = { ...defaultSettings, payRules: [rules, newer] };
    assert.is(payRulesOf(both, '2026-06-29'), rules);
    assert.is(payRulesOf(both, '2026-07-06'), newer);
    assert.is(payRulesOf(both, '2019-12-30'), undefined);
  });
});
