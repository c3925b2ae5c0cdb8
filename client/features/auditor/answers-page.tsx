import '../history/history.css';
import { useLocation, useRoute } from 'preact-iso';
import { clockTimeAt } from '#contracts/dates.ts';
import type { AnswerRow, Answers } from '#contracts/questions.ts';
import { addDays } from '#contracts/week.ts';
import { authorWords } from '../../shared/author-words.ts';
import { handOverCsv } from '../../shared/hand-over.ts';
import { historyHref } from '../../shared/history-of.tsx';
import { calendarDayInFull, dateIn, dateOf, moment, today } from '../../shared/time.ts';
import { useLook } from '../../sync/history.ts';
import { timeZone } from '../../sync/session.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Empty } from '../../ui/empty.tsx';
import { DateField } from '../../ui/field.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { WideTable } from '../../ui/wide-table.tsx';
import { kindWord } from '../history/kind-words.ts';
import { NotHere } from '../history/not-here.tsx';

/** So far back a question looks unless told. */
const DAYS_BACK = 90;

/** What the log answers to one question, for some days: /auditor/<question>?from=2026-09-01&to=2026-11-30. */
export function AnswersPage({ id }: { readonly id: string }) {
  const { query } = useRoute();
  const { route } = useLocation();
  const from = dateIn(query['from']) ?? addDays(today(), -DAYS_BACK);
  const to = dateIn(query['to']) ?? today();
  const days = new URLSearchParams({ from, to });
  const look = useLook<{ readonly item: Answers }>(`/api/questions/${encodeURIComponent(id)}?${days}`);
  const item = look.body?.item;
  const go = (changed: { readonly from?: string; readonly to?: string }) =>
    route(`/auditor/${id}?${new URLSearchParams({ from, to, ...changed })}`, true);
  return (
    <div class="page">
      <PageHead title={item?.title ?? 'Question'} above="Question" back="/auditor">
        <Button
          icon="download"
          disabledBecause={
            item === undefined || item.answers.length === 0 ? 'There is nothing to write down.' : undefined
          }
          onPress={() => item && handOverAnswers(item)}
        >
          CSV
        </Button>
      </PageHead>
      {item !== undefined && <p class="second">{item.detail}</p>}
      <div class="past-search">
        <DateField
          label="From"
          value={from}
          words={calendarDayInFull}
          onChange={(chosen) => chosen && go({ from: chosen })}
        />
        <DateField
          label="To"
          value={to}
          words={calendarDayInFull}
          onChange={(chosen) => chosen && go({ to: chosen })}
        />
      </div>
      {item !== undefined ? (
        <Found item={item} />
      ) : (
        <NotHere
          {...{ look, what: 'The answer', lines: 6, failed: 'The log did not answer' }}
          none={<Empty title="There is no such question" action={<Button href="/auditor">All questions</Button>} />}
        />
      )}
    </div>
  );
}

function Found({ item }: { readonly item: Answers }) {
  const { answers, count, from, to, columns } = item;
  const looked = to < from ? 'Nothing was recorded in these days.' : `Looked through commits ${from} to ${to}.`;
  if (count === 0) return <Empty title="Nothing of that kind happened in these days">{looked}</Empty>;
  return (
    <Card>
      <p class="second">
        {count > answers.length ? `The newest ${answers.length} of ${count}. ` : `${count} found. `}
        {looked}
      </p>
      <WideTable
        label={item.title}
        columns={[
          ...[{ label: 'When' }, { label: 'Who' }, { label: 'Record' }],
          ...columns.map((label) => ({ label })),
          { label: 'Commit', number: true },
        ]}
        rows={answers.map(rowOf)}
      />
    </Card>
  );
}

function rowOf({ position, index, at, user, record, cells }: AnswerRow) {
  const { kind, id, name } = record;
  return {
    key: `${position}.${index}`,
    cells: [
      <time key="when" class="nowrap" dateTime={at}>
        {moment(at)}
      </time>,
      <strong key="who" class="strong">
        {authorWords(user)}
      </strong>,
      <a key="record" class="past-link" href={`${historyHref(kind, id)}?to=${position}`}>
        {`${kindWord(kind)} ${name ?? id}`}
      </a>,
      ...cells,
      <a key="commit" class="past-link" href={`/history/commit/${position}`}>
        {position}
      </a>,
    ],
  };
}

function handOverAnswers({ id, columns, answers }: Answers): void {
  const head = ['Date', 'Time', 'UTC', 'Who', 'Record', 'Name', ...columns, 'Position in the log'];
  handOverCsv(
    `${id}.csv`,
    head,
    answers.map(({ position, at, user, record, cells }) => [
      ...[dateOf(at), clockTimeAt(new Date(at), timeZone.value), at, authorWords(user)],
      ...[`${record.kind}/${record.id}`, record.name ?? '', ...cells, String(position)],
    ]),
  );
}
