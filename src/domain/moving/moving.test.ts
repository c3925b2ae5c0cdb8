import { movingCommands } from '../../contracts/moving.ts';
import { given } from '../../testing/domain/given.ts';
import { suite } from '../../testing/suite.ts';
import { whoMay } from '../../testing/who-may.ts';
import { COMPANY } from '../company.ts';
import { legacyRecord, move } from './moving.ts';

const rule = { kind: 'role', from: 'foreman', to: 'production_manager' } as const;
const kept = move.event(COMPANY, 'MovingRuleKept', rule);

whoMay(movingCommands, {
  KeepMovingRule: 'a',
  DropMovingRule: 'a',
});

suite('rules of a move', (test) => {
  test('are kept once, changed, and taken back', () => {
    given().when('KeepMovingRule', rule).thenRecords(kept);
    given(kept).when('KeepMovingRule', rule).thenRecordsNothing();
    const other = { ...rule, to: 'manager' };
    given(kept)
      .when('KeepMovingRule', other)
      .thenRecords(move.event(COMPANY, 'MovingRuleKept', other));
    given(kept)
      .when('DropMovingRule', { kind: 'role', from: 'foreman' })
      .thenRecords(move.event(COMPANY, 'MovingRuleDropped', { kind: 'role', from: 'foreman' }));
    given().when('DropMovingRule', { kind: 'role', from: 'foreman' }).thenRecordsNothing();
  });
});

suite('ImportDocuments', (test) => {
  const data = { collection: 'suppliers', legacyId: '1', title: 'Visy', about: [], confidential: true };
  const event = legacyRecord.event('suppliers-1', 'LegacyRecordKept', data);

  test('records what was made of documents, and nothing over a thing that is there', () => {
    const wish = { events: [{ ...event, data: { ...event.data } }], fresh: [event.aggregate] };
    given().when('ImportDocuments', wish).thenRecords(event);
    given(event).when('ImportDocuments', wish).thenRefuses({
      refused: 'already-exists',
      detail: 'legacy-record/suppliers-1 is there already, so nothing was moved in over it.',
    });
    // Kept again, it is the same document as it was later.
    given(event)
      .when('ImportDocuments', { ...wish, fresh: [] })
      .thenRecords(event);
  });
});
