import type { SignInNotice } from '#contracts/sign-in.ts';
import { atMoment } from '../../shared/time.ts';
import { signInNotices } from '../../sync/sign-in-notices.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Icon } from '../../ui/icon.tsx';

/** What happened around one's account since the sign-in before: information, until it is read. */
export function SignInNotices() {
  const notices = signInNotices.value;
  return (
    <Card kind="other" label="About your account">
      {notices.map((notice) => (
        <p key={`${notice.kind} ${notice.at}`} class="row">
          <Icon name="info" />
          <span class="grow">{noticeWords(notice)}</span>
        </p>
      ))}
      <p class="meta">If that was not you, choose another password.</p>
      <div class="row">
        <Button icon="key" href="/more">
          Your sign-in
        </Button>
        <Button
          onPress={() => {
            signInNotices.value = [];
          }}
        >
          Got it
        </Button>
      </div>
    </Card>
  );
}

function noticeWords({ kind, at, count = 0 }: SignInNotice): string {
  switch (kind) {
    case 'failed-sign-ins':
      return `Somebody tried to sign in as you ${count} times with a wrong password, last ${atMoment(at)}.`;
    case 'token-reused':
      return `One of your sign-ins was ended ${atMoment(at)}: it was used from two places at once, as if it had been copied.`;
    case 'passkey-copied':
      return `One of your passkeys was refused ${atMoment(at)}: it looked like a copy. Take it away if you are not sure of it.`;
    default:
      kind satisfies never;
      return '';
  }
}
