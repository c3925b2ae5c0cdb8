import type { NameOf } from './definition.ts';
import type { LiveGeneration } from './generation.ts';
import type { RawChange } from './runner.ts';

/** Which read model knows what people are called. */
export interface PeopleModel {
  readonly model: string;
  nameOf(row: object): string | undefined;
}

/** Which read model knows what clients are called, and what they were called before. */
export interface ClientsModel {
  readonly model: string;
  namesOf(row: object): ClientNames | undefined;
}

export interface ClientNames {
  readonly name: string;
  /** Earlier names, the oldest first, each until when (ISO 8601). */
  readonly formerly: readonly { readonly name: string; readonly until: string }[];
}

/** Names of all people and clients, in memory. There are a few dozen people, and a few thousand clients at most. */
export class Names {
  readonly #people: PeopleModel | undefined;
  readonly #clients: ClientsModel | undefined;
  readonly #names = new Map<string, string>();
  readonly #clientNames = new Map<string, ClientNames>();
  #version = 0;
  #renamed = 0;

  constructor(people: PeopleModel | undefined, clients: ClientsModel | undefined) {
    this.#people = people;
    this.#clients = clients;
  }

  /** Rises when a name changes, so that users of names know. */
  get version(): number {
    return this.#version;
  }

  /** Rises when somebody goes by another name than before: rows were told with the old one. */
  get renamed(): number {
    return this.#renamed;
  }

  /** What somebody is called: the id itself where nobody knows the name. */
  readonly of: NameOf = Object.assign((userId: string) => this.#names.get(userId) ?? userId, {
    client: (clientId: string, at?: string) => {
      const names = this.#clientNames.get(clientId);
      const then = at === undefined ? undefined : names?.formerly.find(({ until }) => at < until);
      return then?.name ?? names?.name;
    },
  });

  async load(generation: LiveGeneration): Promise<void> {
    const { name } = generation.projection;
    if (name !== this.#people?.model && name !== this.#clients?.model) return;
    const { stored, unwritten } = generation.find({});
    for await (const { _id, row } of stored) if (row !== undefined) this.#set(name, _id, row);
    for (const { id, row } of unwritten) if (row !== undefined) this.#set(name, id, row);
  }

  apply(changes: readonly RawChange[]): void {
    for (const { model, id, row } of changes) if (row !== undefined) this.#set(model, id, row);
  }

  #set(model: string, id: string, row: object): void {
    if (model === this.#people?.model) {
      const name = this.#people.nameOf(row);
      if (name === undefined) return;
      this.#note(this.#names.get(id), name);
      this.#names.set(id, name);
    } else if (model === this.#clients?.model) {
      const names = this.#clients.namesOf(row);
      if (names === undefined) return;
      this.#note(this.#clientNames.get(id)?.name, names.name);
      this.#clientNames.set(id, names);
    }
  }

  #note(before: string | undefined, name: string): void {
    if (before === name) return;
    if (before !== undefined) this.#renamed += 1;
    this.#version += 1;
  }
}
