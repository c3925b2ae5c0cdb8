import type { Imported, ImportedDocument } from '../contracts/imported.ts';
import type { NewEvent } from '../domain/kernel.ts';
import { legacyRecord } from '../domain/moving/moving.ts';
import { type NameKind, name, namesAt } from '../domain/name/decider.ts';
import { aboutOf, firstOf } from './about.ts';
import { confidentialCollections } from './collections.ts';
import type { Context } from './context.ts';
import { keyOf, recordId } from './identity.ts';
import { unknownFields } from './known-fields.ts';
import type { LegacyDocument, Spool } from './spool.ts';
import { momentOf, scaled, textOf } from './values.ts';

/** What a document became: a thing or an event of its own, or part of another's. */
export type Becomes = 'made' | 'merged';

/** What is recorded together or not at all. */
export interface Unit {
  readonly documents: readonly { readonly document: LegacyDocument; readonly becomes: Becomes }[];
  readonly events: readonly NewEvent[];
  /** The thing that begins with it; nothing is imported over one that is there. */
  readonly fresh?: string | undefined;
  /** What to seal: whose, and the fields by path. */
  readonly sealed?: { readonly employeeId: string; readonly values: LegacyDocument['sealed'] } | undefined;
}

export interface Rejected {
  readonly collection: string;
  readonly id: string;
  readonly field: string;
  readonly reason: string;
}

/** What was there before this run, as far as it matters to what comes now. */
export interface Before {
  /** Who has which name. */
  readonly names: ReadonlyMap<string, string>;
  /** Numbers of orders, and the last one handed out in each year. */
  readonly orderNumbers: ReadonlyMap<string, string>;
  readonly lastNumbers: ReadonlyMap<string, number>;
}

/** A document that holds more than this cannot be part of one commit. */
const DOCUMENT_CHARACTERS_MAX = 6_000_000;

/** What classifiers work with: what is known, what there is to say, and one way to say what becomes of a document. */
export class Planner {
  readonly context: Context;
  readonly spool: Spool;
  readonly source: string;
  readonly today: string;
  readonly before: Before;
  readonly rejected: Rejected[] = [];
  readonly marks: { readonly collection: string; readonly id: string; readonly what: string }[] = [];
  readonly #claimed = new Set<string>();
  readonly #marksOf = new Map<string, string[]>();
  readonly #skipped: (document: LegacyDocument) => void;

  constructor(options: {
    readonly context: Context;
    readonly spool: Spool;
    readonly source: string;
    readonly today: string;
    readonly before: Before;
    readonly onSkipped: (document: LegacyDocument) => void;
  }) {
    this.context = options.context;
    this.spool = options.spool;
    this.source = options.source;
    this.today = options.today;
    this.before = options.before;
    this.#skipped = options.onSkipped;
  }

  *documentsOf(collection: string): Generator<LegacyDocument> {
    const spooled = this.spool.collections.get(collection);
    for (let index = 0; spooled !== undefined && index < spooled.count; index++) yield spooled.at(index);
  }

  documentAt(collection: string, index: number): LegacyDocument | undefined {
    return this.spool.collections.get(collection)?.at(index);
  }

  /** Something that a person should look at. */
  mark({ collection, id }: LegacyDocument, what: string): void {
    this.marks.push({ collection, id, what });
    const key = keyOf(collection, id);
    const marks = this.#marksOf.get(key);
    if (marks === undefined) this.#marksOf.set(key, [what]);
    else marks.push(what);
  }

