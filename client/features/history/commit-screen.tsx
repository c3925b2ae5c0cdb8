import './history.css';
import { useRoute } from 'preact-iso';
import type { HistoryCommit } from '#contracts/history.ts';
import { authorWords } from '../../shared/author-words.ts';
import { historyHref } from '../../shared/history-of.tsx';
import { dayOf, timeOfDay } from '../../shared/time.ts';
import { useLook } from '../../sync/history.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Fact } from '../../ui/fact.tsx';
import { Loading } from '../../ui/loading.tsx';
import { NotReached } from '../../ui/not-reached.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { fieldWords, isForPrograms } from './field-words.ts';
import { kindWord, spaced } from './kind-words.ts';
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
      ) : look.problem === undefined ? (
        <Loading what="The commit" lines={6} />
      ) : look.problem.status === 404 || look.problem.status === 400 ? (
        <Empty title="The log has no such commit" action={<Button href="/history">Search the log</Button>}>
          It may end before that.
        </Empty>
      ) : (
        <NotReached title="The commit could not be fetched" detail={look.problem.detail} onRetry={look.again} />
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
      {records.map(({ kind, id, name, events, changes }) => {
        const state = new Map(changes.map(({ field, after }) => [field, after ?? null]));
        const told = changes.filter(({ field }) => !isForPrograms(field, state));
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
                {told.map(({ field, before, after }) => (
                  <Fact key={field} name={fieldWords(field, state)}>
                    {before !== undefined && (
                      <>
                        <s class="past-was">{valueWords(field, before, state)}</s>{' '}
                      </>
                    )}
                    {after === undefined ? <span class="second">nothing</span> : valueWords(field, after, state)}
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
