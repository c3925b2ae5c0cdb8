import './history.css';
import { useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import type { HistoryEntry } from '#contracts/history.ts';
import { authorWords } from '../../shared/author-words.ts';
import { handOverCsv } from '../../shared/hand-over.ts';
import { historyHref } from '../../shared/history-of.tsx';
import { calendarDayInFull, dateIn, dateOf, moment } from '../../shared/time.ts';
import { useLook } from '../../sync/history.ts';
import { model } from '../../sync/models.ts';
import { Button, MainButton } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Empty } from '../../ui/empty.tsx';
import { DateField, SelectField, TextField } from '../../ui/field.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { WideTable } from '../../ui/wide-table.tsx';
import { WhyWords } from './changes-table.tsx';
import { CompanySlider } from './company-slider.tsx';
import { kindOptions, kindWord } from './kind-words.ts';
import { NotHere } from './not-here.tsx';

/** What is looked for, as it stands in the address. */
const wanted = ['words', 'user', 'kind', 'record', 'from', 'to'] as const;
type Wanted = Partial<Record<(typeof wanted)[number], string>>;

interface Page {
  readonly items: readonly HistoryEntry[];
  /** Where the next page begins; left out at the beginning of the log. */
  readonly below?: number;
  readonly head: number;
}

/** Everything that was recorded in the company, searched: /history?words=truck&kind=order&below=4711. */
export function HistoryScreen() {
  const { query } = useRoute();
  const { route } = useLocation();
  const asked: Wanted = Object.fromEntries(
    wanted.flatMap((name) => {
      const value = name === 'from' || name === 'to' ? dateIn(query[name]) : query[name];
      return value ? [[name, value]] : [];
    }),
  );
  const go = (to: Wanted, below?: number) => {
    const search = new URLSearchParams(Object.entries(to).filter(([, value]) => value !== ''));
    if (below !== undefined) search.set('below', String(below));
    route(search.size === 0 ? '/history' : `/history?${search}`);
  };
  return (
    <div class="page">
      <PageHead title="History" beside="Everything that was ever recorded. Read only.">
        <Button icon="shield" href="/auditor">
          Questions
        </Button>
      </PageHead>
      <Search key={JSON.stringify(asked)} asked={asked} onSearch={(to) => go(to)} />
      <Found asked={asked} below={query['below']} onBelow={(below) => go(asked, below)} />
    </div>
  );
}

interface SearchProps {
  readonly asked: Wanted;
  readonly onSearch: (to: Wanted) => void;
}

function Search({ asked, onSearch }: SearchProps) {
  const [typed, setTyped] = useState(asked);
  const change = (name: keyof Wanted) => (value: string) => setTyped({ ...typed, [name]: value });
  const people = model('employees').list.value.map(({ userId, name }) => ({ value: userId ?? '', label: name }));
  return (
    <form
      class="card form past-search"
      aria-label="Search the log"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(typed);
      }}
    >
      <TextField label="Words" value={typed.words ?? ''} onChange={change('words')} />
      <SelectField
        label="Kind of record"
        placeholder="All kinds"
        value={typed.kind ?? ''}
        onChange={change('kind')}
        options={kindOptions}
      />
      <SelectField
        label="Who did it"
        placeholder="Everybody"
        value={typed.user ?? ''}
        onChange={change('user')}
        options={people.filter(({ value }) => value !== '')}
      />
      <DateField label="From" value={typed.from ?? ''} words={calendarDayInFull} onChange={change('from')} />
      <DateField label="To" value={typed.to ?? ''} words={calendarDayInFull} onChange={change('to')} />
      <MainButton submit label="Search" />
    </form>
  );
}

interface FoundProps {
  readonly asked: Wanted;
  readonly below: string | undefined;
  readonly onBelow: (below: number | undefined) => void;
}

function Found({ asked, below, onBelow }: FoundProps) {
  const search = new URLSearchParams(Object.entries(asked));
  if (below !== undefined) search.set('below', below);
  const look = useLook<Page>(`/api/history?${search}`);
  const page = look.body;
  if (page === undefined)
    return <NotHere {...{ look, what: 'The log', lines: 8, failed: 'The log could not be searched' }} />;
  const shown = Number(below ?? page.head + 1);
  return (
    <>
      <CompanySlider key={page.head} head={page.head} below={shown} first={page.items[0]} onBelow={onBelow} />
      {page.items.length === 0 ? (
        <Empty title={page.below === undefined ? 'Nothing fits' : 'Nothing fits in this part of the log'}>
          {page.below === undefined ? 'Try fewer words, or other days.' : 'Look further back.'}
        </Empty>
      ) : (
        <Card>
          <div class="row">
            <p class="second">{countWords(page)}</p>
            <span class="push">
              <Button icon="download" onPress={() => handOverPage(page.items)}>
                CSV
              </Button>
            </span>
          </div>
          <WideTable label="What was recorded" columns={columns} rows={page.items.map(rowOf)} />
        </Card>
      )}
      <div class="row">
        {below !== undefined && <Button onPress={() => onBelow(undefined)}>To the newest</Button>}
        {page.below !== undefined && (
          <Button icon="chevron-left" onPress={() => onBelow(page.below)}>
            Further back
          </Button>
        )}
      </div>
    </>
  );
}

function countWords({ items, below }: Page): string {
  const found = items.length === 1 ? '1 command' : `${items.length} commands`;
  return below === undefined
    ? `${found}, down to the beginning of the log.`
    : `${found}; there may be more further back.`;
}

const columns = [
  ...[{ label: 'When' }, { label: 'What' }, { label: 'Who' }, { label: 'Records' }],
  { label: 'Commit', number: true },
];

function rowOf(entry: HistoryEntry) {
  const { position, at, user, device, records } = entry;
  return {
    key: String(position),
    cells: [
      <time key="when" class="nowrap" dateTime={at}>
        {moment(at)}
      </time>,
      <WhyWords key="what" step={entry} />,
      <strong key="who" class="strong">
        {authorWords({ ...user, device })}
      </strong>,
      <span key="records" class="stack">
        {records.slice(0, RECORDS_SHOWN).map(({ kind, id, name }) => (
          <a key={`${kind}/${id}`} class="past-link" href={`${historyHref(kind, id)}?to=${position}`}>
            {`${kindWord(kind)} ${name ?? id}`}
          </a>
        ))}
        {records.length > RECORDS_SHOWN && <span class="second">{`and ${records.length - RECORDS_SHOWN} more`}</span>}
      </span>,
      String(position),
    ],
  };
}

/** Of a command that touches many, the others are a tap away. */
const RECORDS_SHOWN = 3;

function handOverPage(items: readonly HistoryEntry[]): void {
  handOverCsv(
    'history.csv',
    ['Position in the log', 'Date', 'UTC', 'Who', 'Command', 'Why', 'Records'],
    items.map(({ position, at, user, device, command, reason, records }) => [
      ...[String(position), dateOf(at), at, authorWords({ ...user, device }), command, reason ?? ''],
      records.map(({ kind, id }) => `${kind}/${id}`).join('\n'),
    ]),
  );
}
