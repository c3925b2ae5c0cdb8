import type { Role } from '../contracts/permissions.ts';

/** Somebody who may sign in, as the read model of people knows them now. */
export interface Person {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly active: boolean;
}

export interface People {
  byId(id: string): Promise<Person | undefined>;
  /** Without regard to case. */
  byUsername(username: string): Promise<Person | undefined>;
}
