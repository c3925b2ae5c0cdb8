import './moving.css';
import { useState } from 'preact/hooks';
import type { LegacyRecord, MoveCounts, MovingState } from '#contracts/moving.ts';
import { collectionWords } from '../../shared/document-words.ts';
import { Age, Fetched } from '../../shared/fetched.tsx';
import { later } from '../../shared/later.tsx';
import { OldDocument } from '../../shared/old-document.tsx';
import { useOldRecords } from '../../shared/old-records.tsx';
import { dayOf, timeOfDay } from '../../shared/time.ts';
import { item } from '../../sync/models.ts';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Empty } from '../../ui/empty.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { WideTable } from '../../ui/wide-table.tsx';
import { RulesCard } from './rules-card.tsx';

/** It needs the words of the history, and is for those who open a document. */
const InItsPlace = later('What was made', () => import('./in-its-place.tsx').then((it) => it.InItsPlace), {
  inPlace: true,
});

type Run = MovingState['runs'][number];

/** How moving in stands: the runs, what was rejected, and rules that mend it at the next run. */
export function MovingScreen() {
  const state = item('moving', 'company');
  const { runs = [], rules = [] } = state.row.value ?? {};
  const [last, ...earlier] = runs;
  return (
    <div class="page">
      <PageHead title="Moving in" back="/more" beside={<Age of={state} />} />
      <Fetched of={state} what="Moving in" lines={6}>
        <div class="stack">
          {last === undefined ? (
            <Empty title="Nobody has moved in yet">
              The old application is moved in at the command line, with misty migrate. How far it is stands here.
            </Empty>
          ) : (
            <RunCard run={last} />
          )}
          {last !== undefined && <RejectedCard />}
          <RulesCard rules={rules} />
          {earlier.map((run) => (
            <RunCard key={run.run} run={run} />
          ))}
        </div>
      </Fetched>
    </div>
  );
}

function RunCard({ run }: { readonly run: Run }) {
  const { startedAt, finishedAt, left, documents, done, collections } = run;
  const share = documents === 0 ? 100 : Math.floor((done * 100) / documents);
  return (
    <Card label={`Run ${run.run}`}>
      <div class="stack">
        <div class="row">
          <h2 class="grow">{`Run ${run.run}`}</h2>
          <StateChip run={run} />
        </div>
        <p class="meta">
          {`Begun ${dayOf(startedAt)}, ${timeOfDay(startedAt)}. ${documents.toLocaleString('en-AU')} documents were read.`}
        </p>
        {finishedAt === undefined && !left && (
          <>
            <progress class="wide" max={documents} value={done} aria-label="Documents that are in" />
            <p>{`${done.toLocaleString('en-AU')} documents are in, ${share} %.`}</p>
          </>
        )}
        {collections !== undefined && (
          <WideTable label="What became of them" columns={columns} rows={rowsOf(collections)} />
        )}
      </div>
    </Card>
  );
}

function StateChip({ run: { ok, left, finishedAt } }: { readonly run: Run }) {
  if (left) return <Chip>Left off</Chip>;
  if (finishedAt === undefined) return <Chip kind="signal">Under way, or cut off: give the command again</Chip>;
  return ok ? (
    <Chip icon="check">Every document is accounted for</Chip>
  ) : (
    <Chip kind="signal" icon="warning">
      Not all is accounted for
    </Chip>
  );
}

const columns = [
  { label: 'Collection' },
  ...['Read', 'Made', 'Merged', 'Changed', 'Same', 'Skipped'].map((label) => ({ label, number: true })),
];

function rowsOf(collections: { readonly [name: string]: MoveCounts }) {
  return Object.entries(collections).map(([name, { read, made, merged, changed, same, skipped }]) => ({
    key: name,
    cells: [
      <strong key="name">{collectionWords(name)}</strong>,
      ...[read, made, merged, changed, same, skipped].map(String),
    ],
  }));
}

/** What nothing was made of, each with its document. */
function RejectedCard() {
  const rejected = useOldRecords({ rejected: true });
  return (
    <Card label="Rejected">
      <div class="stack">
        <h2>Rejected</h2>
        {rejected.length === 0 && <p>Something was made of every document.</p>}
        {rejected.map((record) => (
          <Rejected key={record.id} record={record} />
        ))}
      </div>
    </Card>
  );
}

/** A document that was rejected, beside what is here in its place. It is looked up once somebody opens it. */
function Rejected({ record }: { readonly record: LegacyRecord }) {
  const [open, setOpen] = useState(false);
  const { collection, legacyId, rejected, about } = record;
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{`${collectionWords(collection)}, ${legacyId}: ${rejected?.reason ?? ''}`}</summary>
      {open && (
        <div class="old-and-new">
          <section class="stack" aria-label="The old document">
            <h3>The old document</h3>
            <OldDocument record={record} />
          </section>
          <section class="stack" aria-label="Here">
            <h3>Here</h3>
            {about === undefined ? <p class="second">Nothing here has to do with it.</p> : <InItsPlace about={about} />}
          </section>
        </div>
      )}
    </details>
  );
}
