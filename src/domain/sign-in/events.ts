// The names and shapes below are storage: they are in every log for ever. Add, never rename; a changed shape is a new
// v.
import type { LogDoubt } from '../../contracts/heads.ts';
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
        /** What the person was told because it happened since the sign-in before. */
        readonly told: readonly SignInNotice[];
        /** The shared tablet that the session belongs to, if any. */
        readonly deviceId?: string | undefined;
        /** The passkey that was shown, if any. */
        readonly passkeyId?: string | undefined;
      }
    >
  | Fact<'SignInsFailed', { readonly count: number; readonly network: string }>
  | Fact<
      'SessionEnded',
      { readonly sessionId: string; readonly because: (typeof sessionEnds)[number]; readonly expiresAt: string }
    >
  /** `epoch` is the epoch of the sessions from now on. */
  | Fact<
      'EverySessionEnded',
      {
        readonly because: (typeof everySessionEnds)[number];
        readonly epoch: number;
        readonly keptSessionId?: string | undefined;
      }
    >
  /** `passwordId` names the document with the hash. `was` names the one that no longer counts. */
  | Fact<
      'PasswordSet',
      {
        readonly way: (typeof passwordWays)[number];
        readonly passwordId?: string | undefined;
        readonly was?: string | undefined;
      }
    >
  /** Made by an administrator or the operator. Only the holder of the link knows its token. */
  | Fact<'LinkMade', { readonly linkId: string; readonly expiresAt: string }>
  | Fact<'PinSet', Record<never, never>>
  | Fact<'PinCleared', Record<never, never>>
  /** So many wrong PINs were tried on this shared tablet. The next sign-in needs the password. */
  | Fact<'PinLocked', { readonly deviceId: string; readonly count: number }>
  /** `passkeyId` names the document with the key. `label` is what its person calls it. */
  | Fact<'PasskeyAdded', { readonly passkeyId: string; readonly label: string }>
  | Fact<'PasskeyRemoved', { readonly passkeyId: string; readonly label: string }>
  /** The passkey came with a used counter and was refused. Somebody may have a copy. */
  | Fact<'PasskeyCopied', { readonly passkeyId: string; readonly label: string }>
  /** This person's tablet knew another log than this one, from this position on. */
  | Fact<'LogDoubted', LogDoubt>;
