import { type CommandDecider, defineAggregate, type Fact, refuse, type Trace, traceOf } from '../domain/kernel.ts';

/** The smallest domain with a rule: a jar holds tokens, and nobody takes more than there are. For tests of the store. */

type JarEvent =
  | Fact<'TokensAdded', { readonly count: number }>
  | Fact<'TokensTaken', { readonly count: number; readonly note?: string | undefined }>;

interface Jar {
  readonly tokens: number;
  readonly lastTaken: Trace | undefined;
}

export const jar = defineAggregate<Jar, JarEvent>({
  kind: 'jar',
  initial: { tokens: 0, lastTaken: undefined },
  evolve(state, event) {
    if (event.type === 'TokensAdded') return { ...state, tokens: state.tokens + event.data.count };
    return { tokens: state.tokens - event.data.count, lastTaken: traceOf(event, { count: event.data.count }) };
  },
});

interface Amount {
  readonly jarId: string;
  readonly count: number;
  readonly note?: string;
}

const addTokens: CommandDecider<Amount> = {
  reads: ({ jarId }) => [jar.at(jarId)],
  decide: ({ jarId, count }) => (count === 0 ? [] : [jar.event(jarId, 'TokensAdded', { count })]),
};

const takeTokens: CommandDecider<Amount> = {
  reads: ({ jarId }) => [jar.at(jarId)],
  decide({ jarId, count, note }, read) {
    const { tokens, lastTaken } = read(jar, jarId);
    if (tokens < count) return refuse('insufficient-stock', `Only ${tokens} are left.`, { winner: lastTaken });
    return [jar.event(jarId, 'TokensTaken', { count, note })];
  },
};

/** Moves tokens from one jar to another: two aggregates in one commit. */
const pourTokens: CommandDecider<Amount & { readonly into: string }> = {
  reads: ({ jarId, into }) => [jar.at(jarId), jar.at(into)],
  decide({ jarId, into, count }, read) {
    const { tokens, lastTaken } = read(jar, jarId);
    if (tokens < count) return refuse('insufficient-stock', `Only ${tokens} are left.`, { winner: lastTaken });
    return [jar.event(jarId, 'TokensTaken', { count }), jar.event(into, 'TokensAdded', { count })];
  },
  result: (events) => ({ moved: events.length }),
};

export const jarDomain = {
  aggregates: [jar],
  deciders: { AddTokens: addTokens, TakeTokens: takeTokens, PourTokens: pourTokens },
};
