import type { FastifyInstance } from 'fastify';
import * as z from 'zod/mini';
import { readerOf, requirePermission, requireSession } from '../auth/plugin.ts';
import { EMPLOYEES, type Reaches, type Reader } from '../auth/reach.ts';
import { calendarDateAt } from '../contracts/dates.ts';
import { id as anyId } from '../contracts/primitives.ts';
import { readModelAccess } from '../contracts/read-model-access.ts';
import { readModelSchemas } from '../contracts/read-model-schemas.ts';
import { PAGE_MAX, type RowOf } from '../contracts/read-models.ts';
import { type HoursReport, REPORT_ID } from '../contracts/reports.ts';
import type { StockLevel, StockMovement } from '../contracts/stock.ts';
import { addDays } from '../contracts/week.ts';
import type { Whose } from '../projecting/definition.ts';
import { pagesOf } from '../projecting/page.ts';
import type { ReadModels } from '../projecting/read-models.ts';
import { firstMonday, hoursByWeek } from '../reports/hours-by-week.ts';
import { leaveByType } from '../reports/leave-by-type.ts';
import { onTime } from '../reports/on-time.ts';
import { payByMonth } from '../reports/pay-by-month.ts';
import { STOCK_DAYS, stockOverTime } from '../reports/stock-over-time.ts';
import { useByMonth } from '../reports/use-by-month.ts';
import type { RateLimits } from './limits.ts';
import { after, isStale, notHere, oneFields, tellPosition } from './queries.ts';

export interface ReportRoutesOptions {
  readonly readModels: ReadModels;
  readonly reaches: Reaches;
  readonly limits: RateLimits;
  /** The company's time zone, an IANA name. */
  readonly timeZone: string;
  readonly clock: () => Date;
}

/** Movements of one item that a report is made of at most. */
const MOVEMENTS_MAX = 4_000;

/** What a report is made from. */
interface Sources {
  readonly readModels: ReadModels;
  readonly today: string;
  readonly timeZone: string;
  /** Whose weeks and requests this person may read, and how that is called. */
  whose(): Promise<{ readonly rows: Whose; readonly reach: HoursReport['reach'] }>;
}

type ReportName = 'on-time' | 'stock-over-time' | 'use-by-month' | 'hours-by-week' | 'leave-by-type' | 'pay-by-month';

const reports: {
  readonly [Name in ReportName]: {
    readonly summary: string;
    /** Undefined where there is nothing of that id. */
    make(sources: Sources, id: string): Promise<RowOf<Name> | undefined>;
  };
} = {
  'on-time': {
    summary: 'Orders that went out in each month, and how many of them on time',
    make: once(async ({ readModels, today, timeZone }) =>
      onTime(await all(readModels, 'orders-out', {}), today, timeZone),
    ),
  },
  'stock-over-time': {
    summary: 'How much there was of an item at the end of each day, and when it runs out',
    async make({ readModels, today, timeZone }, id) {
      const item = await readModels.one('stock-levels', id);
      if (item === undefined) return undefined;
      // A day more: what was there when the report begins comes from before.
      const earliest = addDays(today, -STOCK_DAYS - 1);
      const until = ({ at }: StockMovement) => calendarDateAt(new Date(at), timeZone) < earliest;
      const movements = await all(readModels, 'stock-movements', { itemId: id }, { until, rowsMax: MOVEMENTS_MAX });
      return stockOverTime(item as StockLevel, movements, {
        isWhole: movements.length < MOVEMENTS_MAX,
        ...{ today, timeZone },
      });
    },
  },
  'use-by-month': {
    summary: 'What was used of each item in each month',
    make: once(async ({ readModels, today, timeZone }) =>
      useByMonth(await all(readModels, 'material-use', {}), today, timeZone),
    ),
  },
  'hours-by-week': {
    summary: 'Hours and overtime of each week, of those whose weeks one may read',
    make: once(async ({ readModels, today, whose }) => {
      const { rows, reach } = await whose();
      const first = firstMonday(today);
      const until = ({ monday }: RowOf<'timesheets'>) => monday < first;
      return hoursByWeek(await all(readModels, 'timesheets', {}, { whose: rows, until }), today, reach);
    }),
  },
  'leave-by-type': {
    summary: 'Approved leave by type, of those whose requests one may read',
    make: once(async ({ readModels, today, whose }) => {
      const { rows, reach } = await whose();
      const requests = await all(readModels, 'leave-requests', { status: 'approved' }, { whose: rows });
      return leaveByType(requests, today, reach);
    }),
  },
  'pay-by-month': {
    summary: 'What finalised pay runs paid in each month',
    make: once(async ({ readModels, today }) =>
      payByMonth(await all(readModels, 'pay-runs', { status: 'finalised' }), today),
    ),
  },
};

