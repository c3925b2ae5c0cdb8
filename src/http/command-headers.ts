import type { FastifyRequest } from 'fastify';
import * as z from 'zod/mini';
import type { CommandContract } from '../contracts/command.ts';
import { commandId } from '../contracts/primitives.ts';
import { HttpProblem, InvalidInput } from './problems.ts';

/** The command's id from Idempotency-Key, in lower case: the same UUID in capitals is the same command. */
export function readCommandId(request: FastifyRequest): string {
  const path = 'Idempotency-Key';
  const given = request.headers['idempotency-key'];
  if (given === undefined) {
    throw new InvalidInput([
      { path, message: 'is missing: send a new UUID with each command, the same with each retry' },
    ]);
  }
  const parsed = z.safeParse(commandId, given);
  if (!parsed.success) throw new InvalidInput([{ path, message: 'must be a UUID' }]);
  return parsed.data.toLowerCase();
}

/**
 * The version that was on the sender's screen, from If-Match: "7".
 *
 * @throws InvalidInput for anything else, such as * or a weak W/"7"; HttpProblem when it is missing and required.
 */
export function readExpectedVersion(request: FastifyRequest, contract: CommandContract): number | undefined {
  const given = request.headers['if-match'];
  if (given === undefined) {
    if (contract.version !== 'required') return undefined;
    throw new HttpProblem(
      'version-required',
      'This change needs the version that was on screen: send it as If-Match: "7", with the number you were shown.',
      { errors: [{ path: 'If-Match', message: 'is missing' }] },
    );
  }
  const version = /^"(\d{1,15})"$/.exec(given)?.[1];
  if (version === undefined) {
    throw new InvalidInput([{ path: 'If-Match', message: 'must be one version in quotes, such as "7"' }]);
  }
  return Number(version);
}
