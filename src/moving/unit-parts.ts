import type { NewEvent } from '../domain/kernel.ts';
import { keyOf } from './identity.ts';
import type { Ledger } from './ledger.ts';
import type { Unit } from './planner.ts';
import type { Counts } from './report.ts';
import type { LegacyDocument } from './spool.ts';

/** What of a unit is to be recorded now. */
export interface Part {
  readonly events: readonly NewEvent[];
  readonly fresh: readonly string[];
  /** Documents that have changed since they were moved in. */
  readonly changed?: readonly LegacyDocument[] | undefined;
}

/**
 * Counts the documents of a unit, and gives what of it is not in yet. The first time that is all of it. Later it is what
 * came since, and the documents that have changed.
 */
export function newPart(unit: Unit, ledger: Ledger, counts: Counts): Part | undefined {
  const { documents, events, fresh } = unit;
  if (documents.length === 0) {
    const later = events.filter(
      ({ aggregate, imported }) => imported === undefined || ledger.records.get(aggregate) !== imported.contentHash,
    );
    return later.length === 0
      ? undefined
      : {
          events: later,
          fresh: later.length === events.length && fresh !== undefined && !ledger.records.has(fresh) ? [fresh] : [],
        };
  }
  const states = documents.map(({ document, becomes }) => {
    const known = ledger.documents.get(keyOf(document.collection, document.id));
    const state = known === undefined ? becomes : known === document.contentHash ? 'same' : 'changed';
    counts.of(document.collection)[state] += 1;
    return { document, state } as const;
  });
  const isNew = (collection: string, id: string) => !ledger.documents.has(keyOf(collection, id));
  const [main] = states;
  if (
    main !== undefined &&
    (main.state === 'made' || main.state === 'merged') &&
    states.every(({ state }) => state !== 'same' && state !== 'changed')
  ) {
    return { events, fresh: fresh === undefined ? [] : [fresh] };
  }
  // The thing itself is in: only what tells of documents that are new is added to it.
  const later = events.filter(
    ({ imported }) => imported !== undefined && isNew(imported.collection, imported.legacyId),
  );
  const changed = states.flatMap(({ document, state }) => (state === 'changed' ? [document] : []));
  return later.length + changed.length === 0 ? undefined : { events: later, fresh: [], changed };
}
