import { roleWords } from '#contracts/permissions.ts';
import type { AccountSignIns } from '#contracts/sign-in.ts';
import type { UserRow } from '#contracts/user.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { failedWords, isOut, lastWords } from './account-words.ts';

interface AccountRowProps {
  readonly account: UserRow;
  /** Undefined for somebody who has never come near the door. */
  readonly state: AccountSignIns | undefined;
  readonly open: boolean;
}

/** An account in the list: whose it is, what they may do, when they were last here. */
export function AccountRow({ account: { id, name, username, role }, state, open }: AccountRowProps) {
  const failed = failedWords(state);
  return (
    <a class="list-row person-row" href={`/accounts/${id}`} aria-current={open ? 'true' : undefined}>
      <Avatar name={name} ring="none" />
      <strong class="one-line">{name}</strong>
      <span class="meta clock">{lastWords(state)}</span>
      <span class="meta second one-line">{`${roleWords[role]} · ${username}`}</span>
      <span class={failed === undefined ? 'meta second team' : 'meta signal team'}>
        {failed ?? (isOut(state?.link) ? 'A link is out' : '')}
      </span>
    </a>
  );
}
