import type { People } from '../auth/people.ts';
import { EMPLOYEES, type Reaches } from '../auth/reach.ts';
import type { Sessions } from '../auth/sessions.ts';
import type { LeaveRequest } from '../contracts/leave.ts';
import { may } from '../contracts/permissions.ts';
import { readModelAccess } from '../contracts/read-model-access.ts';
import { PAGE_MAX } from '../contracts/read-models.ts';
import type { SettingsView } from '../contracts/settings.ts';
import type { LowStock } from '../contracts/stock.ts';
import type { ApprovalCard, TimesheetRow } from '../contracts/timesheet.ts';
import { pagesOf } from '../projecting/page.ts';
import type { ReadModels } from '../projecting/read-models.ts';
import type { Account, Company, Worker } from './audience.ts';
import type { Notice } from './queue.ts';
import type { Calendar } from './reminders.ts';
import type { UnsentWork } from './unsent.ts';

/** What the sender asks of the company as it stands. */
export interface StateOptions {
  readonly readModels: Pick<ReadModels, 'one' | 'list' | 'kept'>;
  readonly reaches: Reaches;
  readonly people: Pick<People, 'byId' | 'hasEnded'>;
  readonly sessions: Pick<Sessions, 'open'>;
  readonly unsent: Pick<UnsentWork, 'find'>;
}

/** What of a notice is still so: how many there are, and where they are seen best. */
export interface StillSo {
  readonly count: number;
  readonly path?: string | undefined;
}

/** The company as the read models show it now. */
export class State {
  readonly #options: StateOptions;

  constructor(options: StateOptions) {
    this.#options = options;
  }

  async company(): Promise<Company> {
    const { readModels } = this.#options;
    const [people, employees] = await Promise.all([readModels.kept('people'), readModels.kept(EMPLOYEES)]);
    return { people: people as readonly Account[], employees: employees as readonly Worker[] };
  }

  async calendar(): Promise<Calendar> {
    const { readModels } = this.#options;
    const [company, settings, weeks, requests] = await Promise.all([
      this.company(),
      readModels.one('settings', 'company') as Promise<SettingsView>,
      this.#all<TimesheetRow>('timesheets', {}),
      this.#all<LeaveRequest>('leave-requests', { status: 'approved' }),
    ]);
    return { company, settings, weeks, requests };
  }

  /** Whose approvals they decide now. */
  decides(account: Account): Promise<'everyone' | readonly string[]> {
    return this.#options.reaches.of({ id: account.id, role: account.role }, readModelAccess.approvals.own);
  }

  /** When an item became low; undefined for one that is not. */
  async lowSince(itemId: string): Promise<string | undefined> {
    return ((await this.#options.readModels.one('low-stock', itemId)) as LowStock | undefined)?.since;
  }

  /** How many approvals wait for somebody; undefined for those who decide for nobody. */
  async approvalsOf(account: Account): Promise<number | undefined> {
    if (!may(account.role, 'approvals.decide')) return undefined;
    const whose = await this.decides(account);
    if (whose.length === 0) return undefined;
    return (await this.#options.readModels.list('approvals', {}, { limit: 1, whose })).total ?? 0;
  }

  /** What of these, which are of one kind and one person, is to be told. Undefined when it is all over. */
  async stillSo(account: Account, notices: readonly Notice[]): Promise<StillSo | undefined> {
    const holds = await Promise.all(notices.map((notice) => this.#isSo(account, notice)));
    const open = notices.filter((_, index) => holds[index]);
    const [first] = open;
    if (first === undefined) return undefined;
    switch (first.kind) {
      case 'approvals':
        return { count: (await this.approvalsOf(account)) ?? open.length };
      case 'low-stock':
        return { count: (await this.#options.readModels.list('low-stock', {}, { limit: 1 })).total ?? open.length };
      case 'timesheet':
        return { count: open.length, path: `/timesheets?week=${mondayIn(first.about)}` };
      case 'decided': {
        const weeks = open.every(({ about }) => about.startsWith('timesheet.'));
        return { count: open.length, ...(weeks && { path: `/timesheets?week=${mondayIn(first.about)}` }) };
      }
      case 'leave':
      case 'unsent':
        return { count: open.length };
    }
  }

  /** The sign-ins of somebody that go on. */
  async openSessions(
    userId: string,
  ): Promise<readonly { readonly id: string; readonly deviceId?: string | undefined }[]> {
    const { sessions, people } = this.#options;
    const all = await sessions.open(userId);
    const ended = await Promise.all(all.map((session) => people.hasEnded(session)));
    return all.filter((_, index) => ended[index] !== true);
  }

  async #isSo(account: Account, { kind, about }: Notice): Promise<boolean> {
    const { readModels, unsent } = this.#options;
    switch (kind) {
      case 'approvals': {
        const whose = await this.decides(account);
        const card = (await readModels.one('approvals', about, whose)) as ApprovalCard | undefined;
        return card?.status === 'waiting';
      }
      case 'low-stock':
        return (await this.lowSince(about)) !== undefined;
      case 'timesheet': {
        const week = (await readModels.one('timesheet-weeks', about)) as TimesheetRow | undefined;
        return week?.status === 'draft' || week?.status === 'rejected';
      }
      case 'leave': {
        const request = (await readModels.one('leave-requests', about)) as LeaveRequest | undefined;
        return request?.status === 'approved';
      }
      case 'unsent': {
        const waits = await unsent.find(about);
        if (waits === undefined) return false;
        // A person who is back at the tablet sees it there.
        return !(await this.openSessions(account.id)).some(({ deviceId }) => deviceId === waits.deviceId);
      }
      case 'decided':
        return true;
    }
  }

  async #all<Row>(name: string, params: object): Promise<readonly Row[]> {
    const rows: Row[] = [];
    const { readModels } = this.#options;
    for await (const items of pagesOf<Row>((from) => readModels.list(name, params, { limit: PAGE_MAX, ...from }))) {
      rows.push(...items);
    }
    return rows;
  }
}

/** Ids of weeks end with their Monday. */
function mondayIn(about: string): string {
  return about.slice(about.lastIndexOf('.') + 1);
}
