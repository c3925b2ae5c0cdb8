// The names and shapes below are storage: they are in every log for ever. Add, never rename; a changed shape is a new v.
import type { Fact } from '../kernel.ts';

/**
 * Events of `legacy-record/<collection>-<id>`. The document itself is in what the event says of its origin. Kept again, it
 * is the same document as it was later.
 */
export type LegacyRecordEvent = Fact<
  'LegacyRecordKept',
  {
    readonly collection: string;
    readonly legacyId: string;
    /** What people call it: a number, a name. */
    readonly title: string;
    /** The things that it belongs to, such as order/orders-1. */
    readonly about: readonly string[];
    /** Only administrators and managers read it, as it is about pay or about somebody's person. */
    readonly confidential: boolean;
    /** Why nothing else was made of it, where something should have been. */
    readonly rejected?: { readonly field: string; readonly reason: string } | undefined;
  }
>;

/** Rules that mend a kind of fault, as text of one rule each. */
export interface MovingRule {
  readonly kind: 'person' | 'role' | 'stock';
  /** What the old documents say: an id, a role, the id of a stock document. */
  readonly from: string;
  /** What is meant: an id, a role; for stock what was counted. */
  readonly to: string;
}

/** Events of `move/company`. */
export type MoveEvent =
  | Fact<
      'MoveBegun',
      {
        readonly run: number;
        readonly source: string;
        /** Tells one dump from another: a hash over all that is in it. */
        readonly fingerprint: string;
        /** Documents by collection. */
        readonly documents: { readonly [collection: string]: number };
        readonly update: boolean;
        readonly rules: readonly MovingRule[];
      }
    >
  /** With each commit of a run: so many documents are done. */
  | Fact<'MoveWentOn', { readonly run: number; readonly done: number }>
  /** `report` is the JSON that the command line prints, without the list of what was rejected. */
  | Fact<'MoveFinished', { readonly run: number; readonly report: string }>
  /** What was begun is not gone on with: the dump is another by now. */
  | Fact<'MoveLeft', { readonly run: number }>
  | Fact<'MovingRuleKept', MovingRule>
  | Fact<'MovingRuleDropped', Pick<MovingRule, 'kind' | 'from'>>;
