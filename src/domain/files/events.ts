// The names and shapes below are storage: they are in every log for ever. Add, never rename; a changed shape is a new v.
import type { FileKind, FileType } from '../../contracts/file-types.ts';
import type { Fact } from '../kernel.ts';

/**
 * Events of `files/<kind>/<id>`, the files of one record: `files/order/<order>`, `files/stock-item/<item>`,
 * `files/leave/<employee>/<request>`. The bytes lie outside the log under their SHA-256, and are durable before the event.
 */
export type FilesEvent =
  | Fact<
      'FileAttached',
      {
        readonly fileId: string;
        readonly name?: string | undefined;
        readonly kind: FileKind;
        readonly type: FileType;
        readonly bytes: number;
        readonly sha256: string;
        readonly preview?: { readonly bytes: number; readonly sha256: string } | undefined;
      }
    >
  /** It is shown no longer. Its bytes stay: what was acknowledged is not lost. */
  | Fact<'FileRemoved', { readonly fileId: string; readonly reason: string }>
  /** Its bytes are deleted after this, here and in backups, unless another file is the very same. */
  | Fact<'FileErased', { readonly fileId: string; readonly reason: string }>;
