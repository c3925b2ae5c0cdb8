import type { FastifyInstance } from 'fastify';
import type { Db } from 'mongodb';
import * as z from 'zod/mini';
import { requirePermission } from '../auth/plugin.ts';
import { momentAt } from '../contracts/dates.ts';
import { calendarDate } from '../contracts/primitives.ts';
import { ANSWERS_MAX, type Answers, answers, COMMITS_ASKED_MAX, question } from '../contracts/questions.ts';
import { addDays } from '../contracts/week.ts';
import { kindAndId } from '../domain/kernel.ts';
import { firstSince } from '../event-store/read.ts';
import { recordName } from '../history/record-name.ts';
import { namedAuthor } from '../projecting/author.ts';
import type { ReadModels } from '../projecting/read-models.ts';
import { type Answer, askLog } from '../questions/ask.ts';
import type { Question } from '../questions/question.ts';
import { questions } from '../questions/questions.ts';
import type { RateLimits } from './limits.ts';
import { InvalidInput } from './problems.ts';
import { after, isStale, notHere } from './queries.ts';
import { hasHungUp } from './sender.ts';

export interface QuestionRouteOptions {
  readonly log: Db;
  readonly readModels: ReadModels;
  readonly timeZone: string;
  readonly limits: RateLimits;
}

const days = z.strictObject({ from: z.optional(calendarDate), to: z.optional(calendarDate), after });

/** GET /api/questions: what an auditor can ask. GET /api/questions/<id>?from=&to=: what the log answers for those days. */
export function addQuestionRoutes(app: FastifyInstance, options: QuestionRouteOptions): void {
  const guarded = { onRequest: options.limits.queries, preParsing: requirePermission('history.read') };
  let inTurn: Promise<unknown> = Promise.resolve();
  app.get(
    '/api/questions',
    {
      ...guarded,
      schema: {
        tags: ['History'],
        summary: 'What an auditor can ask the log',
        response: { 200: z.object({ items: z.array(question) }) },
      },
    },
    async () => ({ items: questions.map(toldOf) }),
  );
  app.get(
    '/api/questions/:id',
    {
      ...guarded,
      schema: {
        tags: ['History'],
        summary: 'What the log answers, the newest first, each with its commit',
        params: z.object({ id: z.string().check(z.regex(/^[a-z-]{1,40}$/, 'must be a question')) }),
        querystring: days,
        response: { 200: z.object({ item: answers }) },
      },
    },
    async (request) => {
      const { id } = request.params as { id: string };
      const found = questions.find((one) => one.id === id);
      if (found === undefined) throw notHere(id);
      const gone = hasHungUp(request.raw.socket);
      // One after another: a question reads up to the whole log, in the process that records commands.
      const answered = inTurn.then(
        async () => await answersTo(found, request.query as z.infer<typeof days>, { ...options, gone }),
      );
      inTurn = answered.catch(() => undefined);
      return { item: await answered };
    },
  );
}

async function answersTo(
  asked: Question,
  { from, to, after: written }: z.infer<typeof days>,
  { log, readModels, timeZone, gone }: QuestionRouteOptions & { readonly gone: () => boolean },
): Promise<Answers> {
  await isStale(readModels, written);
  const head = readModels.position;
  const start = (date: string) => firstSince(log, momentAt(date, '0:00', timeZone), head);
  const first = from === undefined ? 1 : await start(from);
  const last = to === undefined ? head : (await start(addDays(to, 1))) - 1;
  if (last - first >= COMMITS_ASKED_MAX) {
    const words = `must be nearer to the last day: these days hold more than ${COMMITS_ASKED_MAX} commits`;
    throw new InvalidInput([{ path: 'from', message: words }]);
  }
  const { nameOf } = readModels;
  const found = await askLog(log, asked, { from: first, to: last, nameOf, gone, max: ANSWERS_MAX });
  const names = new Map<string, string | undefined>();
  const recordOf = async (aggregate: string) => {
    const [kind, id] = kindAndId(aggregate);
    if (!names.has(aggregate)) names.set(aggregate, await recordName(readModels, kind, id));
    const name = names.get(aggregate);
    return { kind, id, ...(name !== undefined && { name }) };
  };
  const rows: Answers['answers'] = [];
  for (const answer of found.answers) rows.push(await rowOf(answer, nameOf, recordOf));
  return { ...toldOf(asked), answers: rows, count: found.count, from: first, to: last };
}

async function rowOf(
  { event, cells }: Answer,
  nameOf: ReadModels['nameOf'],
  recordOf: (aggregate: string) => Promise<Answers['answers'][number]['record']>,
): Promise<Answers['answers'][number]> {
  const { position, index, at, user, device, aggregate } = event;
  return {
    ...{ position, index, at: at.toISOString(), user: namedAuthor({ user, device }, nameOf) },
    ...{ record: await recordOf(aggregate), cells: [...cells] },
  };
}

function toldOf({ id, title, detail, columns }: Question) {
  return { id, title, detail, columns: [...columns] };
}
