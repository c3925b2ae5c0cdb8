import type { LegacyRecord } from '#contracts/moving.ts';
import { model } from '../sync/models.ts';
import { may } from '../sync/rights.ts';
import { session } from '../sync/session.ts';
import { collectionWords } from './document-words.ts';
import { OldDocument } from './old-document.tsx';

/** What the old application kept about a thing, such as "order/orders-1". Nothing at all where it kept nothing. */
export function OldRecords({ about }: { readonly about: string }) {
  const records = useOldRecords({ about });
  if (records.length === 0) return null;
  return (
    <section class="panel-part stack" aria-label="From the old application">
      <h3>From the old application</h3>
      {records.map((record) => (
        <details key={record.id}>
          <summary>{`${collectionWords(record.collection)}: ${record.title}`}</summary>
          <OldDocument record={record} />
        </details>
      ))}
    </section>
  );
}

/** Old records that this person may read. Those about pay and people are a list of their own. */
export function useOldRecords(filters: { readonly about?: string; readonly rejected?: true }): readonly LegacyRecord[] {
  const role = session.value?.user.role ?? 'employee';
  const open = may(role, 'orders.read') ? model('legacy-records', filters).list.value : [];
  const confidential = may(role, 'pay.read') ? model('confidential-records', filters).list.value : [];
  return [...open, ...confidential];
}
