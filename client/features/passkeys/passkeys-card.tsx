import { useEffect, useState } from 'preact/hooks';
import type { PasskeyRow } from '#contracts/passkey.ts';
import type { Problem } from '#contracts/problems.ts';
import { moment } from '../../shared/time.ts';
import { onlineOnly } from '../../sync/online.ts';
import { problemOf } from '../../sync/problem.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Empty } from '../../ui/empty.tsx';
import { intoView } from '../../ui/focus.ts';
import { Loading } from '../../ui/loading.tsx';
import { NotReached } from '../../ui/not-reached.tsx';
import { fetchPasskeys, hasPasskeys } from './own-passkeys.ts';
import { PasskeyForm } from './passkey-form.tsx';

/** One's own passkeys, on More: what one signs in with besides the password. */
export function PasskeysCard() {
  const [passkeys, setPasskeys] = useState<readonly PasskeyRow[]>();
  const [problem, setProblem] = useState<Problem>();
  const [doing, setDoing] = useState<'add' | PasskeyRow>();
  const load = () =>
    fetchPasskeys().then(
      (found) => {
        setPasskeys(found);
        setProblem(undefined);
      },
      (error) => setProblem(problemOf(error)),
    );
  useEffect(() => void load(), []);

  return (
    <Card label="Passkeys">
      <h2>Passkeys</h2>
      <p>Sign in with the finger, face or PIN that opens your own phone or PC, instead of the password.</p>
      {problem !== undefined ? (
        <NotReached title="Passkeys could not be fetched" detail={problem.detail} onRetry={() => void load()} />
      ) : passkeys === undefined ? (
        <Loading what="Passkeys" lines={2} />
      ) : (
        <PasskeyList passkeys={passkeys} onRemove={setDoing} />
      )}
      {doing === undefined ? (
        <Button icon="plus" disabledBecause={notNow()} onPress={() => setDoing('add')}>
          Add a passkey
        </Button>
      ) : (
        <div key={doing === 'add' ? '' : doing.id} ref={intoView}>
          <PasskeyForm
            passkey={doing === 'add' ? undefined : doing}
            onCancel={() => setDoing(undefined)}
            onDone={() => void load().then(() => setDoing(undefined))}
          />
        </div>
      )}
    </Card>
  );
}

function notNow(): string | undefined {
  if (hasPasskeys()) return onlineOnly(false);
  return window.isSecureContext
    ? 'This browser has no passkeys. Update it, or use another one.'
    : 'This address begins with http. Passkeys need the https address; ask the person who set Misty up.';
}

interface PasskeyListProps {
  readonly passkeys: readonly PasskeyRow[];
  readonly onRemove: (passkey: PasskeyRow) => void;
}

function PasskeyList({ passkeys, onRemove }: PasskeyListProps) {
  if (passkeys.length === 0) return <Empty title="You have none yet">Add one on each device of your own.</Empty>;
  return (
    <ul class="rows">
      {passkeys.map((passkey) => (
        <li key={passkey.id} class="row">
          <div class="grow">
            <p class="strong">{passkey.label}</p>
            <p class="meta second">
              Added {moment(passkey.addedAt)}
              {passkey.lastUsedAt === undefined ? ', not used yet' : `, last used ${moment(passkey.lastUsedAt)}`}
            </p>
          </div>
          <Button label={`Remove ${passkey.label}`} onPress={() => onRemove(passkey)}>
            Remove
          </Button>
        </li>
      ))}
    </ul>
  );
}
