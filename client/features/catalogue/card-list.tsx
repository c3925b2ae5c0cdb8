import type { ComponentChildren } from 'preact';
import { search } from '#contracts/search.ts';
import { Age } from '../../shared/fetched.tsx';
import { type ListView, listView, NotCalled, SearchedList } from '../../shared/searched-list.tsx';
import type { Model } from '../../sync/models.ts';
import { Empty } from '../../ui/empty.tsx';

type Shown = 'current' | 'retired';
export const cardsView = () => listView<Shown>('current');

interface CardListProps<Row> {
  /** "Clients" */
  readonly title: string;
  readonly searchLabel: string;
  readonly view: ListView<Shown>;
  readonly current: Model<Row>;
  /** Fetched when it is wanted. */
  readonly retired: () => Model<Row>;
  readonly textsOf: (row: Row) => readonly (string | undefined)[];
  readonly add: { readonly href: string; readonly label: string } | undefined;
  readonly onFile: (rows: readonly Row[]) => void;
  readonly openId: string | undefined;
  /** What to do to fill an empty list. */
  readonly first: string;
  readonly children: (row: Row, open: boolean) => ComponentChildren;
}

/** A list of cards with search, and those that were taken off it. */
export function CardList<Row extends { readonly id: string }>(props: CardListProps<Row>) {
  const { title, view, current, retired, textsOf, onFile, first, children } = props;
  const of = view.filter.value === 'current' ? current : retired();
  const found = search(of.list.value, view.typed.value, textsOf);
  return (
    <SearchedList
      title={title}
      of={of}
      view={view}
      beside={<Age of={of} />}
      searchLabel={props.searchLabel}
      add={props.add}
      onFile={() => onFile(found)}
      filters={[
        {
          value: 'current',
          label: 'On the list',
          ...(current.asOf.value !== undefined && { count: current.list.value.length }),
        },
        { value: 'retired', label: 'Taken off' },
      ]}
      rows={found}
      openId={props.openId}
      nothing={
        view.typed.value !== '' ? (
          <NotCalled view={view} words="Nothing is called" all="Show all" />
        ) : view.filter.value === 'retired' ? (
          <Empty title="Nothing was taken off">What is stands here, and can be put back.</Empty>
        ) : (
          <Empty title="Nothing is on the list yet">{first}</Empty>
        )
      }
    >
      {children}
    </SearchedList>
  );
}
