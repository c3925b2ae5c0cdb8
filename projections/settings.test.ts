import { defaultSettings, settingsView } from '../src/contracts/settings.ts';
import { project } from '../src/testing/project.ts';
import { assert, suite } from '../src/testing/suite.ts';
import { settings } from './settings.ts';

suite('settings', (test) => {
  test('are there before anybody has changed any, and there is no other row', () => {
    const { view } = project(settings, []);
    assert.equal(view('company'), { ...defaultSettings, id: 'company', version: 0 });
    assert.is(view('other'), undefined);
    assert.ok(settingsView.parse(view('company')));
  });

  test('change by whole sections, and what is left out stays', () => {
    const holidays = [{ date: '2026-12-25', name: 'Christmas Day' }];
    const { view } = project(settings, [
      ['settings/company', 'SettingsRevised', { sections: { holidays, payDaysAfterWeek: 2 } }],
      ['settings/company', 'SettingsRevised', { sections: { payDaysAfterWeek: 4 }, reason: 'Bank' }],
    ]);
    assert.equal(view('company'), { ...defaultSettings, holidays, payDaysAfterWeek: 4, id: 'company', version: 2 });
  });
});
