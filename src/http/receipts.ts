import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as z from 'zod/mini';
import { NotAllowed } from '../auth/errors.ts';
import { passwordRequired, readerOf, requireSession } from '../auth/plugin.ts';
import type { Reaches } from '../auth/reach.ts';
import type { SecurityLog } from '../auth/security-log.ts';
import { isEnough, may } from '../contracts/permissions.ts';
import { judgedReceipt, type Paper, papers, printedReceipt, RECEIPT_MAX } from '../contracts/receipts.ts';
import type { Receipts } from '../history/receipts.ts';
import type { RateLimits } from './limits.ts';
import { after, logPosition, notHere } from './queries.ts';

export interface ReceiptRouteOptions {
  readonly receipts: Receipts;
  readonly reaches: Reaches;
  readonly securityLog: SecurityLog;
  readonly limits: RateLimits;
}

const record = z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,159}$/, 'must be an id'));

/**
 * GET /api/receipts/<paper>/<record>?sequence=: what is printed beside a paper's QR code. GET /api/receipts?address=:
 * whether the paper that has this code still stands. Both read the log itself, which is never behind what somebody has
 * written (`after`). A paper is told of only to those who may read what it shows.
 */
export function addReceiptRoutes(app: FastifyInstance, options: ReceiptRouteOptions): void {
  const { receipts, securityLog, limits } = options;
  app.get(
    '/api/receipts/:paper/:record',
    {
      onRequest: limits.queries,
      preParsing: async (request) => void requireSession(request),
      schema: {
        tags: ['Receipts'],
        summary: 'Sign what a paper is printed from',
        params: z.object({ paper: z.enum(papers), record }),
        querystring: z.strictObject({ sequence: logPosition, after }),
        response: { 200: z.object({ item: printedReceipt }) },
      },
    },
    async (request) => {
      const wanted = request.params as { paper: Paper; record: string };
      await requireReader(request, wanted, options);
      const item = await receipts.sign({ ...wanted, sequence: (request.query as { sequence: number }).sequence });
      if (item === undefined) throw notHere(wanted.record);
      return { item };
    },
  );
  app.get(
    '/api/receipts',
    {
      onRequest: limits.queries,
      preParsing: async (request) => void requireSession(request),
      schema: {
        tags: ['Receipts'],
        summary: 'Whether a paper still stands, by the address in its QR code',
        querystring: z.strictObject({ address: z.string().check(z.maxLength(RECEIPT_MAX)), after }),
        response: { 200: z.object({ item: judgedReceipt }) },
      },
    },
    async (request) => {
      const signed = receipts.read((request.query as { address: string }).address);
      if (signed === undefined) return { item: { verdict: 'unreadable' } };
      const { sequence: _, ...said } = signed.receipt;
      const fault = await receipts.fault(signed);
      if (fault === 'rewritten' || fault === 'shorter') {
        const userId = requireSession(request).user.id;
        const kind = fault === 'shorter' ? 'shorter' : 'differs';
        await securityLog.record('DoubtLog', { userId, kind, position: said.position, pinnedAt: said.at }, userId);
      }
      if (fault !== undefined) return { item: { verdict: fault, said } };
      await requireReader(request, said, options);
      const since = await receipts.since(signed);
      return { item: { verdict: since.changes.length === 0 ? 'stands' : 'changed', said, ...since } };
    },
  );
}

/** @throws NotAllowed, SignInRefused, HttpProblem when this person may not read what the paper shows. */
async function requireReader(
  request: FastifyRequest,
  wanted: { readonly paper: Paper; readonly record: string },
  { reaches }: ReceiptRouteOptions,
): Promise<void> {
  const session = requireSession(request);
  const { role } = session.user;
  const isPrivate = wanted.paper === 'payslip' || wanted.paper === 'erasure';
  const right = isPrivate ? 'own.pay' : 'orders.read';
  const seesAll = isPrivate && may(role, 'history.read');
  if (!seesAll && !may(role, right)) throw new NotAllowed(`The role ${role} has no right to ${right}.`);
  if (!isEnough(session.way, right)) throw passwordRequired();
  if (!isPrivate || seesAll) return;
  const reach = await reaches.of(readerOf(session), { others: 'pay.read' });
  const employeeId = wanted.record.slice(0, wanted.record.lastIndexOf('.'));
  if (reach !== 'everyone' && !reach.includes(employeeId)) throw notHere(wanted.record);
}
