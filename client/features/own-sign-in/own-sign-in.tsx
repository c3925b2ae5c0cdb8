import { present } from '../../sync/clock.ts';
import './own-sign-in.css';
import { useState } from 'preact/hooks';
import { dayOf, timeOfDay } from '../../shared/time.ts';
import { session } from '../../sync/session.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ChangePassword } from './change-password.tsx';
import { OpenSessions } from './open-sessions.tsx';

/** One's own password, and where one is signed in. */
export function OwnSignIn() {
  const [changing, setChanging] = useState(false);
  const [changedAt, setChangedAt] = useState<Date>();
  const known = session.value;
  if (!known) return null;
  return (
    <Card>
      <h2>Your sign-in</h2>
      <p>
        You are {known.user.username}, and signed in on this device until {dayOf(known.signInExpiresAt)}.
      </p>
      {changing ? (
        <ChangePassword
          username={known.user.username}
          onCancel={() => setChanging(false)}
          onChanged={() => {
            setChanging(false);
            setChangedAt(present());
          }}
        />
      ) : (
        <span class="row">
          <Button icon="key" onPress={() => setChanging(true)}>
            Change the password
          </Button>
          <span role="status">
            {changedAt && `Changed at ${timeOfDay(changedAt)}. All other devices are signed out.`}
          </span>
        </span>
      )}
      <OpenSessions key={changedAt?.getTime()} />
    </Card>
  );
}
