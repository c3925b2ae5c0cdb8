import './outbox.css';
import { line } from '../../sync/connection.ts';
import { closedBecause, isCounted, unreadable, waiting } from '../../sync/waiting.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Empty } from '../../ui/empty.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { RefusedEntry } from './refused-entry.tsx';
import { WaitingEntry } from './waiting-entry.tsx';

/** Everything of one's own on this device that is not done: what was refused first, then what waits, in line. */
export function OutboxScreen() {
  const refused = waiting.value.filter(({ problem }) => problem !== undefined);
  const open = waiting.value.filter(({ problem }) => problem === undefined);
  return (
    <div class="page">
      <PageHead title="Outbox" />
      {closedBecause.value === 'keeps nothing' && (
        <Card>
          <p>This browser keeps nothing, as in a private window. Without a connection nothing can be given here.</p>
        </Card>
      )}
      {closedBecause.value === 'newer' && (
        <Card kind="waiting">
          <p>
            What waits on this device was kept by a newer version of Misty than this one. Nothing of it is lost: it is
            here again once this page has that version. Reload it, and ask an administrator if this stays. Until then
            nothing can be given here without a connection.
          </p>
          <Button onPress={() => location.reload()}>Reload</Button>
        </Card>
      )}
      {unreadable.value > 0 && (
        <Card kind="waiting">
          <p>
            {unreadable.value} more of yours cannot be opened on this device any more. Ask an administrator before you
            clear this browser.
          </p>
        </Card>
      )}
      {refused.length > 0 && (
        <section class="stack outbox-list" aria-label="Refused">
          <h2>Not done</h2>
          {refused.map((entry) => (
            <RefusedEntry key={entry.id} entry={entry} />
          ))}
        </section>
      )}
      {open.length > 0 && (
        <section class="stack outbox-list" aria-label="Waiting">
          <h2>Waiting</h2>
          <p class="second">
            {line.value === 'live'
              ? 'They are being sent, in this order.'
              : 'They are kept on this device, and are sent when the connection is back. Until then nothing of it is done.'}
          </p>
          <ul class="rows">
            {open.map((entry) => (
              <WaitingEntry key={entry.id} entry={entry} />
            ))}
          </ul>
        </section>
      )}
      {isCounted.value && waiting.value.length === 0 && (
        <Empty title="All sent">
          Nothing of yours waits on this device. What you give without a connection stands here.
        </Empty>
      )}
    </div>
  );
}
