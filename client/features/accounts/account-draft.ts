import type { Lines } from '../../shared/changes.ts';
import { filled } from '../../shared/filled.ts';

/** The card of an account as it was typed. Empty means that there is none. */
export interface AccountDraft {
  readonly name: string;
  readonly username: string;
  readonly email: string;
}
export type AccountErrors = Partial<Record<keyof AccountDraft, string>>;

export const emptyAccount: AccountDraft = { name: '', username: '', email: '' };

/** What is missing or cannot be taken; undefined when it can be sent. */
export function accountErrors({ name, username }: AccountDraft): AccountErrors | undefined {
  const errors: AccountErrors = {
    ...(name.trim() === '' && { name: 'A name is needed.' }),
    ...(!/^[A-Za-z0-9][A-Za-z0-9._@-]*$/.test(username.trim()) && {
      username: 'Letters, figures and . _ @ - only, such as kylie.tran',
    }),
  };
  return Object.keys(errors).length === 0 ? undefined : errors;
}

/** The card as the commands take it. */
export function accountCard({ name, username, email }: AccountDraft) {
  return { name: name.trim(), username: username.trim(), ...filled('email', email) };
}

/** The card in words. */
export function accountLines({ name, username, email }: AccountDraft): Lines {
  return { Name: name, 'User name': username, 'E-mail': email };
}
