import { useRoute } from 'preact-iso';
import type { QuestionRow } from '#contracts/questions.ts';
import { useLook } from '../../sync/history.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { NotHere } from '../history/not-here.tsx';
import { AnswersPage } from './answers-page.tsx';

/** The auditor's desk: questions, and at /auditor/<question> what the log answers. */
export function DeskScreen() {
  const asked = useRoute().params['question'];
  return asked === undefined ? <Questions /> : <AnswersPage key={asked} id={asked} />;
}

function Questions() {
  const look = useLook<{ readonly items: readonly QuestionRow[] }>('/api/questions');
  return (
    <div class="page">
      <PageHead title="Questions" beside="Each answer comes from the log, with its commits.">
        <Button icon="history" href="/history">
          Search the log
        </Button>
      </PageHead>
      {look.body !== undefined ? (
        <Card label="What can be asked">
          <ul class="rows">
            {look.body.items.map(({ id, title, detail }) => (
              <li key={id}>
                <a class="row-link" href={`/auditor/${id}`}>
                  <span class="row">
                    <span class="grow">
                      <strong class="strong">{title}</strong>
                      <span class="meta second past-line">{detail}</span>
                    </span>
                    <Icon name="chevron-right" />
                  </span>
                </a>
              </li>
            ))}
          </ul>
        </Card>
      ) : (
        <NotHere {...{ look, what: 'Questions', lines: 8, failed: 'The questions could not be fetched' }} />
      )}
    </div>
  );
}
