import '../history/history.css';
import { useLocation } from 'preact-iso';
import type { JudgedReceipt, PrintedReceipt } from '#contracts/receipts.ts';
import { type RecordState, stateAfter } from '#contracts/record-past.ts';
import { authorWords } from '../../shared/author-words.ts';
import { HistoryOf } from '../../shared/history-of.tsx';
import { ReceiptQr } from '../../shared/receipt-code.tsx';
import { dayOf, moment, timeOfDay } from '../../shared/time.ts';
import { type Looked, useLook } from '../../sync/history.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Fact } from '../../ui/fact.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { WideTable } from '../../ui/wide-table.tsx';
import { fieldWords, isForPrograms } from '../history/field-words.ts';
import { spaced } from '../history/kind-words.ts';
import { NotHere } from '../history/not-here.tsx';
import { valueWords } from '../history/value-words.ts';
import { paperWords, verdictWords } from './receipt-words.ts';

/** Whether a paper still stands: /receipt/<paper>/<record>?…, the address that is in its QR code. */
export function ReceiptScreen() {
  const { url, query } = useLocation();
  return query['sequence'] === undefined ? (
    <Scanned address={url} />
  ) : (
    <Fresh path={`/api${url.replace('/receipt/', '/receipts/')}`} />
  );
}

/** A receipt that is asked for now, with `?sequence=`: of what has no paper of its own, such as an erasure. */
function Fresh({ path }: { readonly path: string }) {
  const look = useLook<{ readonly item: PrintedReceipt }>(path);
  const address = look.body?.item.address;
  return address === undefined ? <OnItsWay look={look} /> : <Scanned address={address} printable />;
}

interface ScannedProps {
  readonly address: string;
  /** It is printed from here. */
  readonly printable?: boolean;
}

function Scanned({ address, printable = false }: ScannedProps) {
  const look = useLook<{ readonly item: JudgedReceipt }>(`/api/receipts?${new URLSearchParams({ address })}`);
  const item = look.body?.item;
  return item === undefined ? <OnItsWay look={look} /> : <Judged item={item} code={printable ? address : undefined} />;
}

function OnItsWay({ look }: { readonly look: Looked<unknown> }) {
  return (
    <div class="page">
      <PageHead title="Receipt" />
      <NotHere
        {...{ look, what: 'The receipt', lines: 4, failed: 'The receipt could not be checked' }}
        none={<Empty title="This paper is somebody else’s">Only they and the pay office may look at it.</Empty>}
      />
    </div>
  );
}

interface JudgedProps {
  readonly item: JudgedReceipt;
  /** The address in its QR code, where it is printed from here. */
  readonly code: string | undefined;
}

function Judged({ item, code }: JudgedProps) {
  const { verdict, said, by, held = [], changes = [] } = item;
  const { title, detail } = verdictWords(item);
  const then = new Map(held.map(({ field, value }) => [field, value]));
  const number = then.get('employeeName') ?? then.get('name') ?? then.get('number');
  return (
    <div class="page">
      <PageHead title="Receipt" above={said && `${paperWords[said.paper]} ${String(number ?? '')}`.trim()}>
        {then.size > 0 && said !== undefined && (
          <>
            <HistoryOf {...recordOf(said)} />
            <Button href={placeOf(said)}>As it is now</Button>
            {code !== undefined && (
              <Button icon="print" onPress={() => print()}>
                Print
              </Button>
            )}
          </>
        )}
      </PageHead>
      <Card kind={verdict === 'stands' ? 'plain' : 'next'}>
        <header class="row">
          <Icon name={verdict === 'stands' ? 'check' : 'warning'} size={28} />
          <h2 class="grow">{title}</h2>
        </header>
        <p>{detail}</p>
        {by !== undefined && (
          <p>{`Recorded by ${authorWords({ ...by.user, device: by.device })}, ${dayOf(by.at)}, ${timeOfDay(by.at)}.`}</p>
        )}
        {code !== undefined && <ReceiptQr address={code} />}
        {said !== undefined && <p class="meta second">{`Hash ${said.hash}`}</p>}
      </Card>
      {changes.length > 0 && <Changes changes={changes} then={then} />}
      {then.size > 0 && (
        <Card label="What the paper must show">
          <h2>What the paper must show</h2>
          <p class="second">Compare: the code tells what was printed, not what somebody wrote over it.</p>
          <dl class="facts">
            {held
              .filter(({ field }) => !isForPrograms(field, then))
              .map(({ field, value }) => (
                <Fact key={field} name={fieldWords(field, then)}>
                  {valueWords(field, value, then)}
                </Fact>
              ))}
          </dl>
        </Card>
      )}
    </div>
  );
}

interface ChangesProps {
  readonly changes: NonNullable<JudgedReceipt['changes']>;
  readonly then: RecordState;
}

function Changes({ changes, then }: ChangesProps) {
  const now = stateAfter([{ changes }], then);
  const told = changes.filter(({ field }) => !isForPrograms(field, then) && !isForPrograms(field, now));
  const columns = ['Changed since', 'On the paper', 'Now', 'Who and when', 'Why'].map((label) => ({ label }));
  return (
    <Card>
      <WideTable
        label="What was changed since"
        columns={columns}
        rows={told.map(({ field, before, after, by }) => ({
          key: field,
          cells: [
            <strong key="field" class="strong">
              {fieldWords(field, now.has(field) ? now : then)}
            </strong>,
            before === undefined ? (
              <span class="second">nothing</span>
            ) : (
              <s class="past-was">{valueWords(field, before, then)}</s>
            ),
            <strong key="now">{valueWords(field, after, now)}</strong>,
            <span key="who">
              <strong class="strong">{authorWords({ ...by.user, device: by.device })}</strong>
              <span class="meta second past-line">{moment(by.at)}</span>
            </span>,
            by.reason ?? spaced(by.command),
          ],
        }))}
      />
    </Card>
  );
}

type Said = NonNullable<JudgedReceipt['said']>;

/** As the log calls what is on the paper. */
function recordOf({ paper, record }: Said): { kind: string; id: string } {
  const [id = record] = record.split('.');
  if (paper === 'payslip') return { kind: 'timesheet', id: record.replace('.', '/') };
  return { kind: paper === 'erasure' ? 'employee' : 'order', id };
}

/** Where the thing is looked at as it is now. */
function placeOf(said: Said): string {
  if (said.paper === 'payslip') return `/pay/slips/${said.record}`;
  return `${said.paper === 'erasure' ? '/people' : '/orders'}/${recordOf(said).id}`;
}
