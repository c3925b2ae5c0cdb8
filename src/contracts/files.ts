import * as z from 'zod/mini';
import type { CommandContract } from './command.ts';
import { FILE_BYTES_MAX, fileKinds, fileTypes, PREVIEW_BYTES_MAX, tooLargeToKeep } from './file-types.ts';
import { author } from './person.ts';
import * as p from './primitives.ts';

const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/, 'must be a SHA-256: 64 small hexadecimal digits'));
const size = (most: number, words: string) => z.int(words).check(z.gte(1, 'must not be empty'), z.lte(most, words));
const kind = z.enum(fileKinds, 'must be a kind of file');
const type = z.enum(fileTypes, 'must be JPEG, PNG, WebP or PDF');

/** The bytes that come with the command, as the device has them: what arrives must be the same. */
const described = {
  fileId: p.id,
  kind,
  type,
  bytes: size(FILE_BYTES_MAX, tooLargeToKeep),
  sha256,
  /** A small picture of it, made by the device. */
  preview: p.optional(
    z.strictObject({
      bytes: size(PREVIEW_BYTES_MAX, `must be at most ${PREVIEW_BYTES_MAX.toLocaleString('en-AU')} bytes`),
      sha256,
    }),
  ),
};

const photo = {
  fileId: 'file-3',
  kind: 'photo',
  type: 'image/jpeg',
  bytes: 482_113,
  sha256: '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',
} as const;

/**
 * Commands that come with bytes. They are sent as multipart/form-data: `command` is the payload, `file` and, where there
 * is one, `preview` are the bytes. The bytes are durable before the command is decided.
 */
export const attachCommands = {
  AttachOrderFile: {
    summary: 'Attach a photo or a paper to an order; the bytes come with it',
    permission: 'files.attach',
    version: 'none',
    offline: 'queue',
    payload: z.strictObject({ orderId: p.id, name: p.name, ...described }),
    example: { orderId: 'order-41', name: 'Pallet as it left', ...photo },
  },
  AttachStockFile: {
    summary: 'Attach a photo or a paper to a stock item; the bytes come with it',
    permission: 'files.attach',
    version: 'none',
    offline: 'queue',
    payload: z.strictObject({ itemId: p.id, name: p.name, ...described }),
    example: { itemId: 'kraft-120', name: 'Label of the roll', ...photo },
  },
  // Without a name: it would stand in the log for ever, and may say what somebody is ill with.
  AttachLeaveFile: {
    summary: 'Attach a certificate to a request for leave; the bytes come with it',
    permission: 'own.leave',
    version: 'none',
    offline: 'queue',
    payload: z.strictObject({ employeeId: p.id, requestId: p.id, ...described }),
    example: { employeeId: 'employee-7', requestId: 'leave-19', ...photo, kind: 'certificate' },
  },
} as const satisfies Record<string, CommandContract>;
export type AttachCommandType = keyof typeof attachCommands;

const reason = p.reason;

export const fileCommands = {
  ...attachCommands,
  RemoveOrderFile: {
    summary: 'Take a file off an order, with the reason; what it was and who removed it stays on record',
    permission: 'files.attach',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({ orderId: p.id, fileId: p.id, reason }),
    example: { orderId: 'order-41', fileId: 'file-3', reason: 'Belongs to another order' },
  },
  RemoveStockFile: {
    summary: 'Take a file off a stock item, with the reason; what it was and who removed it stays on record',
    permission: 'files.attach',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({ itemId: p.id, fileId: p.id, reason }),
    example: { itemId: 'kraft-120', fileId: 'file-3', reason: 'An older label' },
  },
  RemoveLeaveFile: {
    summary: 'Take a certificate off a request for leave, with the reason; that it was there stays on record',
    permission: 'own.leave',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({ employeeId: p.id, requestId: p.id, fileId: p.id, reason }),
    example: { employeeId: 'employee-7', requestId: 'leave-19', fileId: 'file-3', reason: 'Wrong page' },
  },
  EraseLeaveFile: {
    summary: 'Erase a certificate for good, with the reason: its bytes, also in backups',
    permission: 'people.manage',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({ employeeId: p.id, requestId: p.id, fileId: p.id, reason }),
    example: { employeeId: 'employee-7', requestId: 'leave-19', fileId: 'file-3', reason: 'Asked for by the person' },
  },
} as const satisfies Record<string, CommandContract>;

const attachedFile = z.object({
  fileId: z.string(),
  /** Files of leave have none. */
  name: z.optional(z.string()),
  kind,
  type,
  bytes: z.int(),
  sha256: z.string(),
  /** There is a small picture of it. */
  preview: z.optional(z.object({ bytes: z.int(), sha256: z.string() })),
  at: z.iso.datetime(),
  user: author,
  /** It is no longer shown, and its bytes are no longer served. */
  removed: z.optional(z.object({ at: z.iso.datetime(), user: author, reason: z.string() })),
  /** Its bytes are no more. */
  erased: z.optional(z.literal(true)),
});
export type AttachedFile = z.infer<typeof attachedFile>;

/** The files of one record, in the order in which they came. The id is the record's, as its own read model has it. */
export const recordFiles = z.object({ id: z.string(), files: z.array(attachedFile), sequence: z.int() });
export type RecordFiles = z.infer<typeof recordFiles>;
