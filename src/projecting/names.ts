import type { NameOf } from './definition.ts';
import type { LiveGeneration } from './generation.ts';
import type { RawChange } from './runner.ts';

/** Which read model knows what people, or shared tablets, are called. */
export interface NamedModel {
  readonly model: string;
  nameOf(row: object): string | undefined;
}

/** A read model whose rows have a name. */
export function namedModel({ name: model }: { readonly name: string }): NamedModel {
  return { model, nameOf: (row) => ('name' in row && typeof row.name === 'string' ? row.name : undefined) };
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

/** Where names come from. */
export interface NameModels {
  readonly people?: NamedModel;
  readonly devices?: NamedModel;
  readonly clients?: ClientsModel;
}

/**
 * Names of all people, shared tablets and clients, in memory. There are a few dozen people and tablets, and a few thousand
 * clients at most.
 */
export class Names {
  readonly #models: NameModels;
  readonly #people = new Map<string, string>();
  readonly #devices = new Map<string, string>();
  readonly #clientNames = new Map<string, ClientNames>();
  #version = 0;
  #renamed = 0;

  constructor(models: NameModels) {
    this.#models = models;
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
  readonly of: NameOf = Object.assign((userId: string) => this.#people.get(userId) ?? userId, {
    device: (deviceId: string) => this.#devices.get(deviceId) ?? deviceId,
    client: (clientId: string, at?: string) => {
      const names = this.#clientNames.get(clientId);
      const then = at === undefined ? undefined : names?.formerly.find(({ until }) => at < until);
      return then?.name ?? names?.name;
    },
  });

  async load(generation: LiveGeneration): Promise<void> {
    const { name } = generation.projection;
    if (!Object.values(this.#models).some(({ model }) => model === name)) return;
    const { stored, unwritten } = generation.find({});
    for await (const { _id, row } of stored) if (row !== undefined) this.#set(name, _id, row);
    for (const { id, row } of unwritten) if (row !== undefined) this.#set(name, id, row);
  }

  apply(changes: readonly Pick<RawChange, 'model' | 'id' | 'row'>[]): void {
    for (const { model, id, row } of changes) if (row !== undefined) this.#set(model, id, row);
  }

  #set(model: string, id: string, row: object): void {
    const { people, devices, clients } = this.#models;
    if (model === people?.model) this.#keep(this.#people, id, people.nameOf(row));
    else if (model === devices?.model) this.#keep(this.#devices, id, devices.nameOf(row));
    else if (model === clients?.model) {
      const names = clients.namesOf(row);
      if (names === undefined) return;
      this.#note(this.#clientNames.get(id)?.name, names.name);
      this.#clientNames.set(id, names);
    }
  }

  #keep(names: Map<string, string>, id: string, name: string | undefined): void {
    if (name === undefined) return;
    this.#note(names.get(id), name);
    names.set(id, name);
  }

  #note(before: string | undefined, name: string): void {
    if (before === name) return;
    if (before !== undefined) this.#renamed += 1;
    this.#version += 1;
  }
}