  /** Where an event comes from: its document, and those that went into it too. */
  imported(
    document: LegacyDocument,
    { at, by, also = [] }: { at?: unknown; by?: unknown; also?: readonly LegacyDocument[] } = {},
  ): Imported {
    const marks = [document, ...also].flatMap(({ collection, id }) => this.#marksOf.get(keyOf(collection, id)) ?? []);
    const when = at === undefined ? undefined : momentOf(at);
    const who = by === undefined ? undefined : this.context.by(by);
    return {
      ...{ source: this.source, ...importedDocument(document) },
      ...(when !== undefined && { at: when }),
      ...(who !== undefined && { by: who }),
      ...(also.length > 0 && { with: also.map(importedDocument) }),
      ...(marks.length > 0 && { marks }),
    };
  }

  /**
   * Says that nothing is made of a document. It is kept whole all the same, on what stands in its place or what it names,
   * unless `keep` says that nothing of it may be.
   */
  *skip(
    document: LegacyDocument,
    field: string,
    reason: string,
    { keep = true, instead = firstOf(document) }: { keep?: boolean; instead?: string | undefined } = {},
  ): Generator<Unit> {
    const { collection, id } = document;
    this.rejected.push({ collection, id, field, reason });
    this.#skipped(document);
    if (keep && document.text.length <= DOCUMENT_CHARACTERS_MAX) {
      const about = [...(instead === undefined ? [] : [instead]), ...aboutOf(this.context, document.doc)];
      yield { ...this.record(document, [...new Set(about)], { field, reason }), documents: [] };
    }
  }

  /** Keeps a document whole. */
  record(
    document: LegacyDocument,
    about: readonly string[],
    rejected?: { readonly field: string; readonly reason: string },
  ): Unit {
    const { collection, id, doc } = document;
    const aggregate = recordId(collection, id);
    const data = {
      ...{ collection, legacyId: id, title: titleOf(document), about },
      confidential: confidentialCollections.test(collection),
      ...(rejected && { rejected }),
    };
    const imported = this.imported(document, { at: doc['created_at'] ?? doc['updated_at'], by: doc['created_by'] });
    return {
      documents: [{ document, becomes: 'made' }],
      events: [{ ...legacyRecord.event(aggregate, 'LegacyRecordKept', data), imported }],
      fresh: legacyRecord.at(aggregate),
    };
  }

  isTooLarge(document: LegacyDocument): boolean {
    return document.size > DOCUMENT_CHARACTERS_MAX / 2 && document.text.length > DOCUMENT_CHARACTERS_MAX;
  }

  /** The value, or one like it that is free yet; and the events that claim it. */
  claim(
    kind: NameKind,
    wished: string,
    owner: string,
  ): { readonly value: string; readonly events: readonly NewEvent[] } {
    for (let n = 1; ; n++) {
      const suffix = n === 1 ? '' : `-${n}`;
      const value = `${wished.slice(0, 40 - suffix.length)}${suffix}`;
      if (this.isFree(kind, n === 1 ? wished : value, owner)) return this.take(kind, n === 1 ? wished : value, owner);
    }
  }

  isFree(kind: NameKind, value: string, owner: string): boolean {
    return namesAt(kind, value).every((id) => (this.before.names.get(id) ?? owner) === owner && !this.#claimed.has(id));
  }

  take(kind: NameKind, value: string, owner: string): { readonly value: string; readonly events: readonly NewEvent[] } {
    const ids = namesAt(kind, value);
    for (const id of ids) this.#claimed.add(id);
    const bare = ids.map((id) => id.slice('name/'.length));
    return { value, events: bare.map((id) => name.event(id, 'NameClaimed', { owner, spelling: value })) };
  }
}

export function tooLargeWords({ size }: LegacyDocument): string {
  return `it is too large to be kept: ${(size / 1_000_000).toFixed(1)} MB`;
}

function importedDocument({ collection, id, doc, text, contentHash, withheld }: LegacyDocument): ImportedDocument {
  const unknown = unknownFields(collection, doc);
  return {
    ...{ collection, legacyId: id, legacyVersion: scaled(doc['version'], 0) ?? null, contentHash },
    document: text,
    ...(unknown.length > 0 && { unknown }),
    ...(withheld.length > 0 && { withheld }),
  };
}

const titles = [
  ...['title', 'name', 'supplier_name', 'machine_name', 'template_name', 'invoice_number', 'job_card_number'],
  ...['order_number', 'stocktake_name', 'product_name', 'reference', 'message', 'function', 'stage'],
];

/** What people would call it: the first of its fields that says so. */
function titleOf({ id, doc }: LegacyDocument): string {
  for (const field of titles) {
    const text = textOf(doc[field]);
    if (text !== undefined) return text.replace(/\s+/g, ' ').trim().slice(0, 120);
  }
  const named = Object.entries(doc).find(([field, value]) => field.endsWith('_name') && textOf(value) !== undefined);
  return named === undefined ? id.slice(0, 8) : String(textOf(named[1])).slice(0, 120);
}

/** The next number of a year, one above the highest that was ever seen. */
export function nextNumber(context: Context, before: Before, year: string): string {
  const number = Math.max(context.highest.get(year) ?? 0, before.lastNumbers.get(year) ?? 0) + 1;
  context.highest.set(year, number);
  return `ADM-${year}-${String(number).padStart(4, '0')}`;
}
