import { useMemo } from 'preact/hooks';
import { blame } from '#contracts/record-past.ts';
import { authorWords } from '../../shared/author-words.ts';
import { moment as momentWords } from '../../shared/time.ts';
import { Card } from '../../ui/card.tsx';
import { Empty } from '../../ui/empty.tsx';
import { WideTable } from '../../ui/wide-table.tsx';
import { fieldWords, isForPrograms } from './field-words.ts';
import type { Past } from './past.ts';
import { valueWords } from './value-words.ts';

interface StateListProps {
  readonly past: Past;
  readonly moment: number;
  readonly words: string;
}

/** What a record held at a moment, and for every field who had set it and when. */
export function StateList({ past, moment, words }: StateListProps) {
  const state = past.stateAt(moment);
  const authors = useMemo(
    () => new Map(blame(past.steps.slice(0, moment)).map((one) => [one.field, one])),
    [past, moment],
  );
  const fields = [...state].filter(([field]) => !isForPrograms(field, state));
  if (fields.length === 0) return <Empty title="It held nothing at that moment" />;
  return (
    <Card>
      <WideTable
        label={`As it was, ${words}`}
        columns={[{ label: 'Field' }, { label: words }, { label: 'Set by' }, { label: 'Before that' }]}
        rows={fields.map(([field, value]) => {
          const author = authors.get(field);
          return {
            key: field,
            cells: [
              fieldWords(field, state),
              <strong key="value" class="strong">
                {valueWords(field, value, state)}
              </strong>,
              author === undefined ? (
                <span class="second">Before what is told</span>
              ) : (
                <a class="past-link" href={`/history/commit/${author.step.position}`}>
                  {`${authorWords({ ...author.step.user, device: author.step.device })}, ${momentWords(author.step.at)}`}
                </a>
              ),
              author?.before === undefined ? '' : <s class="past-was">{valueWords(field, author.before, state)}</s>,
            ],
          };
        })}
      />
    </Card>
  );
}
