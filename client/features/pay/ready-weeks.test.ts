import { assert, suite } from '../../../src/testing/suite.ts';
import { run, sheet, slip } from './example-rows.ts';
import { readyWeeks } from './ready-weeks.ts';

suite('weeks that can be paid', (test) => {
  const today = '2026-11-12';

  test('are the last one, and older ones with somebody to be paid; never one that is not over', () => {
    const unpaid = [slip('Kim'), slip('Ann', { netCents: 100 }), slip('Kim', { monday: '2026-11-09' })];
    const submitted = [sheet('Bo'), sheet('Kim', { monday: '2026-10-19' })];
    assert.equal(readyWeeks([], { unpaid, submitted }, today), [
      { monday: '2026-10-19', approved: 0, netCents: 0, waiting: 1 },
      { monday: '2026-11-02', approved: 2, netCents: 121_600, waiting: 1 },
    ]);
    assert.equal(readyWeeks([], { unpaid: [], submitted: [] }, '2026-11-09'), [
      { monday: '2026-11-02', approved: 0, netCents: 0, waiting: 0 },
    ]);
  });

  test('have no run, or one that was taken back', () => {
    const mondays = (status: 'open' | 'finalised' | 'voided') =>
      readyWeeks([run('2026-11-02', status)], { unpaid: [slip('Kim')], submitted: [] }, today).map(
        ({ monday }) => monday,
      );
    assert.equal([mondays('open'), mondays('finalised'), mondays('voided')], [[], [], ['2026-11-02']]);
  });
});
