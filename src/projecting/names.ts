import type { LiveGeneration } from './generation.ts';
import type { RawChange } from './runner.ts';

/** Which read model knows what people are called. */
export interface PeopleModel {
  readonly model: string;
  nameOf(row: object): string | undefined;
}

/** Names of all people, in memory. There are a few dozen of them. */
export class Names {
  readonly #people: PeopleModel | undefined;
  readonly #names = new Map<string, string>();
  #version = 0;
  #renamed = 0;

  constructor(people: PeopleModel | undefined) {
    this.#people = people;
  }

  /** Rises when a name changes, so that users of names know. */
  get version(): number {
    return this.#version;
  }

  /** Rises when somebody goes by another name than before: rows were told with the old one. */
  get renamed(): number {
    return this.#renamed;
  }

  /** The id itself where nobody knows the name. */
  of(userId: string): string {
    return this.#names.get(userId) ?? userId;
  }

  async load(generation: LiveGeneration): Promise<void> {
    if (generation.projection.name !== this.#people?.model) return;
    const { stored, unwritten } = generation.find({});
    for await (const { _id, row } of stored) if (row !== undefined) this.#set(_id, row);
    for (const { id, row } of unwritten) if (row !== undefined) this.#set(id, row);
  }

  apply(changes: readonly RawChange[]): void {
    for (const { model, id, row } of changes)
      if (model === this.#people?.model && row !== undefined) this.#set(id, row);
  }

  #set(id: string, row: object): void {
    const name = this.#people?.nameOf(row);
    const before = this.#names.get(id);
    if (name === undefined || before === name) return;
    if (before !== undefined) this.#renamed += 1;
    this.#names.set(id, name);
    this.#version += 1;
  }
}
