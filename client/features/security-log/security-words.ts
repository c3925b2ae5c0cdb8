import { OPERATOR } from '#contracts/operator.ts';
import { roleWords } from '#contracts/permissions.ts';
import type { SecurityEntry } from '#contracts/security-log.ts';
import { authorWords } from '../../shared/author-words.ts';

/** What happened, as a sentence without its subject: "Signed in with a password". */
export function entryWords(entry: SecurityEntry): string {
  const { kind, way, because, count = 0, role, was, label = '' } = entry;
  switch (kind) {
    case 'signed-in':
      return `Signed in ${wayWords[way ?? 'password']}`;
    case 'sign-ins-failed':
      return `${count} wrong ${count === 1 ? 'password' : 'passwords'}`;
    case 'session-ended':
      return `One sign-in ended: ${becauseWords[because ?? 'signed-out']}`;
    case 'every-session-ended':
      return `${entry.kept ? 'All other sign-ins' : 'Every sign-in'} ended: ${becauseWords[because ?? 'deactivated']}`;
    case 'password-set':
      return `Password set ${wayWords[way ?? 'changed']}`;
    case 'link-made':
      return 'One-time link made';
    case 'account-made':
      return `Account made: ${entry.username}${role === undefined ? '' : `, ${roleWords[role]}`}`;
    case 'account-changed':
      return `Account changed: ${[entry.name, entry.username, entry.email].filter(Boolean).join(', ')}`;
    case 'role-changed':
      return `Role ${role === undefined ? '' : roleWords[role]}, was ${was === undefined ? '' : roleWords[was]}`;
    case 'account-closed':
      return 'Account closed';
    case 'account-opened':
      return 'Account opened again';
    case 'own-card-set-up':
      return `Set up their own card, with nobody else in the office: ${ownSetUpWords[entry.what ?? 'card']}`;
    case 'pin-set':
      return 'PIN set';
    case 'pin-cleared':
      return 'PIN taken away';
    case 'pin-locked':
      return `${count} wrong PINs: no PIN opens it until the password does`;
    case 'passkey-added':
      return `Passkey added: ${label}`;
    case 'passkey-removed':
      return `Passkey taken away: ${label}`;
    case 'passkey-copied':
      return `Passkey refused, perhaps a copy: ${label}`;
    case 'log-doubted':
      return doubtWords(entry);
    case 'tablet-shared':
      return `Tablet shared: ${label}`;
    case 'tablet-not-shared':
      return `Tablet not shared any more: ${label}`;
    default:
      kind satisfies never;
      return '';
  }
}

/** Who did it, where it was not the person; "The operator" at the command line. */
export function byWords({ by, userId }: SecurityEntry): string {
  if (by.id === userId) return '';
  return by.id === OPERATOR ? 'The operator' : authorWords(by);
}

/** From where, and why: "Safari on iPad, 203.0.113.0/24". */
export function detailWords({ device, network, reason }: SecurityEntry): string {
  return [device, network, reason].filter(Boolean).join(', ');
}

/** Whether an auditor should look twice. */
export function isAlarming({ kind, because }: SecurityEntry): boolean {
  return alarming.has(kind) || because === 'token-reused';
}

function doubtWords({ doubt, from = 0 }: SecurityEntry): string {
  switch (doubt) {
    case 'shorter':
      return `A tablet knew a longer log: commit ${from} is gone`;
    case 'signature':
      return `A tablet was shown a wrong signature at commit ${from}`;
    case 'key':
      return `A tablet was shown a key that nobody vouched for, at commit ${from}`;
    default:
      return `A tablet knew another log, from commit ${from} on`;
  }
}

const alarming: ReadonlySet<SecurityEntry['kind']> = new Set([
  ...(['sign-ins-failed', 'pin-locked', 'passkey-copied', 'log-doubted'] as const),
]);

const wayWords: Record<NonNullable<SecurityEntry['way']>, string> = {
  password: 'with the password',
  passkey: 'with a passkey',
  pin: 'with the PIN',
  link: 'by a one-time link',
  changed: 'by its owner',
  operator: 'by the operator',
};

const ownSetUpWords: Record<NonNullable<SecurityEntry['what']>, string> = {
  card: 'the card',
  rate: 'the pay rate',
  manager: 'the manager',
  'tax-file-number': 'the tax file number',
  'bank-account': 'the bank account',
};

const becauseWords: Record<NonNullable<SecurityEntry['because']>, string> = {
  'signed-out': 'signed out',
  'signed-in-anew': 'somebody signed in anew on that device',
  'ended-elsewhere': 'ended from another device',
  'ended-by-admin': 'signed out by an administrator',
  'token-reused': 'used from two places at once',
  idle: 'nobody was there',
  'signed-out-everywhere': 'signed out everywhere',
  'password-changed': 'the password was changed',
  'password-reset': 'a new password was set',
  deactivated: 'the account was closed',
};