/** GET /api/<report>/<id>: figures that are added up when they are asked for, from read models. */
export function addReportRoutes(app: FastifyInstance, options: ReportRoutesOptions): void {
  const { readModels, limits, timeZone, clock } = options;
  for (const name of Object.keys(reports) as ReportName[]) {
    const { summary, make } = reports[name];
    app.get(
      `/api/${name}/:id`,
      {
        onRequest: limits.queries,
        preParsing: requirePermission(readModelAccess[name].permission),
        schema: {
          ...{ tags: ['Queries'], summary, params: z.object({ id: anyId }), querystring: z.strictObject({ after }) },
          response: { 200: z.object({ item: readModelSchemas[name].row, ...oneFields }) },
        },
      },
      async (request, reply) => {
        const { id } = request.params as { id: string };
        const stale = await isStale(readModels, (request.query as { after?: number }).after);
        const position = tellPosition(reply, readModels.position);
        const today = calendarDateAt(clock(), timeZone);
        const whose = () => reachOf(readerOf(requireSession(request)), options);
        const item = await make({ readModels, today, timeZone, whose }, id);
        if (item === undefined) throw notHere(id);
        return { item, position, asOf: new Date().toISOString(), ...(stale && { stale: true as const }) };
      },
    );
  }
}

/** A report that there is one of. */
function once<Report>(make: (sources: Sources) => Promise<Report>) {
  return async (sources: Sources, id: string) => (id === REPORT_ID ? make(sources) : undefined);
}

async function reachOf(reader: Reader, { reaches, readModels }: ReportRoutesOptions) {
  const rows = await reaches.of(reader, { others: 'decide' });
  if (rows === 'everyone') return { rows, reach: 'everybody' as const };
  const employees = (await readModels.kept(EMPLOYEES)) as readonly { readonly id: string; readonly userId?: string }[];
  const others = rows.some((id) => employees.find((one) => one.id === id)?.userId !== reader.id);
  return { rows, reach: others ? ('team' as const) : ('own' as const) };
}

type ListedName = 'orders-out' | 'stock-movements' | 'material-use' | 'timesheets' | 'leave-requests' | 'pay-runs';

interface Bounds<Row> {
  readonly whose?: Whose;
  /** The first row that need not be told, nor what comes after it. */
  readonly until?: (row: Row) => boolean;
  readonly rowsMax?: number;
}

/** The rows of a list or a series as people see them, page by page. */
async function all<Name extends ListedName>(
  readModels: ReadModels,
  name: Name,
  params: object,
  { whose = 'everyone', until, rowsMax = Number.POSITIVE_INFINITY }: Bounds<RowOf<Name>> = {},
): Promise<readonly RowOf<Name>[]> {
  const rows: RowOf<Name>[] = [];
  const pages = pagesOf<RowOf<Name>>((from) => readModels.list(name, params, { limit: PAGE_MAX, whose, ...from }));
  for await (const items of pages) {
    rows.push(...items);
    const last = items.at(-1);
    if (rows.length >= rowsMax || (last !== undefined && until?.(last) === true)) break;
  }
  return rows;
}
