import { type Collection, type Db, MongoServerError } from 'mongodb';
import type { PrivateField } from '../contracts/private-fields.ts';
import type { Place, Seal, Sealed } from './seal.ts';

/** A sealed value, and whose it is. Its id is the id of the command that brought it. */
export interface SealedDocument extends Sealed {
  readonly _id: string;
  readonly employeeId: string;
  readonly field: PrivateField;
  readonly at: Date;
}

/**
 * What the old application held of somebody beside what fits a card, sealed as it was: at most one document each. It is never
 * read again, and goes with the first detail of that person that is erased.
 */
export interface MovedInDocument extends Sealed {
  readonly _id: string;
  readonly employeeId: string;
  readonly at: Date;
}

/** Which document it is, without the sealed value. */
export type Label = Pick<SealedDocument, '_id' | 'employeeId' | 'at'>;

export interface Documents {
  /** False when a document of that id exists already. Durable when it answers. */
  add(document: SealedDocument): Promise<boolean>;
  find(ref: string): Promise<SealedDocument | undefined>;
  labels(): Promise<Label[]>;
  all(): Promise<SealedDocument[]>;
  /** Those of these ids that exist. */
  remove(refs: readonly string[]): Promise<void>;
}

const COLLECTION = 'private-details';
export const MOVED_IN_COLLECTION = 'moved-in-sealed';
const DUPLICATE_KEY = 11_000;
/** A database that takes longer counts as away, so that nobody waits for it. */
const timeoutMS = 3_000;

export function openDocuments(views: Db): Documents {
  // An event names this document, so the document must last as surely as the event.
  const documents: Collection<SealedDocument> = views.collection<SealedDocument>(COLLECTION, {
    readConcern: { level: 'majority' },
    writeConcern: { w: 'majority', journal: true },
    promoteBuffers: true,
  });
  return {
    async add(document) {
      try {
        await documents.insertOne(document, { timeoutMS });
        return true;
      } catch (error) {
        if (error instanceof MongoServerError && error.code === DUPLICATE_KEY) return false;
        throw error;
      }
    },
    async find(ref) {
      return (await documents.findOne({ _id: ref }, { timeoutMS })) ?? undefined;
    },
    labels: () => documents.find({}, { projection: { employeeId: 1, at: 1 }, timeoutMS }).toArray(),
    all: () => documents.find({}, { timeoutMS }).toArray(),
    async remove(refs) {
      if (refs.length > 0) await documents.deleteMany({ _id: { $in: [...refs] } }, { timeoutMS });
    },
  };
}

export function movedInDocuments(views: Db): Collection<MovedInDocument> {
  return views.collection<MovedInDocument>(MOVED_IN_COLLECTION, { writeConcern: { w: 'majority', journal: true } });
}

export function sealedAt(seal: Seal, place: Place, value: object, at: Date): SealedDocument {
  return { _id: place.ref, employeeId: place.employeeId, field: place.field, at, ...seal.close(place, value) };
}
