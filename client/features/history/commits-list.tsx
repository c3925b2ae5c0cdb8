import { useState } from 'preact/hooks';
import { authorWords } from '../../shared/author-words.ts';
import { moment } from '../../shared/time.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Empty } from '../../ui/empty.tsx';
import { WideTable } from '../../ui/wide-table.tsx';
import { WhyWords } from './changes-table.tsx';
import { spaced } from './kind-words.ts';
import type { Past } from './past.ts';

interface CommitsListProps {
  readonly past: Past;
  readonly from: number;
  readonly to: number;
}

/** Rows drawn at first. */
const ROWS_AT_ONCE = 50;

/** What was recorded between two moments, the newest first. */
export function CommitsList({ past, from, to }: CommitsListProps) {
  const [rowsMax, setRowsMax] = useState(ROWS_AT_ONCE);
  const steps = past.steps.slice(from, to).reverse();
  if (steps.length === 0) return <Empty title="Nothing was recorded between these two moments" />;
  return (
    <Card>
      <WideTable
        label="What was recorded"
        columns={[
          ...[{ label: 'When' }, { label: 'What happened' }, { label: 'Who' }, { label: 'Why' }],
          { label: 'Ver.', number: true },
        ]}
        rows={steps.slice(0, rowsMax).map((step) => ({
          key: String(step.position),
          cells: [
            <time key="when" class="nowrap" dateTime={step.at}>
              {moment(step.at)}
            </time>,
            [...new Set(step.events)].map(spaced).join(', '),
            <strong key="who" class="strong">
              {authorWords({ ...step.user, device: step.device })}
            </strong>,
            <WhyWords key="why" step={step} />,
            String(step.sequence),
          ],
        }))}
      />
      {steps.length > rowsMax && (
        <Button wide onPress={() => setRowsMax(rowsMax + ROWS_AT_ONCE)}>
          {`Show more, ${steps.length - rowsMax} left`}
        </Button>
      )}
    </Card>
  );
}
