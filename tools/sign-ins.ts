import { roleWords } from '../src/contracts/permissions.ts';
import type { DemoSignIn } from '../src/demo/demo.ts';
import { columns } from './terminal.ts';

/** Whom to sign in as, and that this is for trying only. */
export function signInLines(signIns: readonly DemoSignIn[]): string[] {
  const rows = signIns.map(({ username, password, name, role }) => [username, password, name, roleWords[role]]);
  return [
    'Its people are invented, and these passwords are known to everybody: keep nothing real in it.',
    ...columns([['User name', 'Password', 'Name', 'Role'], ...rows], '  '),
  ];
}
