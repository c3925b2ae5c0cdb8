import type { Paper, PrintedReceipt } from '#contracts/receipts.ts';
import { useLook } from '../sync/history.ts';
import { QrCode } from './qr-code.tsx';
import { dayOf, timeOfDay } from './time.ts';

interface ReceiptCodeProps {
  readonly paper: Paper;
  readonly record: string;
  /** The record's own number, as the paper shows it. */
  readonly sequence: number;
}

/** At the foot of a paper: its receipt, signed by the company, to be scanned by whoever doubts it. */
export function ReceiptCode({ paper, record, sequence }: ReceiptCodeProps) {
  const { body, problem } = useLook<{ readonly item: PrintedReceipt }>(
    `/api/receipts/${paper}/${record}?sequence=${sequence}`,
  );
  if (body === undefined) {
    return problem === undefined ? null : <p class="meta second">No receipt: Misty could not be reached.</p>;
  }
  const { address, position, hash, at } = body.item;
  return (
    <footer class="row">
      <ReceiptQr address={address} />
      <div class="stack grow">
        <p class="strong">Receipt. Scan it in Misty to see whether this paper still stands.</p>
        <p class="meta second">
          {`Commit ${position.toLocaleString('en-AU')}, signed ${dayOf(at)}, ${timeOfDay(at)}. Hash ${hash}`}
        </p>
      </div>
    </footer>
  );
}

/** The code alone: smaller than a phone's camera needs it nowhere. */
export function ReceiptQr({ address }: Pick<PrintedReceipt, 'address'>) {
  return <QrCode text={`${location.origin}${address}`} label="QR code of the receipt" width="32mm" />;
}
