import type { ComponentChildren } from 'preact';
import { Button } from './button.tsx';
import { PageHead } from './page-head.tsx';
import { SearchField } from './search-field.tsx';
import { Segment } from './segment.tsx';

interface ListToolsProps<Filter extends string> {
  readonly title: string;
  /** A count, or the age of the list. */
  readonly beside: ComponentChildren;
  /** What can be searched for: "Name, code or bay". */
  readonly searchLabel: string;
  readonly typed: string;
  readonly onType: (text: string) => void;
  /** Looks for a code with the camera. */
  readonly onScan?: (() => void) | undefined;
  /** Where something new is put on the list, for people who may. */
  readonly add: { readonly href: string; readonly label: string } | undefined;
  /** Gives what is shown to the person as a file. */
  readonly onFile?: () => void;
  readonly filter: Filter;
  readonly filters: readonly { readonly value: Filter; readonly label: string }[];
  readonly onFilter: (value: Filter) => void;
}

/** What stands above a list that opens things beside it: its title, the search, and which of them are shown. */
export function ListTools<Filter extends string>(props: ListToolsProps<Filter>) {
  const { title, beside, searchLabel, typed, onType, onScan, add, onFile, filter, filters, onFilter } = props;
  return (
    <div class="list-tools">
      <PageHead title={title} beside={beside} />
      <div class="row">
        <SearchField label={searchLabel} value={typed} onKey={fromSearch} onChange={onType} />
        {onScan !== undefined && (
          <Button icon="scan" label="Scan with the camera" onPress={onScan}>
            <span class="new-word">Scan</span>
          </Button>
        )}
        {add !== undefined && (
          <Button icon="plus" href={add.href} label={add.label}>
            <span class="new-word">New</span>
          </Button>
        )}
        {onFile !== undefined && <Button icon="download" label="CSV of what is shown" onPress={onFile} />}
      </div>
      <Segment apart label="Show" value={filter} onChange={onFilter} options={filters} />
    </div>
  );
}

/** From the search, the arrow goes down into the list and Enter opens its first row. */
function fromSearch(event: KeyboardEvent): void {
  if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
  const row = document.querySelector<HTMLElement>('.list-row');
  if (row === null) return;
  event.preventDefault();
  if (event.key === 'Enter') row.click();
  else row.focus();
}
