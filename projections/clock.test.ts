import { clockState } from '../src/contracts/clock.ts';
import { card, mondayShift } from '../src/testing/given-events.ts';
import { project } from '../src/testing/project.ts';
import { assert, suite } from '../src/testing/suite.ts';
import { clock } from './clock.ts';

const employeeName = 'Kylie Tran';
const on = { employeeName, since: '2026-11-08T19:45:00.000Z', date: '2026-11-09', time: '06:45', orderId: 'o1' };
const clockedIn = ['clock/e1', 'ClockedIn', on] as const;
const clockedOut = [
  'clock/e1',
  'ClockedOut',
  { employeeName, monday: '2026-11-09', shift: mondayShift, entered: true },
] as const;

suite('clock', (test) => {
  test('says since when somebody is on', () => {
    const { view } = project(clock, [clockedIn]);
    assert.equal(view('e1') && clockState.parse(view('e1')), view('e1'));
    const { employeeName: _, ...open } = on;
    assert.equal(view('e1'), { id: 'e1', employeeName, on: true, open, sequence: 1 });
  });

  test('says that somebody is off who has never used it, and nothing of nobody', () => {
    const { view } = project(clock, []);
    assert.equal(view('e1', card), { id: 'e1', employeeName, on: false, sequence: 0 });
    assert.ok(clockState.parse(view('e1', card)));
    assert.is(view('e1'), undefined);
    assert.equal(clock.absentAbout?.('e1'), { model: 'employees', id: 'e1' });
  });

  test('shows the shift before, also while the next one is open', () => {
    const { since: _, until: _until, ...shift } = mondayShift;
    const last = { ...shift, entered: true };
    const off = { id: 'e1', employeeName, on: false, last, sequence: 2 };
    assert.equal(project(clock, [clockedIn, clockedOut]).view('e1'), off);
    const { view } = project(clock, [clockedIn, clockedOut, clockedIn]);
    assert.equal([view('e1')?.last, view('e1')?.open?.time], [last, '06:45']);
  });
});
