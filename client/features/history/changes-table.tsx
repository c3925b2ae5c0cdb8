import { useState } from 'preact/hooks';
import type { HistoryStep, RecordHistory } from '#contracts/history.ts';
import { takenBackIn } from '#contracts/lineage.ts';
import type { Difference, RecordState } from '#contracts/record-past.ts';
import { authorWords } from '../../shared/author-words.ts';
import { moment } from '../../shared/time.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Icon } from '../../ui/icon.tsx';
import { WideTable } from '../../ui/wide-table.tsx';
import { fieldWords } from './field-words.ts';
import { spaced } from './kind-words.ts';
import { PutFieldBack } from './put-field-back.tsx';
import { valueWords } from './value-words.ts';

interface ChangesTableProps {
  readonly item: RecordHistory;
  readonly changes: readonly Difference<HistoryStep>[];
  /** At the later and at the earlier moment. */
  readonly states: readonly [after: RecordState, before: RecordState];
  readonly moments: readonly [from: string, to: string];
  /** What the record holds now. */
  readonly current: RecordState;
  readonly onPutBack: () => void;
}

/** Rows drawn at first: more than fit on a screen, and few enough to follow the finger. */
const ROWS_AT_ONCE = 25;

/** What differs between two moments, field by field: who, when, why. */
export function ChangesTable({ item, changes, states, moments, current, onPutBack }: ChangesTableProps) {
  const [rowsMax, setRowsMax] = useState(ROWS_AT_ONCE);
  const [after, before] = states;
  if (changes.length === 0) {
    return <Empty title="Nothing differs between these two moments">Move an end of the bar.</Empty>;
  }
  const columns = [
    { label: changes.length === 1 ? '1 thing changed' : `${changes.length} things changed` },
    { label: moments[0] },
    { label: moments[1] === moments[0] ? `${moments[1]}, after` : moments[1] },
    ...[{ label: 'Who and when' }, { label: 'Why' }, { label: 'Ver.', number: true }],
  ];
  return (
    <Card>
      <div class="stack">
        <WideTable
          label="What changed"
          columns={columns}
          rows={changes.slice(0, rowsMax).map((change) => {
            const { field, step } = change;
            const was = valueWords(field, change.before, before);
            return {
              key: field,
              cells: [
                <strong key="field" class="strong">
                  {fieldWords(field, after.has(field) ? after : before)}
                </strong>,
                change.before === undefined ? <span class="second">nothing</span> : <s class="past-was">{was}</s>,
                <span key="now" class="row">
                  <Icon name="arrow-right" size={16} /> <strong>{valueWords(field, change.after, after)}</strong>
                </span>,
                <span key="who">
                  <strong class="strong">{authorWords({ ...step.user, device: step.device })}</strong>
                  <span class="meta second past-line">{moment(step.at)}</span>
                </span>,
                <span key="why">
                  <WhyWords step={step} />
                  <PutFieldBack item={item} change={change} was={was} current={current} onDone={onPutBack} />
                </span>,
                String(step.sequence),
              ],
            };
          })}
        />
      </div>
      {changes.length > rowsMax && (
        <Button wide onPress={() => setRowsMax(changes.length)}>
          {`Show all ${changes.length}`}
        </Button>
      )}
    </Card>
  );
}

/** The reason, and the command with everything else that it did. */
export function WhyWords({ step }: { readonly step: Pick<HistoryStep, 'reason' | 'command' | 'position'> }) {
  const takenBack = takenBackIn(step.reason);
  return (
    <>
      {step.reason !== undefined && (
        <span class="past-line">
          {takenBack === undefined ? (
            step.reason
          ) : (
            <a class="past-link" href={`/history/commit/${takenBack}`}>
              {step.reason}
            </a>
          )}
        </span>
      )}
      <a class="past-link meta" href={`/history/commit/${step.position}`}>
        {spaced(step.command)}
      </a>
    </>
  );
}
