import { useMemo } from 'preact/hooks';
import type { HistoryStep } from '#contracts/history.ts';
import type { Plain } from '#contracts/plain.ts';
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
  const authors = useMemo(() => authorsAt(past, moment), [past, moment]);
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

interface Author {
  readonly step: HistoryStep;
  readonly before: Plain | undefined;
}

/** Who had set each field at that moment. */
function authorsAt(past: Past, moment: number): ReadonlyMap<string, Author> {
  const authors = new Map<string, Author>();
  for (const step of past.steps.slice(0, moment)) {
    for (const { field, before } of step.changes) authors.set(field, { step, before });
  }
  return authors;
}
