import type { OrderCard } from '#contracts/order.ts';
import { handOverCsv } from '../../shared/hand-over.ts';
import { Button } from '../../ui/button.tsx';

/** Gives what is shown to the person as a file. */
export function CsvButton({ cards }: { readonly cards: readonly OrderCard[] }) {
  return (
    <Button
      icon="download"
      label="CSV of what is shown"
      onPress={() =>
        void import('./order-csv.ts').then(({ orderCsv }) => handOverCsv('orders.csv', ...orderCsv(cards)))
      }
    />
  );
}
