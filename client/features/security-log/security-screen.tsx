import { useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import { compareText } from '#contracts/in-order.ts';
import type { SecurityEntry } from '#contracts/security-log.ts';
import { monthBeside } from '#contracts/week.ts';
import { Age, Fetched } from '../../shared/fetched.tsx';
import { handOver } from '../../shared/hand-over.ts';
import { dateOf, dayOf, monthWords, timeOfDay, today } from '../../shared/time.ts';
import { merged } from '../../sync/list-rows.ts';
import { model } from '../../sync/models.ts';
import { timeZone } from '../../sync/session.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Empty } from '../../ui/empty.tsx';
import { SelectField } from '../../ui/field.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { WideTable } from '../../ui/wide-table.tsx';
import { monthsOfLog } from './months.ts';
import { securityCsv } from './security-csv.ts';
import { byWords, detailWords, entryWords, isAlarming } from './security-words.ts';

/** What happened to accounts and sign-ins, a month at a time: /security?month=2026-11&who=<user>. */
export function SecurityScreen() {
  const { query } = useRoute();
  const { route } = useLocation();
  const thisMonth = today().slice(0, 7);
  const month = /^\d{4}-(0[1-9]|1[0-2])$/.test(query['month'] ?? '') ? (query['month'] ?? '') : thisMonth;
  const who = query['who'] ?? '';
  const go = (to: { readonly month?: string; readonly who?: string }) => {
    const search = new URLSearchParams({ month, ...(who !== '' && { who }), ...to });
    if (search.get('who') === '') search.delete('who');
    route(`/security?${search}`);
  };
  return (
    <div class="page">
      <PageHead title="Security log" back="/more" beside={monthWords(month)}>
        <Button icon="chevron-left" label="The month before" onPress={() => go({ month: monthBeside(month, -1) })} />
        {month < thisMonth && (
          <Button icon="chevron-right" label="The month after" onPress={() => go({ month: monthBeside(month, 1) })} />
        )}
      </PageHead>
      <Month key={month} month={month} who={who} onWho={(chosen) => go({ who: chosen })} />
    </div>
  );
}

interface MonthProps {
  readonly month: string;
  readonly who: string;
  readonly onWho: (userId: string) => void;
}

/** Rows drawn at first. */
const ROWS_AT_ONCE = 100;

function Month({ month, who, onWho }: MonthProps) {
  const [rowsMax, setRowsMax] = useState(ROWS_AT_ONCE);
  const parts = [...new Set(monthsOfLog(month, timeZone.value))].map((one) => model('security-log', { month: one }));
  const [first] = parts;
  const unfinished = parts.find(({ state }) => state.value === 'loading' || state.value === 'unreachable') ?? first;
  const all = merged(
    'security-log',
    parts.map(({ list }) => list.value),
  ).filter(({ at }) => dateOf(at).startsWith(month));
  const found = who === '' ? all : all.filter(({ userId }) => userId === who);
  if (unfinished === undefined) return null;
  return (
    <Fetched of={unfinished} what="The security log" lines={9}>
      <div class="row">
        <SelectField
          label="Whose account"
          placeholder="Everybody’s"
          value={who}
          onChange={onWho}
          options={peopleIn(all)}
        />
        <span class="push">
          <Age of={unfinished} />
          <Button
            icon="download"
            disabledBecause={found.length === 0 ? 'Nothing happened.' : undefined}
            onPress={() => void handOver(fileOf(found, month))}
          >
            CSV
          </Button>
        </span>
      </div>
      {found.length === 0 ? (
        <Empty title={`Nothing happened in ${monthWords(month)}`}>Sign-ins, wrong tries and changes stand here.</Empty>
      ) : (
        <Card>
          <WideTable label="What happened" columns={columns} rows={found.slice(0, rowsMax).map(rowOf)} />
        </Card>
      )}
      {found.length > rowsMax && (
        <Button wide onPress={() => setRowsMax(rowsMax + ROWS_AT_ONCE)}>
          {`Show more, ${found.length - rowsMax} left`}
        </Button>
      )}
    </Fetched>
  );
}

const columns = [
  ...[{ label: 'When' }, { label: 'What', plain: true }, { label: 'Account' }],
  ...[{ label: 'By' }, { label: 'From and why', plain: true }],
];

function rowOf(entry: SecurityEntry) {
  const [words, by] = [entryWords(entry), byWords(entry)];
  return {
    key: entry.id,
    cells: [
      <time key="when" class="nowrap" dateTime={entry.at}>{`${dayOf(entry.at)}, ${timeOfDay(entry.at)}`}</time>,
      isAlarming(entry) ? (
        <Chip key="what" kind="signal" icon="warning">
          {words}
        </Chip>
      ) : (
        words
      ),
      <strong key="whose" class="nowrap">
        {entry.userName}
      </strong>,
      by === '' ? (
        ''
      ) : (
        <span key="by" class="nowrap">
          {by}
        </span>
      ),
      detailWords(entry),
    ],
  };
}

/** Everybody to whose account something happened, by name. */
function peopleIn(entries: readonly SecurityEntry[]) {
  const names = new Map(entries.map(({ userId, userName }) => [userId, userName]));
  return [...names].map(([value, label]) => ({ value, label })).sort((a, b) => compareText(a.label, b.label));
}

function fileOf(entries: readonly SecurityEntry[], month: string): File {
  const text = securityCsv(entries, timeZone.value, dateOf);
  return new File([text], `security-log-${month}.csv`, { type: 'text/csv' });
}
