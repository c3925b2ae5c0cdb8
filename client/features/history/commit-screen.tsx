import './history.css';
import { useRoute } from 'preact-iso';
import type { HistoryCommit } from '#contracts/history.ts';
import { stateAfter } from '#contracts/record-past.ts';
import { authorWords } from '../../shared/author-words.ts';
import { historyHref } from '../../shared/history-of.tsx';
import { dayOf, timeOfDay } from '../../shared/time.ts';
import { useLook } from '../../sync/history.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Fact } from '../../ui/fact.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { fieldWords, isForPrograms } from './field-words.ts';
import { kindWord, spaced } from './kind-words.ts';
import { NotHere } from './not-here.tsx';
import { valueWords } from './value-words.ts';

/** All that one command recorded, over all its records: /history/commit/<position>. */
export function CommitScreen() {
  const { params } = useRoute();
  const position = params['position'] ?? '';
  const look = useLook<{ readonly item: HistoryCommit }>(`/api/commits/${encodeURIComponent(position)}`);
  const item = look.body?.item;
  return (
    <div class="page">
      <PageHead
        title={item === undefined ? 'What one command did' : spaced(item.command)}
        above={`Commit ${position}`}
        back="/history"
      >
        <Button icon="search" href="/history">
          Search the log
        </Button>
      </PageHead>
      {item !== undefined ? (
        <Told commit={item} />
      ) : (
        <NotHere
          {...{ look, what: 'The commit', lines: 6, failed: 'The commit could not be fetched' }}
          noneAt={[400, 404]}
          none={
            <Empty title="The log has no such commit" action={<Button href="/history">Search the log</Button>}>
              It may end before that.
            </Empty>
          }
        />
      )}
    </div>
  );
}

function Told({ commit }: { readonly commit: HistoryCommit }) {
  const { at, user, device, reason, records, more, hash } = commit;
  return (
    <>
      <Card label="Who and when">
        <dl class="facts">
          <Fact name="Who">{authorWords({ ...user, device })}</Fact>
          <Fact name="When">{`${dayOf(at)}, ${timeOfDay(at)}`}</Fact>
          <Fact name="Why">{reason}</Fact>
          <Fact name="Hash">{hash}</Fact>
        </dl>
      </Card>
      {records.map(({ kind, id, name, events, start, changes }) => {
        // They say in which unit a figure is, and which line is the second.
        const before = new Map(start.map(({ field, value }) => [field, value]));
        const after = stateAfter([{ changes }], before);
        const told = changes.filter(({ field }) => !isForPrograms(field, before) && !isForPrograms(field, after));
        return (
          <Card key={`${kind}/${id}`} label={`${kindWord(kind)} ${name ?? id}`}>
            <header class="row">
              <h2 class="grow">{`${kindWord(kind)} ${name ?? id}`}</h2>
              <Button icon="history" href={`${historyHref(kind, id)}?to=${commit.position}`}>
                History of this
              </Button>
            </header>
            <p class="second">{[...new Set(events)].map(spaced).join(', ')}</p>
            {told.length > 0 && (
              <dl class="facts">
                {told.map((change) => (
                  <Fact key={change.field} name={fieldWords(change.field, after.has(change.field) ? after : before)}>
                    {change.before !== undefined && (
                      <>
                        <s class="past-was">{valueWords(change.field, change.before, before)}</s>{' '}
                      </>
                    )}
                    {change.after === undefined ? (
                      <span class="second">nothing</span>
                    ) : (
                      valueWords(change.field, change.after, after)
                    )}
                  </Fact>
                ))}
              </dl>
            )}
          </Card>
        );
      })}
      {more > 0 && (
        <p class="second">{`And ${more} more records. “misty events” at the command line tells them all.`}</p>
      )}
    </>
  );
}
