import { randomUUID } from 'node:crypto';
import type { InternalCommandPayload, InternalCommandType } from '../contracts/internal-commands.ts';
import type { RefusalCode } from '../contracts/problem-codes.ts';
import { SignInRefused } from './errors.ts';

/** Notes what happens to accounts and sessions in the company's log, before anybody is told that it happened. */
export interface SecurityLog {
  /**
   * Answers what was recorded, once this process knows it too.
   *
   * @throws SignInRefused when a rule says no, such as that the account is closed.
   */
  record<Type extends InternalCommandType>(
    type: Type,
    payload: InternalCommandPayload<Type>,
    user: string,
  ): Promise<{ readonly [key: string]: unknown }>;
}

/** The part of the log that is needed here. */
interface Recorder {
  handle(command: {
    id: string;
    type: string;
    payload: object;
    user: string;
  }): Promise<
    | { readonly accepted: true; readonly position: number; readonly result?: object | undefined }
    | { readonly accepted: false; readonly refusal: { readonly refused: RefusalCode; readonly detail: string } }
  >;
}

interface Follower {
  waitFor(position: number, timeoutMs: number): Promise<boolean>;
}

/** So long an answer waits for this process to know what was recorded. */
const FOLLOW_TIMEOUT_MS = 2_000;

export function securityLogTo(store: Recorder, readModels: Follower): SecurityLog {
  return {
    async record(type, payload, user) {
      const outcome = await store.handle({ id: randomUUID(), type, payload, user });
      if (!outcome.accepted) throw new SignInRefused(outcome.refusal.refused, outcome.refusal.detail);
      await readModels.waitFor(outcome.position, FOLLOW_TIMEOUT_MS);
      return { ...outcome.result };
    },
  };
}
