import { useEffect, useState } from 'preact/hooks';
import type { OpenSession } from '#contracts/sign-in.ts';
import { moment } from '../../shared/time.ts';
import { type Asked, ask } from '../../sync/ask.ts';
import { onlineOnly } from '../../sync/online.ts';
import { signOut } from '../../sync/session.ts';
import { useSending } from '../../sync/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Loading } from '../../ui/loading.tsx';
import { NotDone } from '../../ui/not-done.tsx';
import { NotReached } from '../../ui/not-reached.tsx';

type Sessions = Asked<{ readonly items: readonly OpenSession[] }>;

/** Where one is signed in, and how each of these ends. */
export function OpenSessions() {
  const [answer, setAnswer] = useState<Sessions>();
  const [asking, setAsking] = useState(false);
  const fetch = () => ask<{ items: OpenSession[] }>('GET', '/api/auth/sessions').then(setAnswer);
  useEffect(() => void fetch(), []);
  if (answer === undefined) return <Loading what="Where you are signed in" lines={2} />;
  if (answer.body === undefined) {
    return (
      <NotReached
        title="Where you are signed in could not be fetched"
        detail={answer.problem?.detail}
        onRetry={() => void fetch()}
      />
    );
  }
  return (
    <section class="stack sessions" aria-label="Where you are signed in">
      <h3>Where you are signed in</h3>
      <ul class="rows">
        {answer.body.items.map((one) => (
          <SessionRow key={one.id} session={one} onEnded={fetch} />
        ))}
      </ul>
      <span>
        <Button icon="sign-out" onPress={() => setAsking(true)}>
          Sign out everywhere…
        </Button>
      </span>
      {asking && <EverywhereDialog onKeep={() => setAsking(false)} />}
    </section>
  );
}

interface SessionRowProps {
  readonly session: OpenSession;
  readonly onEnded: () => Promise<void>;
}

function SessionRow({ session: { id, current, device, since, lastSeenAt }, onEnded }: SessionRowProps) {
  const end = useSending(async () => {
    const answer = await ask('DELETE', `/api/auth/sessions/${id}`);
    if (answer.problem === undefined) await onEnded();
    return answer;
  });
  return (
    <li class="row session">
      <div class="grow">
        <strong>{device}</strong>
        <p class="meta second">
          Since {moment(since)}
          {!current && `, last heard of ${moment(lastSeenAt)}`}
        </p>
        <NotDone problem={end.problem} />
      </div>
      {current ? (
        <Chip>This device</Chip>
      ) : (
        <Button
          label={`End the sign-in on ${device}`}
          sending={end.sending}
          disabledBecause={onlineOnly()}
          onPress={() => void end.run()}
        >
          End
        </Button>
      )}
    </li>
  );
}

function EverywhereDialog({ onKeep }: { readonly onKeep: () => void }) {
  const everywhere = useSending(async () => {
    const answer = await ask('POST', '/api/auth/logout-everywhere');
    if (answer.problem === undefined) await signOut();
    return answer;
  });
  return (
    <Dialog
      title="Sign out everywhere?"
      stopLabel="Sign out everywhere"
      onStop={() => void everywhere.run()}
      keepLabel="Stay signed in"
      onKeep={onKeep}
      sending={everywhere.sending}
      disabledBecause={onlineOnly()}
    >
      <p>Every device goes to the sign-in at once, this one too. Drafts on this device are thrown away.</p>
      <NotDone problem={everywhere.problem} />
    </Dialog>
  );
}
