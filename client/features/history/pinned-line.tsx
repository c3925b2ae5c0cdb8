import { moment } from '../../shared/time.ts';
import { doubt, pinned } from '../../sync/witness/pinned.ts';
import { Icon } from '../../ui/icon.tsx';

/** How far this device has checked the log itself. */
export function PinnedLine() {
  const pin = pinned.value;
  if (pin === undefined || doubt.value !== undefined) return null;
  return (
    <p class="row second">
      <Icon name="check" />
      {`This device has checked the chain to commit ${pin.position.toLocaleString('en-AU')}, signed ${moment(pin.at)}. Read only.`}
    </p>
  );
}
