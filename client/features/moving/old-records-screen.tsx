import { useState } from 'preact/hooks';
import { search } from '#contracts/search.ts';
import { collectionWords } from '../../shared/document-words.ts';
import { Age, Fetched } from '../../shared/fetched.tsx';
import { OldDocument } from '../../shared/old-document.tsx';
import { useOldRecords } from '../../shared/old-records.tsx';
import { model } from '../../sync/models.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Empty } from '../../ui/empty.tsx';
import { SelectField } from '../../ui/field.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { SearchField } from '../../ui/search-field.tsx';

/** Rows drawn at first. */
const ROWS_AT_ONCE = 50;

/** Documents of the old application that are kept whole, searched by all that stands in them. */
export function OldRecordsScreen() {
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState('');
  const [rowsMax, setRowsMax] = useState(ROWS_AT_ONCE);
  const fetching = model('legacy-records', {});
  const all = useOldRecords({});
  const collections = [...new Set(all.map(({ collection }) => collection))].sort();
  const inPart = chosen === '' ? all : all.filter(({ collection }) => collection === chosen);
  const found = search(inPart, typed, ({ title, collection, legacyId, document }) => [
    title,
    collection,
    legacyId,
    document,
  ]);
  return (
    <div class="page">
      <PageHead title="Old records" back="/more" beside={<Age of={fetching} />} />
      <Fetched of={fetching} what="Old records" lines={6}>
        {all.length === 0 ? (
          <Empty title="Nothing was moved in">
            What the old application kept, and has no place of its own, stands here.
          </Empty>
        ) : (
          <div class="stack">
            <div class="stack">
              <SearchField label="Name, number or anything in it" value={typed} onChange={setTyped} />
              <SelectField
                label="Kind"
                placeholder="All kinds"
                value={chosen}
                onChange={setChosen}
                options={collections.map((value) => ({ value, label: collectionWords(value) }))}
              />
            </div>
            {found.length === 0 && <Empty title="Nothing fits">Try fewer words.</Empty>}
            {found.slice(0, rowsMax).map((record) => (
              <Card key={record.id} label={record.title}>
                <details>
                  <summary>{`${collectionWords(record.collection)}: ${record.title}`}</summary>
                  <OldDocument record={record} />
                </details>
              </Card>
            ))}
            {found.length > rowsMax && (
              <Button wide onPress={() => setRowsMax(rowsMax + ROWS_AT_ONCE)}>
                {`Show more, ${found.length - rowsMax} left`}
              </Button>
            )}
          </div>
        )}
      </Fetched>
    </div>
  );
}
