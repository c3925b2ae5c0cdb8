import * as z from 'zod/mini';
import type { PasskeyRow } from '../src/contracts/passkey.ts';
import { endsPasskeys } from '../src/contracts/passkey-rules.ts';
import { type AccountSignIns, accountSignIns } from '../src/contracts/sign-in.ts';
import type { SignInEvent } from '../src/domain/sign-in/events.ts';
import { eventTypes, idOf, type Projection, unhandled } from '../src/projecting/definition.ts';

type Row = Omit<AccountSignIns, 'id'>;

const nothing: Row = { epoch: 0, ended: [], failed: 0, sequence: 0 };

/** Which sessions of an account have ended: every request is held against it. */
export const signIns: Projection<Row, AccountSignIns, SignInEvent> = {
  name: 'sign-ins',
  version: 3,
  handles: eventTypes<SignInEvent>({
    SignedIn: true,
    SignInsFailed: true,
    SessionEnded: true,
    EverySessionEnded: true,
    PasswordSet: true,
    LinkMade: true,
    PinSet: true,
    PinCleared: true,
    PinLocked: true,
    PasskeyAdded: true,
    PasskeyRemoved: true,
    PasskeyCopied: true,
  }),
  id: idOf,

  evolve(row = nothing, event) {
    const { sequence } = event;
    const at = event.at.toISOString();
    switch (event.type) {
      case 'SignedIn': {
        const { way, device, passkeyId } = event.data;
        const used = (one: PasskeyRow) => (one.id === passkeyId ? { ...one, lastUsedAt: at } : one);
        const passkeys = row.passkeys && { passkeys: row.passkeys.map(used) };
        return { ...row, ...passkeys, last: { at, way, device }, failed: 0, sequence };
      }
      case 'SignInsFailed':
        return { ...row, failed: row.failed + event.data.count, sequence };
      case 'SessionEnded': {
        const { sessionId, expiresAt } = event.data;
        // Whoever has lapsed needs no remembering.
        const remembered = row.ended.filter((one) => one.expiresAt > at);
        return { ...row, ended: [...remembered, { sessionId, expiresAt }], sequence };
      }
      case 'EverySessionEnded': {
        const { epoch, keptSessionId, because } = event.data;
        return {
          ...(because === 'deactivated' ? withoutLink(row) : row),
          ...(endsPasskeys(because) && row.passkeys && { passkeys: [] }),
          epoch,
          ...(keptSessionId !== undefined && { kept: { sessionId: keptSessionId, epoch } }),
          sequence,
        };
      }
      case 'PasswordSet': {
        const { passwordId = row.passwordId } = event.data;
        const named = passwordId !== undefined && { passwordId };
        return { ...withoutLink(row), passwordSetAt: at, ...named, sequence };
      }
      case 'LinkMade':
        return { ...row, link: { id: event.data.linkId, madeAt: at, expiresAt: event.data.expiresAt }, sequence };
      case 'PinSet':
        return { ...row, pinSetAt: at, sequence };
      case 'PinCleared': {
        const { pinSetAt: _, ...rest } = row;
        return { ...rest, sequence };
      }
      case 'PinLocked':
        return { ...row, failed: row.failed + event.data.count, sequence };
      case 'PasskeyAdded': {
        const { passkeyId: id, label } = event.data;
        return { ...row, passkeys: [...(row.passkeys ?? []), { id, label, addedAt: at }], sequence };
      }
      case 'PasskeyRemoved':
        return { ...row, passkeys: row.passkeys?.filter(({ id }) => id !== event.data.passkeyId) ?? [], sequence };
      case 'PasskeyCopied':
        return { ...row, sequence };
      default:
        return unhandled(event);
    }
  },

  indexes: [],
  present: (row, _nameOf, id) => ({ ...row, id }),
  query: {
    permission: 'users.manage',
    row: accountSignIns,
    one: true,
    list: {
      params: z.strictObject({}),
      where: () => ({}),
      // Who has never signed in comes last.
      order: ({ last }) => [last === undefined ? 0 : -Date.parse(last.at)],
      rowsMax: 1_000,
    },
  },
  live: true,
};

function withoutLink({ link: _, ...row }: Row): Row {
  return row;
}
