import { may, type Permission, type Role, roles } from '../contracts/permissions.ts';
import { assert, suite } from './suite.ts';

const letters: Readonly<Record<string, Role>> = {
  a: 'admin',
  m: 'manager',
  p: 'production_manager',
  s: 'sales',
  t: 'production_team',
  e: 'employee',
  x: 'auditor',
};

/** The roles of a row such as 'ampt'. */
export function rolesOf(row: string): Role[] {
  return roles.filter((role) => [...row].some((letter) => letters[letter] === role));
}

/**
 * Holds for each of these commands who may give it. The table is written by hand from "Who may do what" of the domain,
 * apart from the permission in the contract: a slip in one shows against the other. That the door keeps to the
 * permission is shown by `permissions.int.test.ts`.
 */
export function whoMay<Commands extends Readonly<Record<string, { readonly permission: Permission }>>>(
  commands: Commands,
  table: { readonly [Type in keyof Commands & string]: string },
): void {
  suite('who may', (test) => {
    for (const [type, row] of Object.entries<string>(table)) {
      test(`${type}: ${row}, and nobody else`, () => {
        const permission = commands[type]?.permission;
        assert.equal(permission && roles.filter((role) => may(role, permission)), rolesOf(row));
      });
    }
  });
}
