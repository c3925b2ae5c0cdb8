import * as z from 'zod/mini';
import { calendarDateAt } from '../contracts/dates.ts';
import { may, type Permission, type Role } from '../contracts/permissions.ts';
import type { People } from './people.ts';

/** The person who asks. */
export interface Reader {
  readonly id: string;
  readonly role: Role;
  /** They read their own rows alone, whatever they may decide. */
  readonly onlyOwn?: true;
}

/** How a read model marks rows as people's own. */
export interface Owned {
  readonly others: 'decide' | Permission;
  readonly self?: false;
}

/** All rows, or the rows of these employees, sorted. */
export type Reach = 'everyone' | readonly string[];

/** The read model that knows teams and delegations. */
export const EMPLOYEES = 'employees';

/** Where employees are read from, as they are kept. The array stays the same until something changes. */
export interface EmployeesSource {
  kept(name: typeof EMPLOYEES): Promise<readonly unknown[]>;
}

export interface ReachesOptions {
  readonly employees: EmployeesSource;
  readonly people: Pick<People, 'byId'>;
  readonly timeZone: string;
  readonly clock: () => Date;
}

/**
 * Whose rows a person may read. Everybody reads their own. Some roles read all. A production manager reads those of the
 * teams below. A delegate reads, within the dates, those of the person who delegated. The domain decides by the same
 * rules (domain/employee/rights); here they are applied to the read model of employees.
 */
export class Reaches {
  readonly #options: ReachesOptions;
  readonly #companies = new WeakMap<readonly unknown[], Company>();

  constructor(options: ReachesOptions) {
    this.#options = options;
  }

  async of(reader: Reader, { others, self }: Owned): Promise<Reach> {
    const hasRight = !reader.onlyOwn && may(reader.role, others === 'decide' ? 'decide.all' : others);
    if (hasRight && self !== false) return 'everyone';
    const company = await this.#company();
    const own = company.byUser.get(reader.id);
    // A person who decides for everybody and is no employee has no own rows to leave out.
    if (hasRight && own === undefined) return 'everyone';
    const reached = new Set(hasRight ? company.byId.keys() : []);
    if (others === 'decide' && !reader.onlyOwn)
      for (const id of await this.#decidedFor(company, reader, own)) reached.add(id);
    if (own !== undefined) {
      if (self === false) reached.delete(own.id);
      else reached.add(own.id);
    }
    return [...reached].sort();
  }

  /** The employees for whom a person decides, in their own right or as a delegate. */
  async #decidedFor(company: Company, reader: Reader, own: Employee | undefined): Promise<string[]> {
    const found = ruledBy(company, reader.role, own);
    if (own?.active !== true) return found;
    const today = calendarDateAt(this.#options.clock(), this.#options.timeZone);
    for (const one of company.byId.values()) {
      const held = one.delegations.filter(({ to, from, until }) => to === own.id && from <= today && today <= until);
      if (held.length === 0 || !one.active || one.userId === undefined) continue;
      const person = await this.#options.people.byId(one.userId);
      if (person === undefined) continue;
      // What was handed over does not reach the own leave and weeks of that person, nor of the one who chose the delegate.
      const choosing = new Set([one.id, ...held.map(({ by }) => company.byUser.get(by)?.id)]);
      found.push(...ruledBy(company, person.role, one).filter((id) => !choosing.has(id)));
    }
    return found;
  }

  async #company(): Promise<Company> {
    const { employees } = this.#options;
    const rows = await employees.kept(EMPLOYEES);
    const known = this.#companies.get(rows);
    if (known !== undefined) return known;
    const company = companyOf(rows.map((row) => employee.parse(row)));
    this.#companies.set(rows, company);
    return company;
  }
}

const employee = z.object({
  id: z.string(),
  userId: z.optional(z.string()),
  managerId: z.optional(z.string()),
  delegations: z.array(z.object({ to: z.string(), from: z.string(), until: z.string(), by: z.string() })),
  active: z.boolean(),
});
type Employee = z.infer<typeof employee>;

interface Company {
  readonly byId: ReadonlyMap<string, Employee>;
  readonly byUser: ReadonlyMap<string, Employee>;
}

function companyOf(all: readonly Employee[]): Company {
  return {
    byId: new Map(all.map((one) => [one.id, one])),
    byUser: new Map(all.flatMap((one) => (one.userId === undefined ? [] : [[one.userId, one]]))),
  };
}

function ruledBy({ byId }: Company, role: Role, own: Employee | undefined): string[] {
  if (may(role, 'decide.all')) return [...byId.keys()];
  if (!may(role, 'decide.team') || own?.active !== true) return [];
  return [...byId.keys()].filter((id) => isBelow(byId, id, own.id));
}

/** Whether a person is in another one's team, or in a team below it. */
function isBelow(byId: Company['byId'], id: string, managerId: string): boolean {
  const seen = new Set<string>();
  let above = byId.get(id)?.managerId;
  while (above !== undefined && !seen.has(above)) {
    if (above === managerId) return true;
    seen.add(above);
    above = byId.get(above)?.managerId;
  }
  return false;
}
