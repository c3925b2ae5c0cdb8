import { useEffect, useState } from 'preact/hooks';
import type { LogDoubt } from '#contracts/heads.ts';
import { moment } from '../shared/time.ts';
import { may } from '../sync/rights.ts';
import { session } from '../sync/session.ts';
import { doubt } from '../sync/witness/pinned.ts';
import { believeLogOfNow, startWitness } from '../sync/witness/witness.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icon.tsx';

/** Follows the signed heads, and stands below every screen where the log is not the one that this device knew. */
export function LogAlarm() {
  const [asking, setAsking] = useState(false);
  useEffect(startWitness, []);
  const found = doubt.value;
  if (found === undefined) return null;
  const role = session.value?.user.role ?? 'employee';
  return (
    <section class="log-alarm" role="alert" aria-label="The log was changed">
      <Icon name="warning" />
      <p class="grow">
        <strong>{alarmWords(found)}</strong> Tell an administrator and your auditor: what was recorded is never changed.
      </p>
      {found.kind !== 'shorter' && may(role, 'history.read') && (
        <Button href={`/history/commit/${found.position}`}>See that commit</Button>
      )}
      {may(role, 'users.manage') && <Button onPress={() => setAsking(true)}>A backup was put back…</Button>}
      {asking && (
        <Dialog
          title="Go on from the log of now?"
          stopLabel="Go on from it"
          onStop={() => {
            setAsking(false);
            void believeLogOfNow();
          }}
          keepLabel="Keep the warning"
          onKeep={() => setAsking(false)}
        >
          Only when you know why: after a backup was put back, what came after it is gone. This device forgets what it
          knew, and pins the next signed head. The security log keeps what it said.
        </Dialog>
      )}
    </section>
  );
}

function alarmWords({ kind, position, pinnedAt }: LogDoubt): string {
  const pinned = moment(pinnedAt);
  switch (kind) {
    case 'differs':
      return `The log was changed: from commit ${position} on it is not what this device saw (${pinned}).`;
    case 'shorter':
      return `The log was cut: commit ${position} and what came after it were there (${pinned}), and are gone.`;
    case 'signature':
      return `The end of the log has a wrong signature, at commit ${position}.`;
    case 'key':
      return `The end of the log is signed by a key that nobody vouched for, at commit ${position}.`;
    default:
      kind satisfies never;
      return '';
  }
}
