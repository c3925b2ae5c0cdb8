/** What a browser or a password manager may fill in. Everything else is the shop's: codes, figures, names, notes. */
export type Filled = 'username' | 'current-password' | 'new-password' | 'one-time-code';

/**
 * For each field, whether it may be filled in by a machine. Managers pass over "off" where a field looks like theirs to
 * them, so each is told in its own words as well: those of 1Password, LastPass, Bitwarden and Dashlane.
 */
export function autofill(what?: Filled) {
  if (what !== undefined && what !== 'one-time-code') return { autoComplete: what };
  return {
    autoComplete: what ?? 'off',
    'data-1p-ignore': true,
    'data-lpignore': 'true',
    'data-bwignore': true,
    'data-form-type': 'other',
  };
}
