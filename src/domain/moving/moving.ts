import type { CommandPayload } from '../../contracts/commands.ts';
import type { InternalCommandPayload } from '../../contracts/internal-commands.ts';
import { type internalMovingCommands, type movingCommands, RULES_MAX } from '../../contracts/moving.ts';
import { COMPANY } from '../company.ts';
import {
  type CommandDecider,
  type DeciderOf,
  defineAggregate,
  kindAndId,
  type NewEvent,
  type Recorded,
  refuse,
} from '../kernel.ts';
import type { LegacyRecordEvent, MoveEvent, MovingRule } from './events.ts';

export interface LegacyRecord {
  readonly kept: boolean;
}

/** A document of the old application that is nothing else here yet. */
export const legacyRecord = defineAggregate<LegacyRecord, LegacyRecordEvent>({
  kind: 'legacy-record',
  initial: { kept: false },
  evolve: () => ({ kept: true }),
});

export interface Move {
  /** The run that is under way, or was when the machine went down. */
  readonly underWay: number | undefined;
  readonly rules: readonly MovingRule[];
}

/** There is one: `move/company`. */
export const move = defineAggregate<Move, MoveEvent>({
  kind: 'move',
  initial: { underWay: undefined, rules: [] },
  evolve,
});

export const movingDeciders = {
  KeepMovingRule: {
    reads: () => [move.at(COMPANY)],
    decide(rule: CommandPayload<'KeepMovingRule'>, read) {
      const { rules } = read(move, COMPANY);
      if (rules.some((one) => isSame(one, rule) && one.to === rule.to)) return [];
      if (rules.length >= RULES_MAX && !rules.some((one) => isSame(one, rule))) {
        return refuse('nothing-changed', `There are ${RULES_MAX} rules already. Take some back that are not needed.`);
      }
      return [move.event(COMPANY, 'MovingRuleKept', rule)];
    },
  },
  DropMovingRule: {
    reads: () => [move.at(COMPANY)],
    decide(rule: CommandPayload<'DropMovingRule'>, read) {
      if (!read(move, COMPANY).rules.some((one) => isSame(one, rule))) return [];
      return [move.event(COMPANY, 'MovingRuleDropped', rule)];
    },
  },
  ImportDocuments: {
    reads: ({ events }) => [...new Set(events.map(({ aggregate }) => aggregate))],
    decide({ events, fresh }, read) {
      for (const id of fresh) {
        const [kind] = kindAndId(id);
        // Only the id counts here: a thing without events is as all such things are.
        const any = { kind, initial: {}, at: () => id } as unknown as typeof legacyRecord;
        if (isThere(read(any, id))) {
          return refuse('already-exists', `${id} is there already, so nothing was moved in over it.`);
        }
      }
      return events as unknown as readonly NewEvent[];
    },
  },
} satisfies { [Type in keyof typeof movingCommands]: DeciderOf<Type> } & {
  [Type in keyof typeof internalMovingCommands]: CommandDecider<InternalCommandPayload<Type>>;
};

/** Whether a thing has events, by a state of any kind. */
function isThere(state: unknown): boolean {
  const { status, kept, owner } = state as { status?: string; kept?: boolean; owner?: string };
  return (status !== undefined && status !== 'none') || kept === true || owner !== undefined;
}

function isSame(one: Pick<MovingRule, 'kind' | 'from'>, other: Pick<MovingRule, 'kind' | 'from'>): boolean {
  return one.kind === other.kind && one.from === other.from;
}

function evolve(state: Move, event: Recorded<MoveEvent>): Move {
  switch (event.type) {
    case 'MoveBegun':
      return { ...state, underWay: event.data.run };
    case 'MoveWentOn':
      return state;
    case 'MoveFinished':
    case 'MoveLeft':
      return { ...state, underWay: undefined };
    case 'MovingRuleKept':
      return { ...state, rules: [...state.rules.filter((one) => !isSame(one, event.data)), event.data] };
    case 'MovingRuleDropped':
      return { ...state, rules: state.rules.filter((one) => !isSame(one, event.data)) };
    default:
      event satisfies never;
      return state;
  }
}
