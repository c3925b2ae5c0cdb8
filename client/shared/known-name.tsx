import { autofill } from '../ui/autofill.ts';

/**
 * The user name behind a password that is asked for alone: a password manager then knows whose it is. Managers pass over
 * fields of the type hidden, so this one is only out of sight.
 */
export function KnownName({ username }: { readonly username: string }) {
  return (
    <input
      class="unseen"
      type="text"
      name="username"
      {...autofill('username')}
      value={username}
      readOnly
      tabIndex={-1}
      aria-hidden="true"
    />
  );
}
