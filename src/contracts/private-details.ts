import * as z from 'zod/mini';
import type { CommandContract, InternalCommandContract } from './command.ts';
import { person } from './person.ts';
import * as p from './primitives.ts';
import { ACCOUNT_NAME_MAX, isTaxFileNumber, privateFields } from './private-fields.ts';

const employeeId = p.id;
const field = z.enum(privateFields, `must be one of ${privateFields.join(', ')}`);
const digits = (pattern: RegExp, words: string) => z.string(words).check(z.regex(pattern, words));

// No message below repeats what was typed, because messages go into answers and onto screens.
const taxFileNumber = digits(/^\d{8,9}$/, 'must be 8 or 9 digits').check(
  z.refine(isTaxFileNumber, 'is not a tax file number: look at each digit again'),
);
const bankAccount = {
  bsb: digits(/^\d{6}$/, 'must be 6 digits'),
  accountNumber: digits(/^\d{4,9}$/, 'must be 4 to 9 digits'),
  accountName: p.line(ACCOUNT_NAME_MAX),
};

/** Commands with a value that must never be in the log. It is sealed at the door, and the log gets the rest. */
export const sealedCommands = {
  SetTaxFileNumber: {
    summary: 'Put the tax file number on file, sealed; the log says only that it changed',
    permission: 'pay.manage',
    version: 'required',
    offline: 'online',
    payload: z.strictObject({ employeeId, taxFileNumber }),
    example: { employeeId: 'employee-7', taxFileNumber: '123456782' },
  },
  SetBankAccount: {
    summary: 'Put the account that pay goes to on file, sealed; the log says only that it changed',
    permission: 'pay.manage',
    version: 'required',
    offline: 'online',
    payload: z.strictObject({ employeeId, ...bankAccount }),
    example: { employeeId: 'employee-7', bsb: '062000', accountNumber: '12345678', accountName: 'K Lee' },
  },
} as const satisfies Record<string, CommandContract>;
export type SealedCommandType = keyof typeof sealedCommands;

export const privateDetailCommands = {
  ErasePrivateDetail: {
    summary: 'Erase the tax file number or the bank account for good',
    permission: 'pay.manage',
    version: 'required',
    offline: 'online',
    payload: z.strictObject({ employeeId, field }),
    example: { employeeId: 'employee-7', field: 'tax-file-number' },
  },
  ShowPrivateDetail: {
    summary: 'Show the tax file number or the bank account whole, in the result; the log says who was shown it',
    permission: 'pay.manage',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({ employeeId, field }),
    example: { employeeId: 'employee-7', field: 'bank-account' },
  },
} as const satisfies Record<string, CommandContract>;

/** What the log is told of a sealed command. */
export const internalPrivateDetailCommands = {
  ChangePrivateDetail: {
    summary: 'Name what was sealed as what is on file',
    permission: 'pay.manage',
    version: 'required',
    offline: 'online',
    payload: z.strictObject({
      employeeId,
      field,
      /** Id of the sealed document: the id of the command. */
      ref: p.commandId,
    }),
  },
} as const satisfies Record<string, InternalCommandContract>;

/** What is sealed, and what ShowPrivateDetail answers with. */
export const privateValues = {
  'tax-file-number': z.object({ taxFileNumber: z.string() }),
  'bank-account': z.object({ bsb: z.string(), accountNumber: z.string(), accountName: z.string() }),
};

/** What is on file of one person, masked. Each field is there once, in the order of `privateFields`. */
export const privateDetails = z.object({
  /** The employee. */
  id: z.string(),
  details: z.array(
    z.object({
      field,
      /** "••• ••• 782"; null where nothing is on file. */
      masked: z.nullable(z.string()),
      /** It is on file and cannot be opened: set it anew, or erase it. */
      unreadable: z.optional(z.literal(true)),
      /** Sequence of the last event that changed it, 0 where there is none: send it as If-Match. */
      version: z.int(),
      /** The person who put it there or erased it. */
      changed: z.optional(z.object({ at: z.iso.datetime(), by: person })),
    }),
  ),
});
export type PrivateDetailsView = z.infer<typeof privateDetails>;
