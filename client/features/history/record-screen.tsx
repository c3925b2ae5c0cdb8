import './history.css';
import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import type { RecordHistory } from '#contracts/history.ts';
import { historyHref } from '../../shared/history-of.tsx';
import { later } from '../../shared/later.tsx';
import { dayOf, moment as momentWords, now } from '../../shared/time.ts';
import { useLook } from '../../sync/history.ts';
import { Button, QuietButton } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Empty } from '../../ui/empty.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Segment } from '../../ui/segment.tsx';
import { ChangesTable } from './changes-table.tsx';
import { kindWord, screenOf } from './kind-words.ts';
import { NotHere } from './not-here.tsx';
import { isFirst, Past } from './past.ts';
import { PinnedLine } from './pinned-line.tsx';
import { type Layout, placesOf } from './places.ts';
import { nameIn } from './record-name.ts';
import { Slider, type Span } from './slider.tsx';

const StateList = later('The state', () => import('./state-list.tsx').then((it) => it.StateList), { inPlace: true });
const CommitsList = later('The commands', () => import('./commits-list.tsx').then((it) => it.CommitsList), {
  inPlace: true,
});

/** All that was recorded of one thing: /history/<kind>/<id>?from=<position>&to=<position>&show=state. */
export function RecordScreen() {
  const { params } = useRoute();
  const [kind, id] = [params['kind'] ?? '', params['id'] ?? ''];
  const look = useLook<{ readonly item: RecordHistory }>(`/api${historyHref(kind, id)}`);
  const item = look.body?.item;
  // With a new step it is begun anew, at that step.
  if (item !== undefined) {
    return <Record key={`${kind}/${id} ${item.steps.at(-1)?.position}`} item={item} refresh={look.again} />;
  }
  return (
    <div class="page">
      <PageHead title="History" above={kindWord(kind)} back="/history" />
      <NotHere
        {...{ look, what: 'History', lines: 6, failed: 'The history could not be fetched' }}
        none={
          <Empty
            title="Nothing was ever recorded under this name"
            action={<Button href="/history">Search the log</Button>}
          >
            {`There is no ${kindWord(kind).toLowerCase()} “${id}” in the log.`}
          </Empty>
        }
      />
    </div>
  );
}

const shows = ['changes', 'state', 'commits'] as const;
type Show = (typeof shows)[number];

function Record({ item, refresh }: { readonly item: RecordHistory; readonly refresh: () => void }) {
  const { kind, id } = item;
  const { query } = useRoute();
  const { route } = useLocation();
  const past = useMemo(() => new Past(item), [item]);
  const span = useSignal<Span>(spanOf(past, query));
  const layout = useSignal<Layout>('events');
  const places = useMemo(() => placesOf(past, layout.value, now.peek().getTime()), [past, layout.value]);
  const show = shows.find((one) => one === query['show']) ?? 'changes';
  const { from, to } = span.value;
  const state = past.stateAt(past.length);
  const name = nameIn(state) ?? id;
  const screen = screenOf(kind, id);
  const go = (shown: Show) => route(addressOf(item, past, span.peek(), shown), true);
  const changes = show === 'changes' ? past.between(from, to) : [];
  return (
    <div class="page">
      <PageHead title={titles[show]} above={`${kindWord(kind)} ${name}`}>
        <Button icon="search" href="/history">
          Other record
        </Button>
        <Button
          icon="download"
          onPress={() => void import('./history-csv.ts').then((it) => it.handOverChanges(past, { kind, id, from, to }))}
        >
          CSV
        </Button>
      </PageHead>
      <Card label="The two moments">
        <Slider
          places={places}
          span={span.value}
          words={(at) => momentOf(past, at)}
          ends={[firstWords(past), `Now, ${dayOf(now.value)}`]}
          between={betweenWords(past, span.value)}
          onChange={(moved) => {
            span.value = moved;
          }}
          onSettled={() => go(show)}
        />
      </Card>
      <div class="row">
        <Segment label="What is shown" value={show} onChange={go} options={showOptions} />
        {screen !== undefined && <QuietButton href={screen}>As it is now</QuietButton>}
        <span class="push">
          <Segment
            label="The bar"
            value={layout.value}
            onChange={(chosen) => {
              layout.value = chosen;
            }}
            options={layoutOptions}
          />
        </span>
      </div>
      {show === 'changes' && (
        <ChangesTable
          item={item}
          changes={changes}
          states={[past.stateAt(to), past.stateAt(from)]}
          moments={[momentOf(past, from), momentOf(past, to)]}
          current={state}
          onPutBack={() => {
            route(historyHref(kind, id), true);
            refresh();
          }}
        />
      )}
      {show === 'state' && <StateList past={past} moment={to} words={momentOf(past, to)} />}
      {show === 'commits' && <CommitsList past={past} from={from} to={to} />}
      <PinnedLine />
    </div>
  );
}

const titles: Readonly<Record<Show, string>> = {
  changes: 'What changed between two moments',
  state: 'As it was at a moment',
  commits: 'What was recorded',
};
const showOptions = [
  { value: 'changes', label: 'Changes' },
  { value: 'state', label: 'As it was' },
  { value: 'commits', label: 'Commands' },
] as const;
const layoutOptions = [
  { value: 'events', label: 'Events' },
  { value: 'time', label: 'Time' },
] as const;

/** At first it is the last change. */
function spanOf(past: Past, query: Readonly<Record<string, string>>): Span {
  const asked = (name: string, otherwise: number) => {
    const position = query[name];
    return position === undefined || !/^\d{1,15}$/.test(position) ? otherwise : past.momentOf(Number(position));
  };
  const to = asked('to', past.length);
  return { from: Math.min(to, asked('from', Math.max(0, to - 1))), to };
}

function addressOf({ kind, id }: RecordHistory, past: Past, { from, to }: Span, show: Show): string {
  const query = new URLSearchParams({ from: String(positionOf(past, from)) });
  if (to < past.length) query.set('to', String(positionOf(past, to)));
  if (show !== 'changes') query.set('show', show);
  return `${historyHref(kind, id)}?${query}`;
}

function positionOf(past: Past, moment: number): number {
  return past.steps[moment - 1]?.position ?? 0;
}

function momentOf(past: Past, moment: number): string {
  if (moment === past.length) return 'Now';
  const at = past.at(moment);
  if (at !== undefined) return momentWords(at);
  return past.versionAt(moment) === 0 ? 'Before it began' : 'Before what is told';
}

function firstWords(past: Past): string {
  const [first] = past.steps;
  return first === undefined
    ? ''
    : `${dayOf(first.at)}, ${isFirst(first) ? 'recorded first' : 'earlier steps are one state'}`;
}

function betweenWords(past: Past, { from, to }: Span): string {
  const events = past.steps.slice(from, to).reduce((sum, step) => sum + step.events.length, 0);
  const last = past.versionAt(to);
  if (from === to) return `Nothing between, version ${last}`;
  return `${events} ${events === 1 ? 'event' : 'events'} between, version ${past.versionAt(from)} to ${last}`;
}
