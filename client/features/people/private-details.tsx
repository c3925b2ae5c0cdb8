import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { type PrivateField, privateFields, privateFieldWords } from '#contracts/private-fields.ts';
import { Fetched } from '../../shared/fetched.tsx';
import { later } from '../../shared/later.tsx';
import { item, model } from '../../sync/models.ts';
import { onlineOnly } from '../../sync/online.ts';
import { may } from '../../sync/rights.ts';
import { session } from '../../sync/session.ts';
import { Button, QuietButton } from '../../ui/button.tsx';
import { NotDone } from '../../ui/not-done.tsx';
import { EraseDialog } from './erase-dialog.tsx';
import { changedWords, fieldName, onFileWords, type PrivateDetail } from './private-words.ts';
import { useWhole } from './use-whole.ts';

const PrivateForm = later('The form', () => import('./private-form.tsx').then((it) => it.PrivateForm));

interface PrivateDetailsProps {
  readonly employeeId: string;
  /** It is for somebody else to change them. */
  readonly own: boolean;
}

/** Tax file number and bank account, masked: for the person, and for those who see everybody's pay. */
export function PrivateDetails({ employeeId, own }: PrivateDetailsProps) {
  if (!may(session.value?.user.role ?? 'auditor', 'own.pay')) return null;
  const pay = model('employee-pay').rows.value.get(employeeId);
  // People who may not see others' rows do not get them.
  return (
    pay && <Details employeeId={employeeId} own={own} newest={pay.detailsVersion} name={pay.name} active={pay.active} />
  );
}

interface DetailsProps extends PrivateDetailsProps {
  /** Version of what was changed last, as the live feed knows it. */
  readonly newest: number;
  readonly name: string;
  readonly active: boolean;
}

function Details({ employeeId, own, newest, name, active }: DetailsProps) {
  const { query, path, route } = useLocation();
  const of = item('private-details', employeeId);
  const details = of.row.value?.details ?? [];
  const isBehind = of.row.value !== undefined && details.every(({ version }) => version < newest);
  // The live feed tells that something has changed; what is on file is told on asking only.
  useEffect(() => {
    if (isBehind) void of.refresh();
  }, [isBehind, of]);
  const manages = may(session.value?.user.role ?? 'auditor', 'pay.manage');
  const changing = privateFields.find((field) => field === query['do']);
  return (
    <section class="panel-part" aria-label="Private details">
      <h3>Private details</h3>
      <Fetched of={of} what="Private details" lines={2}>
        <div class="stack">
          {details.map((detail) =>
            manages && !own && active && detail.field === changing ? (
              <PrivateForm
                key={detail.field}
                {...{ employeeId, name, detail }}
                onDone={() => void of.refresh().then(() => route(path))}
                onCancel={() => route(path)}
              />
            ) : (
              <Detail
                key={detail.field}
                {...{ employeeId, name, detail, manages, own }}
                change={manages && !own && active && changing === undefined ? `${path}?do=${detail.field}` : undefined}
                refresh={of.refresh}
              />
            ),
          )}
        </div>
      </Fetched>
      {manages && own && <p class="second meta">These are your own. Somebody else in the office changes them.</p>}
      {!manages && <p class="second meta">Only the office can change these, and see them whole.</p>}
    </section>
  );
}

interface DetailProps {
  readonly employeeId: string;
  readonly name: string;
  readonly detail: PrivateDetail;
  readonly manages: boolean;
  readonly own: boolean;
  /** The address of the form, where it may be opened. */
  readonly change: string | undefined;
  readonly refresh: () => Promise<void>;
}

function Detail({ employeeId, name, detail, manages, own, change, refresh }: DetailProps) {
  const { field, masked, unreadable, version } = detail;
  const whole = useWhole(employeeId, detail);
  const [erasing, setErasing] = useState(false);
  const isThere = masked !== null || unreadable === true;
  const changed = changedWords(detail);
  return (
    <section class="stack" aria-label={fieldName(field)}>
      <div>
        <p class="second meta strong">{fieldName(field)}</p>
        <p class={masked === null ? 'second' : 'strong'} role="status">
          {whole.words ?? onFileWords(detail)}
        </p>
        {changed !== undefined && <p class="second meta">{changed}</p>}
        {changed !== undefined && !isThere && (
          <QuietButton href={`/receipt/erasure/${employeeId}.${field}?sequence=${version}`}>Receipt</QuietButton>
        )}
      </div>
      {manages && (
        <div>
          <div class="actions">
            {masked !== null && <ShowButton field={field} whole={whole} />}
            {change !== undefined && <Button href={change}>{isThere ? 'Change…' : 'Set…'}</Button>}
            {isThere && !own && <Button onPress={() => setErasing(true)}>Erase…</Button>}
          </div>
          <NotDone problem={whole.problem} />
        </div>
      )}
      {erasing && (
        <EraseDialog
          {...{ employeeId, name, field, version }}
          onDone={() => void refresh().then(() => setErasing(false))}
          onKeep={() => setErasing(false)}
        />
      )}
    </section>
  );
}

function ShowButton({ field, whole }: { readonly field: PrivateField; readonly whole: ReturnType<typeof useWhole> }) {
  if (whole.words !== undefined) return <Button onPress={whole.hide}>Hide</Button>;
  return (
    <Button sending={whole.sending} disabledBecause={onlineOnly()} onPress={whole.show}>
      Show<span class="unseen"> the {privateFieldWords[field]}</span>
    </Button>
  );
}
