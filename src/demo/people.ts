import type { Role } from '../contracts/permissions.ts';

/** An invented person of the demo company. */
export interface DemoPerson {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly role: Role;
}

/** Everybody who can read this knows it. Fine for invented data on your own machine, never for a company's. */
export const demoPassword = 'kraft-and-glue';

export const admin: DemoPerson = person('nerida', 'Nerida Gale', 'admin');
export const manager: DemoPerson = person('ben', 'Ben Okafor', 'manager');
export const priya: DemoPerson = person('priya', 'Priya Raman', 'production_manager');
export const ana: DemoPerson = person('ana', 'Ana Petrović', 'sales');
export const kylie: DemoPerson = person('kylie', 'Kylie Tran', 'production_team');
export const sione: DemoPerson = person('sione', 'Sione Tavita', 'production_team');
export const dave: DemoPerson = person('dave', 'Dave Mitchell', 'production_team');
export const jai: DemoPerson = person('jai', 'Jai Singh', 'employee');
export const auditor: DemoPerson = person('lachlan', 'Lachlan Webb', 'auditor');

/** The order in which sign-ins are shown: first the ones to try first. */
export const demoPeople: readonly DemoPerson[] = [priya, kylie, sione, dave, ana, manager, admin, auditor, jai];

function person(username: string, name: string, role: Role): DemoPerson {
  return { id: username, username, name, role };
}
