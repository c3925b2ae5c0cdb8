import { useEffect } from 'preact/hooks';
import { may } from '#contracts/permissions.ts';
import type { PrivateDetailsView } from '#contracts/private-details.ts';
import { privateFieldWords } from '#contracts/private-fields.ts';
import { Fetched } from '../../app/fetched.tsx';
import { moment } from '../../app/time.ts';
import { item, model } from '../../sync/models.ts';
import { session } from '../../sync/session.ts';
import { Fact } from '../../ui/fact.tsx';

interface PrivateDetailsProps {
  readonly employeeId: string;
}

/** Tax file number and bank account, masked: for the person, and for those who see everybody's pay. */
export function PrivateDetails({ employeeId }: PrivateDetailsProps) {
  if (!may(session.value?.user.role ?? 'auditor', 'own.pay')) return null;
  const pay = model('employee-pay').rows.value.get(employeeId);
  // Rows of others are not there for whoever may not see them.
  return pay === undefined ? null : <Details employeeId={employeeId} newest={pay.detailsVersion} />;
}

function Details({ employeeId, newest }: PrivateDetailsProps & { readonly newest: number }) {
  const of = item('private-details', employeeId);
  const details = of.row.value?.details ?? [];
  const isBehind = of.row.value !== undefined && details.every(({ version }) => version < newest);
  // The live feed tells that something changed; what is on file is only told to whoever asks.
  useEffect(() => {
    if (isBehind) void of.refresh();
  }, [isBehind, of]);
  return (
    <section class="panel-part" aria-label="Private details">
      <h3>Private details</h3>
      <Fetched of={of} what="Private details" lines={2}>
        <dl class="facts">
          {details.map((detail) => (
            <Fact key={detail.field} name={nameOf(detail.field)}>
              {wordsOf(detail)}
            </Fact>
          ))}
        </dl>
      </Fetched>
    </section>
  );
}

type Detail = PrivateDetailsView['details'][number];

function nameOf(field: Detail['field']): string {
  const words = privateFieldWords[field];
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function wordsOf({ masked, unreadable, changed }: Detail): string {
  const who = changed && `${moment(changed.at)} by ${changed.by.name}`;
  if (unreadable) return `On file, but it cannot be read\nSet ${who}`;
  if (masked === null) return who === undefined ? 'Not on file' : `Not on file\nErased ${who}`;
  return `${masked}\nSet ${who}`;
}
