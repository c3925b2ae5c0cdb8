import * as z from 'zod/mini';
import type { CommandContract, InternalCommandContract } from './command.ts';
import { roles } from './permissions.ts';
import * as p from './primitives.ts';

export const ruleKinds = ['person', 'role', 'stock'] as const;
const ruleKind = z.enum(ruleKinds, 'must be person, role or stock');
const ruleText = p.text(120);

/** A rule that mends a kind of fault at the next run. What cannot be read is refused here: no run takes it for nothing. */
export const movingRule = z.strictObject({ kind: ruleKind, from: ruleText, to: ruleText }).check(
  z.refine(({ kind, to }) => kind !== 'stock' || /^\d{1,12}(\.\d{1,3})?$/.test(to), {
    error: 'must be a figure such as 97.5',
    path: ['to'],
  }),
  z.refine(({ kind, to }) => kind !== 'role' || roles.some((role) => role === to), {
    error: `must be one of ${roles.join(', ')}`,
    path: ['to'],
  }),
);
export type MovingRule = z.infer<typeof movingRule>;

export const RULES_MAX = 1_000;
export const movingRules = z.array(movingRule).check(z.maxLength(RULES_MAX, `must have at most ${RULES_MAX} rules`));

export const movingCommands = {
  KeepMovingRule: {
    summary: 'Say what is meant by something in the documents of the old application; the next run goes by it',
    permission: 'users.manage',
    version: 'none',
    offline: 'online',
    payload: movingRule,
    example: { kind: 'role', from: 'foreman', to: 'production_manager' },
  },
  DropMovingRule: {
    summary: 'Take back what was said of the documents of the old application',
    permission: 'users.manage',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({ kind: ruleKind, from: ruleText }),
    example: { kind: 'role', from: 'foreman' },
  },
} as const satisfies Record<string, CommandContract>;

const event = z.looseObject({ aggregate: z.string(), type: z.string(), v: z.int(), data: z.looseObject({}) });

/** The move gives these to itself. What is in them was made by its classifiers, and never came through a door. */
export const internalMovingCommands = {
  ImportDocuments: {
    summary: 'Record what was made of documents of the old application',
    permission: 'own.session',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({
      events: z.array(event).check(z.minLength(1)),
      /** Aggregates that must be new: nothing that is there already is imported over. */
      fresh: z.array(z.string()),
    }),
  },
} as const satisfies Record<string, InternalCommandContract>;

/** A document of the old application that was kept whole, as lists show it. */
export const legacyRecord = z.object({
  id: z.string(),
  collection: z.string(),
  legacyId: z.string(),
  title: z.string(),
  /** What it belongs to first, such as order/orders-1. */
  about: z.optional(z.string()),
  /** Why nothing else was made of it, where something should have been. */
  rejected: z.optional(z.object({ field: z.string(), reason: z.string() })),
  isRejected: z.boolean(),
  /** What a person should look at. */
  marks: z.array(z.string()),
  /** Canonical Extended JSON. Of a very long one, its beginning: the log has all of it. */
  document: z.string(),
  isCut: z.boolean(),
  withheld: z.array(z.string()),
  at: z.iso.datetime(),
  sequence: z.int(),
});
export type LegacyRecord = z.infer<typeof legacyRecord>;

const counts = z.object({
  read: z.int(),
  made: z.int(),
  merged: z.int(),
  changed: z.int(),
  same: z.int(),
  skipped: z.int(),
});
export type MoveCounts = z.infer<typeof counts>;

export const legacyFilters = z.strictObject({
  about: z.optional(p.text(150)),
  collection: z.optional(p.text(120)),
  rejected: z.optional(
    z.pipe(
      z.enum(['true', 'false']),
      z.transform((value) => value === 'true'),
    ),
  ),
});

/** How moving in stands. The id is "company". */
export const movingState = z.object({
  id: z.string(),
  runs: z.array(
    z.object({
      run: z.int(),
      source: z.string(),
      startedAt: z.iso.datetime(),
      finishedAt: z.optional(z.iso.datetime()),
      left: z.boolean(),
      documents: z.int(),
      /** Documents that are in by now. */
      done: z.int(),
      rejected: z.int(),
      collections: z.optional(z.record(z.string(), counts)),
      ok: z.optional(z.boolean()),
    }),
  ),
  rules: z.array(movingRule),
  sequence: z.int(),
});
export type MovingState = z.infer<typeof movingState>;
