// The names and shapes below are storage: they are in every log for ever. Add, never rename; a changed shape is a new v.
import type { everySessionEnds, passwordWays, SignInNotice, SignInWay, sessionEnds } from '../../contracts/sign-in.ts';
import type { Fact } from '../kernel.ts';

/** Events of `sign-ins/<user>`: the security log of an account. No token, no hash and no whole address is in them. */
export type SignInEvent =
  | Fact<
      'SignedIn',
      {
        readonly sessionId: string;
        readonly way: SignInWay;
        /** What the browser says it is, and the network it is in. */
        readonly device: string;
        readonly network: string;
        readonly expiresAt: string;
        /** Sessions of an earlier epoch have ended. */
        readonly epoch: number;
        /** What the person was told of, because it had happened since the sign-in before. */
        readonly told: readonly SignInNotice[];
        /** The shared tablet that it is bound to, if it is one. */
        readonly deviceId?: string | undefined;
        /** The passkey that was shown, where it was one. */
        readonly passkeyId?: string | undefined;
      }
    >
  | Fact<'SignInsFailed', { readonly count: number; readonly network: string }>
  | Fact<
      'SessionEnded',
      { readonly sessionId: string; readonly because: (typeof sessionEnds)[number]; readonly expiresAt: string }
    >
  /** `epoch` is that of the sessions from now on. */
  | Fact<
      'EverySessionEnded',
      {
        readonly because: (typeof everySessionEnds)[number];
        readonly epoch: number;
        readonly keptSessionId?: string | undefined;
      }
    >
  /** `passwordId` names the document with the hash, `was` the one that is of no use any more. */
  | Fact<
      'PasswordSet',
      {
        readonly way: (typeof passwordWays)[number];
        readonly passwordId?: string | undefined;
        readonly was?: string | undefined;
      }
    >
  /** By an administrator or the operator. What the link itself says is known to nobody but its holder. */
  | Fact<'LinkMade', { readonly linkId: string; readonly expiresAt: string }>
  | Fact<'PinSet', Record<never, never>>
  | Fact<'PinCleared', Record<never, never>>
  /** So many wrong ones were tried on this shared tablet: the next sign-in needs the password. */
  | Fact<'PinLocked', { readonly deviceId: string; readonly count: number }>
  /** `passkeyId` names the document with the key. `label` is what its person calls it. */
  | Fact<'PasskeyAdded', { readonly passkeyId: string; readonly label: string }>
  | Fact<'PasskeyRemoved', { readonly passkeyId: string; readonly label: string }>
  /** It came with a counter that was used already, and was refused: somebody may have a copy. */
  | Fact<'PasskeyCopied', { readonly passkeyId: string; readonly label: string }>;
