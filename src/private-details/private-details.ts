import { isDeepStrictEqual } from 'node:util';
import type { Db } from 'mongodb';
import type { CommandPayload } from '../contracts/commands.ts';
import { type SealedCommandType, sealedCommands } from '../contracts/private-details.ts';
import { type PrivateField, privateFields, privateFieldWords } from '../contracts/private-fields.ts';
import { refuse } from '../domain/kernel.ts';
import { CommandIdReused } from '../event-store/errors.ts';
import type { Accepted, Outcome } from '../event-store/outcome.ts';
import type { Command, EventStore } from '../event-store/store.ts';
import { movedInDocuments, openDocuments, type SealedDocument, sealedAt } from './documents.ts';
import { mask, type PrivateValue, valueIn } from './mask.ts';
import { counts, hasErased, type OnFile, readKnown } from './on-file.ts';
import { type Place, type Seal, SealBroken } from './seal.ts';

export interface PrivateDetailsOptions {
  readonly log: Db;
  /** The database that may be changed; never the one of the log. */
  readonly views: Db;
  readonly seal: Seal;
  readonly store: Pick<EventStore, 'handle'>;
  /** Told what is left to a later sweep, and what is on file and cannot be opened. Never the sealed values. */
  readonly onError: (error: unknown) => void;
  readonly clock?: () => Date;
}

/** One detail as people see it. */
export interface MaskedDetail {
  readonly field: PrivateField;
  /** Null when nothing is on file, and when it cannot be opened. */
  readonly masked: string | null;
  readonly unreadable?: true;
  readonly version: number;
  readonly changed?: { readonly at: Date; readonly user: string };
}

/** Something is on file and cannot be opened. Nothing else is ever answered in its place. */
export class DetailUnreadable extends Error {
  override readonly name = 'DetailUnreadable';
  readonly field: PrivateField;
  constructor({ employeeId, field, ref }: Place, why: string) {
    super(`The ${privateFieldWords[field]} of employee ${employeeId} (document ${ref}) cannot be opened: ${why}.`);
    this.field = field;
  }
}

/** No command is under way for this long. A document that no event names by then will never be named. */
const ORPHAN_AFTER_MS = 5 * 60_000;

const fieldOf: Record<SealedCommandType, PrivateField> = {
  SetTaxFileNumber: 'tax-file-number',
  SetBankAccount: 'bank-account',
};

/**
 * Tax file numbers and bank accounts. Each lies sealed in a document of its own, and the log says which document
 * counts.
 *
 * The document is written first, under the command's id, and then the event that names it. An erased or replaced
 * document is first named as such by an event, and then deleted. So whichever process dies in between, the log is
 * right, and `sweep` deletes the rest. Nothing in the log could be guessed, and that includes the digest of a command:
 * there are few enough tax file numbers to try all of them in a minute.
 *
 * Backups of the database hold erased documents until they are thrown away. They are useless without the key, so keep
 * the key elsewhere. The log sweeps a backup that is put back at the next start.
 */
export class PrivateDetails {
  readonly #options: PrivateDetailsOptions;
  readonly #documents;
  readonly #clock: () => Date;

  constructor(options: PrivateDetailsOptions) {
    this.#options = options;
    this.#documents = openDocuments(options.views);
    this.#clock = options.clock ?? (() => new Date());
  }

  /** Does what the store does, and keeps private values out of the log. */
  async handle(command: Command): Promise<Outcome> {
    if (isSealed(command)) return await this.#set(command);
    const outcome = await this.#options.store.handle(command);
    if (!outcome.accepted) return outcome;
    if (isOne(command, 'ShowPrivateDetail')) return await this.#show(command.payload, outcome);
    if (isOne(command, 'ErasePrivateDetail')) await this.#tidy(command.payload.employeeId);
    return outcome;
  }

