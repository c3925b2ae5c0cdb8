import type { LegacyRecord } from '../src/contracts/moving.ts';
import type { LegacyRecordEvent } from '../src/domain/moving/events.ts';
import type { RecordedEvent } from '../src/event-store/commit.ts';
import { defineProjection } from '../src/projecting/define-projection.ts';
import { idOf } from '../src/projecting/definition.ts';

type Row = Omit<LegacyRecord, 'id'>;

/** A row is in memory while it is asked for. What is longer is whole in the log. */
const DOCUMENT_MAX = 20_000;

/** Documents of the old application that are kept whole, on what they belong to. */
export const legacyRecords = defineProjection<'legacy-records', Row, LegacyRecordEvent>({
  name: 'legacy-records',
  version: 1,
  id: (event) => (event.data.confidential ? [] : idOf(event)),
  on: { LegacyRecordKept: (_row, event) => kept(event) },
  indexes: [{ fields: ['about'] }, { fields: ['collection'] }, { fields: ['isRejected'] }],
  present: (row, _nameOf, id) => ({ ...row, id }),
});

/** The same of people, pay and what the office keeps to itself. */
export const confidentialRecords = defineProjection<'confidential-records', Row, LegacyRecordEvent>({
  name: 'confidential-records',
  version: 1,
  id: (event) => (event.data.confidential ? idOf(event) : []),
  on: { LegacyRecordKept: (_row, event) => kept(event) },
  indexes: [{ fields: ['about'] }, { fields: ['collection'] }, { fields: ['isRejected'] }],
  present: (row, _nameOf, id) => ({ ...row, id }),
});

function kept({ data, imported, at, sequence }: RecordedEvent<LegacyRecordEvent>): Row {
  const { collection, legacyId, title, about, rejected } = data;
  const [first] = about;
  const document = imported?.document ?? '{}';
  return {
    ...{ collection, legacyId, title, at: at.toISOString(), sequence },
    ...(first !== undefined && { about: first }),
    ...(rejected && { rejected: { ...rejected } }),
    isRejected: rejected !== undefined,
    marks: [...(imported?.marks ?? [])],
    document: document.slice(0, DOCUMENT_MAX),
    isCut: document.length > DOCUMENT_MAX,
    withheld: [...(imported?.withheld ?? [])],
  };
}
