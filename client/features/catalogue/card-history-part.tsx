import { type CardWords, cardEntries } from '../../shared/card-words.ts';
import { Fetched } from '../../shared/fetched.tsx';
import { HistoryOf } from '../../shared/history-of.tsx';
import { item } from '../../sync/models.ts';
import { HistoryList } from '../../ui/history-list.tsx';

interface CardHistoryPartProps<Field extends string> {
  readonly name: 'client-history' | 'product-history';
  readonly id: string;
  readonly words: CardWords<Field>;
}

/** What became of the card, the newest first. */
export function CardHistoryPart<Field extends string>({ name, id, words }: CardHistoryPartProps<Field>) {
  const history = item(name, id);
  return (
    <section class="stack" aria-label="History">
      <header class="row">
        <h3 class="grow">History</h3>
        <HistoryOf kind={name === 'client-history' ? 'client' : 'product'} id={id} />
      </header>
      <Fetched of={history} what="The history" lines={2}>
        <HistoryList entries={cardEntries(words, history.row.value?.entries ?? [])} />
      </Fetched>
    </section>
  );
}
