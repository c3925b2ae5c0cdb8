import { type Signal, signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { Fetching } from '../sync/fetching.ts';
import { onPersonLeaves } from '../sync/session.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { ListRows } from '../ui/list-rows.tsx';
import { ListTools } from '../ui/list-tools.tsx';
import { wantCamera } from './camera.ts';
import { Fetched } from './fetched.tsx';

/** What somebody looks for in a list. */
export interface ListView<Filter extends string> {
  readonly typed: Signal<string>;
  readonly filter: Signal<Filter>;
  readonly showAll: () => void;
}

/** Kept while a thing of the list is open, and when one comes back from another screen. */
export function listView<Filter extends string>(first: NoInfer<Filter>): ListView<Filter> {
  const view = { typed: signal(''), filter: signal<Filter>(first), showAll };
  function showAll(): void {
    view.typed.value = '';
    view.filter.value = first;
  }
  onPersonLeaves(showAll);
  return view;
}

interface SearchedListProps<Row, Filter extends string> {
  readonly title: string;
  readonly of: Fetching;
  readonly view: ListView<Filter>;
  readonly beside: ComponentChildren;
  /** What can be searched for: "Name, code or bay". */
  readonly searchLabel: string;
  /** Its things have codes that a camera reads. */
  readonly scans?: true;
  /** Where something new is put on the list, for those who may. */
  readonly add: { readonly href: string; readonly label: string } | undefined;
  /** Gives what was found to the person as a file. */
  readonly onFile?: () => void;
  /** Each with how many there are, where that is told. */
  readonly filters: readonly { readonly value: Filter; readonly label: string; readonly count?: number }[];
  /** What was found, in order. */
  readonly rows: readonly Row[];
  readonly openId: string | undefined;
  /** What is said where nothing was found. */
  readonly nothing: ComponentChildren;
  /** The inside of a row. */
  readonly children: (row: Row, open: boolean) => ComponentChildren;
}

/** A list that opens things beside it: its search, its filters, its rows. */
export function SearchedList<Row extends { readonly id: string }, Filter extends string>(
  props: SearchedListProps<Row, Filter>,
) {
  const { title, of, view, beside, searchLabel, scans, add, onFile, filters, rows, openId, nothing, children } = props;
  // Before anything was fetched there are no figures: "Left 0" would be untrue.
  const known = of.asOf.value !== undefined;
  return (
    <div class="list">
      <ListTools
        title={title}
        beside={beside}
        searchLabel={searchLabel}
        typed={view.typed.value}
        onType={(text) => {
          view.typed.value = text;
        }}
        {...(scans && { onScan: wantCamera })}
        add={add}
        {...(onFile && { onFile })}
        filter={view.filter.value}
        onFilter={(value) => {
          view.filter.value = value;
        }}
        filters={filters.map(({ value, label, count }) => ({
          value,
          label: known && count !== undefined ? `${label} ${count}` : label,
        }))}
      />
      <Fetched of={of} what={title} lines={9}>
        {rows.length === 0 ? (
          nothing
        ) : (
          <ListRows rows={rows} openId={openId}>
            {children}
          </ListRows>
        )}
      </Fetched>
    </div>
  );
}

interface NotCalledProps {
  readonly view: ListView<string>;
  /** "Nobody is called", "No account is called" */
  readonly words: string;
  /** "Show everybody" */
  readonly all: string;
  /** What was looked through. */
  readonly children?: ComponentChildren;
}

/** Said where a search found nothing. */
export function NotCalled({ view, words, all, children }: NotCalledProps) {
  return (
    <Empty title={`${words} “${view.typed.value.trim()}”`} action={<Button onPress={view.showAll}>{all}</Button>}>
      {children}
    </Empty>
  );
}
