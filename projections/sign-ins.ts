import type { PasskeyRow } from '../src/contracts/passkey.ts';
import { endsPasskeys } from '../src/contracts/passkey-rules.ts';
import type { AccountSignIns } from '../src/contracts/sign-in.ts';
import type { SignInEvent } from '../src/domain/sign-in/events.ts';
import type { RecordedEvent } from '../src/event-store/commit.ts';
import { defineProjection } from '../src/projecting/define-projection.ts';
import { idOf } from '../src/projecting/definition.ts';

type Row = Omit<AccountSignIns, 'id'>;

const nothing: Row = { epoch: 0, ended: [], failed: 0, sequence: 0 };

/** Which sessions of an account have ended: every request is checked against them. */
export const signIns = defineProjection<'sign-ins', Row, SignInEvent>({
  name: 'sign-ins',
  version: 3,
  id: idOf,

  on: {
    SignedIn: (row = nothing, event) => {
      const { way, device, passkeyId } = event.data;
      const at = event.at.toISOString();
      const used = (one: PasskeyRow) => (one.id === passkeyId ? { ...one, lastUsedAt: at } : one);
      const passkeys = row.passkeys && { passkeys: row.passkeys.map(used) };
      return { ...row, ...passkeys, last: { at, way, device }, failed: 0, sequence: event.sequence };
    },
    SignInsFailed: failed,
    SessionEnded: (row = nothing, event) => {
      const { sessionId, expiresAt } = event.data;
      // A session that has lapsed needs no remembering.
      const remembered = row.ended.filter((one) => one.expiresAt > event.at.toISOString());
      return { ...row, ended: [...remembered, { sessionId, expiresAt }], sequence: event.sequence };
    },
    EverySessionEnded: (row = nothing, event) => {
      const { epoch, keptSessionId, because } = event.data;
      return {
        ...(because === 'deactivated' ? withoutLink(row) : row),
        ...(endsPasskeys(because) && row.passkeys && { passkeys: [] }),
        epoch,
        ...(keptSessionId !== undefined && { kept: { sessionId: keptSessionId, epoch } }),
        sequence: event.sequence,
      };
    },
    PasswordSet: (row = nothing, event) => {
      const { passwordId = row.passwordId } = event.data;
      const named = passwordId !== undefined && { passwordId };
      return { ...withoutLink(row), passwordSetAt: event.at.toISOString(), ...named, sequence: event.sequence };
    },
    LinkMade: (row = nothing, { data, at, sequence }) => ({
      ...row,
      link: { id: data.linkId, madeAt: at.toISOString(), expiresAt: data.expiresAt },
      sequence,
    }),
    PinSet: (row = nothing, { at, sequence }) => ({ ...row, pinSetAt: at.toISOString(), sequence }),
    PinCleared: ({ pinSetAt: _, ...row } = nothing, { sequence }) => ({ ...row, sequence }),
    PinLocked: failed,
    PasskeyAdded: (row = nothing, { data, at, sequence }) => {
      const added = { id: data.passkeyId, label: data.label, addedAt: at.toISOString() };
      return { ...row, passkeys: [...(row.passkeys ?? []), added], sequence };
    },
    PasskeyRemoved: (row = nothing, { data, sequence }) => ({
      ...row,
      passkeys: row.passkeys?.filter(({ id }) => id !== data.passkeyId) ?? [],
      sequence,
    }),
    PasskeyCopied: (row = nothing, { sequence }) => ({ ...row, sequence }),
    LogDoubted: (row = nothing, { sequence }) => ({ ...row, sequence }),
  },

  indexes: [],
  present: (row, _nameOf, id) => ({ ...row, id }),
});

type Failed = Extract<SignInEvent, { type: 'SignInsFailed' | 'PinLocked' }>;

function failed(row: Row = nothing, { data, sequence }: RecordedEvent<Failed>): Row {
  return { ...row, failed: row.failed + data.count, sequence };
}

function withoutLink({ link: _, ...row }: Row): Row {
  return row;
}
