import { defineAggregate, type Recorded, type Trace, traceOf } from '../kernel.ts';
import type { FilesEvent } from './events.ts';

export interface AttachedFile {
  readonly sha256: string;
  readonly attached: Trace;
  /** Undefined while it stands. */
  readonly removed: Trace | undefined;
  readonly erased: boolean;
}

export interface Files {
  readonly files: ReadonlyMap<string, AttachedFile>;
}

/** The files of one record. They are apart from the record, so that a photo makes nobody's edit of it stale. */
export const files = defineAggregate<Files, FilesEvent>({ kind: 'files', initial: { files: new Map() }, evolve });

function evolve(state: Files, event: Recorded<FilesEvent>): Files {
  switch (event.type) {
    case 'FileAttached': {
      const { fileId, sha256, name, kind } = event.data;
      const attached = traceOf(event, { fileId, name, kind });
      return { files: new Map(state.files).set(fileId, { sha256, attached, removed: undefined, erased: false }) };
    }
    case 'FileRemoved':
    case 'FileErased': {
      const { fileId, reason } = event.data;
      const known = state.files.get(fileId);
      if (known === undefined) return state;
      const erased = event.type === 'FileErased';
      const removed = traceOf(event, { fileId, reason });
      return { files: new Map(state.files).set(fileId, { ...known, removed, erased }) };
    }
    default:
      event satisfies never;
      return state;
  }
}
