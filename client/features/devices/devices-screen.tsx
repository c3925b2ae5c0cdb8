import { useState } from 'preact/hooks';
import type { DeviceRow } from '#contracts/device.ts';
import { Age, Fetched } from '../../shared/fetched.tsx';
import { HistoryOf } from '../../shared/history-of.tsx';
import { dayOf, timeOfDay } from '../../shared/time.ts';
import { useForm } from '../../shared/use-form.ts';
import { model } from '../../sync/models.ts';
import { onlineOnly } from '../../sync/online.ts';
import { useCommand } from '../../sync/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Empty } from '../../ui/empty.tsx';
import { NotDone } from '../../ui/not-done.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { NewTablet } from './new-tablet.tsx';

/** The shared tablets of the shop: a code for a new one, and which there are. */
export function DevicesScreen() {
  const devices = model('devices');
  const all = devices.list.value;
  const inUse = all.filter(({ revoked }) => revoked === undefined);
  const over = all.filter(({ revoked }) => revoked !== undefined);
  return (
    <div class="page">
      <PageHead title="Shared tablets" back="/more" beside={<Age of={devices} />} />
      <div class="more-grid">
        <NewTablet />
        <Fetched of={devices} what="Tablets" lines={4}>
          <div class="stack">
            {inUse.length === 0 && (
              <Empty title="No tablet is shared yet">People sign in by PIN on those that are.</Empty>
            )}
            {inUse.map((device) => (
              <Tablet key={device.id} device={device} />
            ))}
            {over.map((device) => (
              <Revoked key={device.id} device={device} />
            ))}
          </div>
        </Fetched>
      </div>
    </div>
  );
}

function Tablet({ device: { id, name, enrolled } }: { readonly device: DeviceRow }) {
  const [asking, setAsking] = useState(false);
  const close = () => setAsking(false);
  const form = useForm(useCommand('RevokeDevice'), { opens: () => ({}), onClose: close, onRefused: close });
  return (
    <Card label={name}>
      <div class="row">
        <div class="grow">
          <h2>{name}</h2>
          <p class="second">{`Shared since ${momentOf(enrolled.at)}, by ${enrolled.by.name}`}</p>
        </div>
        <HistoryOf kind="device" id={id} />
        <Button label={`Stop sharing ${name}`} onPress={() => setAsking(true)}>
          Stop sharing…
        </Button>
      </div>
      <NotDone problem={form.command.problem} />
      {asking && (
        <Dialog
          title={`Stop sharing ${name}?`}
          stopLabel="Stop sharing"
          onStop={() => void form.send(() => ({ deviceId: id }))}
          keepLabel="Keep it"
          onKeep={form.discard}
          sending={form.command.sending}
          disabledBecause={onlineOnly()}
        >
          The person who is signed in on it is signed out at once, and no PIN opens it any more. It can be shared again
          with a new code.
        </Dialog>
      )}
    </Card>
  );
}

function Revoked({ device: { id, name, revoked } }: { readonly device: DeviceRow }) {
  return (
    <Card kind="past" label={name}>
      <h2>{name}</h2>
      {revoked !== undefined && (
        <p class="second">{`Not shared since ${momentOf(revoked.at)}, by ${revoked.by.name}`}</p>
      )}
      <HistoryOf kind="device" id={id} />
    </Card>
  );
}

function momentOf(at: string): string {
  const moment = new Date(at);
  return `${dayOf(moment)}, ${timeOfDay(moment)}`;
}