  /** What is on file about an employee, masked. Undefined when there is no such employee. */
  async masked(employeeId: string): Promise<readonly MaskedDetail[] | undefined> {
    for (let again = true; ; again = false) {
      const known = (await readKnown(this.#options.log, [employeeId])).get(employeeId);
      if (known === undefined) return undefined;
      const looks = privateFields.map((field) => this.#look(employeeId, field, known.fields.get(field)));
      const found = await Promise.all(looks);
      const troubles = found.flatMap(({ trouble }) => trouble ?? []);
      // It may have been replaced after the log was read and before the document was.
      if (troubles.length > 0 && again) continue;
      for (const trouble of troubles) this.#options.onError(trouble);
      return found.map(({ detail }) => detail);
    }
  }

  /** Deletes what a dead process left behind: at start, and before each new document. */
  async sweep(): Promise<void> {
    const labels = await this.#documents.labels();
    const known = await readKnown(this.#options.log, [...new Set(labels.map(({ employeeId }) => employeeId))]);
    const orphanedBefore = new Date(this.#clock().getTime() - ORPHAN_AFTER_MS);
    const over = labels.filter(({ _id: ref, employeeId, at }) => {
      const of = known.get(employeeId);
      return !counts(of, ref) && (of?.named.has(ref) || at < orphanedBefore);
    });
    await this.#documents.remove(over.map(({ _id }) => _id));
    await this.#sweepMovedIn();
  }

  async #sweepMovedIn(employeeId?: string): Promise<void> {
    const all = movedInDocuments(this.#options.views);
    const found = await all
      .find(employeeId === undefined ? {} : { employeeId }, { projection: { employeeId: 1 } })
      .toArray();
    if (found.length === 0) return;
    const known = await readKnown(this.#options.log, [...new Set(found.map((one) => one.employeeId))]);
    for (const one of found) if (hasErased(known.get(one.employeeId))) await all.deleteOne({ _id: one._id });
  }

  async #set(command: Command & { type: SealedCommandType }): Promise<Outcome> {
    const { employeeId, ...value } = command.payload as CommandPayload<SealedCommandType>;
    const place = { employeeId, field: fieldOf[command.type], ref: command.id };
    await this.sweep();
    const document = sealedAt(this.#options.seal, place, value, this.#clock());
    if (!(await this.#documents.add(document))) await this.#requireSame(place, value);
    try {
      const outcome = await this.#options.store.handle({ ...command, type: 'ChangePrivateDetail', payload: place });
      await this.#tidy(employeeId, command.id, outcome.accepted ? document : undefined);
      return outcome;
    } catch (error) {
      // The id belongs to another command, so nothing may stay. In all other cases the same command may come again.
      if (error instanceof CommandIdReused) await this.#tidy(employeeId, command.id);
      throw error;
    }
  }

  /** @throws CommandIdReused when the document of this id holds another value or belongs to somebody else. */
  async #requireSame(place: Place, value: object): Promise<void> {
    const there = await this.#documents.find(place.ref);
    if (there === undefined) return;
    const isHere = there.employeeId === place.employeeId && there.field === place.field;
    if (!isHere || !isDeepStrictEqual(this.#opened(place, there), value)) throw new CommandIdReused();
  }

  /**
   * Deletes what is over once an outcome is known. When that fails, the outcome still stands. An accepted document is
   * put back, in case a sweep took it for a dead command's.
   */
  async #tidy(employeeId: string, settled?: string, accepted?: SealedDocument): Promise<void> {
    try {
      const known = (await readKnown(this.#options.log, [employeeId])).get(employeeId);
      if (accepted !== undefined && counts(known, accepted._id)) await this.#documents.add(accepted);
      const refs = [...(known?.named ?? []), ...(settled === undefined ? [] : [settled])];
      await this.#documents.remove(refs.filter((ref) => !counts(known, ref)));
      if (hasErased(known)) await this.#sweepMovedIn(employeeId);
    } catch (error) {
      this.#options.onError(error);
    }
  }

  async #look(
    employeeId: string,
    field: PrivateField,
    onFile: OnFile | undefined,
  ): Promise<{ readonly detail: MaskedDetail; readonly trouble?: DetailUnreadable }> {
    const detail = { field, masked: null, version: 0, ...(onFile && changeOf(onFile)) };
    if (onFile?.ref === undefined) return { detail };
    try {
      return { detail: { ...detail, masked: mask(field, await this.#open({ employeeId, field, ref: onFile.ref })) } };
    } catch (error) {
      if (!(error instanceof DetailUnreadable)) throw error;
      return { detail: { ...detail, unreadable: true }, trouble: error };
    }
  }

  async #show(payload: CommandPayload<'ShowPrivateDetail'>, outcome: Accepted): Promise<Outcome> {
    const place = { ...payload, ref: String(outcome.result?.['ref']) };
    const known = (await readKnown(this.#options.log, [place.employeeId])).get(place.employeeId);
    // The same command may come a second time, after its document was replaced or erased.
    if (!counts(known, place.ref)) {
      const detail = `This ${privateFieldWords[place.field]} is not on file any more. Look again what is.`;
      return { accepted: false, refusal: refuse('not-found', detail), position: outcome.position };
    }
    return { ...outcome, result: await this.#open(place) };
  }

  async #open(place: Place): Promise<PrivateValue> {
    const document = await this.#documents.find(place.ref);
    if (document === undefined) throw new DetailUnreadable(place, 'it is not there, though the log says so');
    return valueIn(place.field, this.#opened(place, document));
  }

  #opened(place: Place, document: SealedDocument): unknown {
    try {
      return this.#options.seal.open(place, document);
    } catch (error) {
      if (error instanceof SealBroken) throw new DetailUnreadable(place, error.message);
      throw error;
    }
  }
}

function changeOf({ version, at, user }: OnFile): Pick<MaskedDetail, 'version' | 'changed'> {
  return { version, changed: { at, user } };
}

function isOne<Type extends 'ErasePrivateDetail' | 'ShowPrivateDetail'>(
  command: Command,
  type: Type,
): command is Command & { payload: CommandPayload<Type> } {
  return command.type === type;
}

function isSealed(command: Command): command is Command & { type: SealedCommandType } {
  return Object.hasOwn(sealedCommands, command.type);
}
