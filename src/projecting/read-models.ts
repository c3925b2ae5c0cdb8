import { filter, firstValueFrom, map, merge, type Observable, Subject, Subscription, timer } from 'rxjs';
import { PAGE_MAX } from '../contracts/read-models.ts';
import { BoundedMap } from './bounded-map.ts';
import type { NameOf, Projection, Whose } from './definition.ts';
import type { LiveGeneration } from './generation.ts';
import { keyOf, ListAnswer, type Where } from './list-answer.ts';
import { type NameModels, Names } from './names.ts';
import { narrowed, ownerOf } from './own-rows.ts';
import type { Page } from './page.ts';
import type { RawChange, Runner } from './runner.ts';
import { seriesPage } from './series.ts';

/** A row as people see it, after a change. `row` is null when it is gone or no longer shown. */
export interface RowChange {
  readonly position: number;
  readonly at: Date;
  readonly model: string;
  readonly id: string;
  readonly row: unknown;
  /** The employee whose row it is, where rows are people's own: nobody else may hear of it without the right to. */
  readonly owner?: string;
}

export interface ReadModelStatus {
  readonly name: string;
  readonly version: number;
  /** 0: the first one is being built. */
  readonly generation: number;
  readonly position: number;
  /** Made by other rules; its successor is being built. */
  readonly outdated: boolean;
  readonly parked: number;
}

/** The first generation is still being built. */
export class ReadModelNotReady extends Error {
  override readonly name = 'ReadModelNotReady';
  readonly retryAfterSeconds = 2;
  constructor(model: string) {
    super(`${model} is being built. Try again in a moment.`);
  }
}

export interface ReadModelsOptions {
  readonly runner: Runner;
  readonly projections: readonly Projection[];
  readonly names?: NameModels;
  readonly onError?: (error: unknown) => void;
}

/** Lists of one read model: where rows are people's own, each of thirty people has one or two. */
const ANSWERS_MAX = 100;
const SERIES_PAGES_MAX = 500;

/** What queries are answered from: rows and lists in memory where they are asked for, the database for the rest. */
export class ReadModels {
  /** Changed rows as people see them, in position order; before `waitFor` says that they are there. */
  readonly changes$ = new Subject<readonly RowChange[]>();
  /** A person or a client goes by another name: any row that was read before may hold the old one, and no change of it is told. */
  readonly renamed$ = new Subject<void>();
  readonly #options: ReadModelsOptions;
  readonly #projections: ReadonlyMap<string, Projection>;
  readonly #names: Names;
  readonly #answers = new Map<string, BoundedMap<ListAnswer>>();
  readonly #series = new BoundedMap<Page>(SERIES_PAGES_MAX);
  readonly #subscriptions = new Subscription();

  constructor(options: ReadModelsOptions) {
    const { runner, projections, names = {} } = options;
    this.#options = options;
    this.#projections = new Map(projections.map((projection) => [projection.name, projection]));
    this.#names = new Names(names);
    this.nameOf = this.#names.of;
    this.#subscriptions.add(runner.changes$.subscribe((changes) => this.#follow(changes)));
    this.#subscriptions.add(runner.switched$.subscribe((name) => this.#switched(name)));
    for (const { name } of projections) if (runner.model(name) !== undefined) this.#switched(name);
  }

  /** Every read model that is kept up to date has come this far. */
  get position(): number {
    return this.#options.runner.position;
  }

  /** The name of a read model that was built anew: what was read of it before may differ. */
  get switched$(): Observable<string> {
    return this.#options.runner.switched$;
  }

  /** What keeps the read models from following the log just now, if anything. */
  get trouble(): unknown {
    return this.#options.runner.trouble;
  }

  /** What a person is called; the id where nobody knows. */
  readonly nameOf: NameOf;

  /**
   * The row as people see it; undefined where it is not among those of `whose`, as if it were not there. Throws
   * ReadModelNotReady.
   */
  async one(name: string, id: string, whose: Whose = 'everyone'): Promise<unknown> {
    const generation = this.#model(name);
    const { projection } = generation;
    const row = (await generation.one(id)) ?? (await this.#absent(projection, id));
    if (row === undefined) return undefined;
    const owner = ownerOf(projection, row);
    if (owner !== undefined && whose !== 'everyone' && !whose.includes(owner)) return undefined;
    return projection.present(row, this.nameOf, id);
  }

  /**
   * A page of a list or, newest first, of a series. `params` are as the projection's query takes them; of rows that are
   * people's own, only those of `whose` are given. Throws ReadModelNotReady and BadCursor.
   */
  async list(
    name: string,
    params: object,
    { cursor, limit, whose = 'everyone' }: { cursor?: string; limit: number; whose?: Whose },
  ): Promise<Page> {
    const generation = this.#model(name);
    const { query } = generation.projection;
    const size = Math.min(Math.max(1, limit), PAGE_MAX);
    if (query?.series !== undefined) {
      const { nameOf } = this;
      const names = this.#names.version;
      const asked = { cursor, limit: size, nameOf, names, known: this.#series };
      return seriesPage(generation, query.series, narrowed(query, params as Where, whose), asked);
    }
    if (query?.list === undefined) throw new Error(`${name} has no list.`);
    const answer = this.#answer(generation, narrowed(query, query.list.where(params) as Where, whose));
    await answer.loaded;
    return answer.page(`${size} ${cursor ?? ''}`, () => this.#page(generation, answer, cursor, size));
  }

  /**
   * All rows of a list as they are kept, in order: for the server's own use, never for people. The array stays the same
   * until something changes. Throws ReadModelNotReady.
   */
  async kept(name: string): Promise<readonly object[]> {
    const answer = this.#answer(this.#model(name), {});
    await answer.loaded;
    return answer.page('kept', () => answer.slice(undefined, answer.total).rows.map(({ id, row }) => ({ ...row, id })));
  }

  /** Whether the read models reach the position within the time. With a name: whether that one does. */
  async waitFor(position: number, timeoutMs: number, name?: string): Promise<boolean> {
    const reached = () => {
      const generation = name === undefined ? undefined : this.#options.runner.model(name);
      return (generation?.outdated ? generation.position : this.position) >= position;
    };
    if (reached()) return true;
    const arrived$ = this.#options.runner.position$.pipe(
      filter(reached),
      map(() => true),
    );
    return firstValueFrom(merge(arrived$, timer(timeoutMs).pipe(map(() => false))), { defaultValue: false });
  }

  status(): ReadModelStatus[] {
    return this.#options.projections.map(({ name, version }) => {
      const generation = this.#options.runner.model(name);
      return {
        name,
        version,
        generation: generation?.generation ?? 0,
        position: generation?.position ?? 0,
        outdated: generation?.outdated ?? false,
        parked: generation?.parked.size ?? 0,
      };
    });
  }

  close(): void {
    this.#subscriptions.unsubscribe();
    for (const subject of [this.changes$, this.renamed$]) subject.complete();
  }

  #model(name: string): LiveGeneration {
    const generation = this.#options.runner.model(name);
    if (generation !== undefined) return generation;
    if (this.#projections.has(name)) throw new ReadModelNotReady(name);
    throw new Error(`There is no read model ${name}.`);
  }

  /** The row where nothing was ever written, if there is one then. */
  async #absent(projection: Projection, id: string): Promise<object | undefined> {
    if (projection.absentAbout === undefined) return projection.absent?.(id, undefined);
    const wanted = projection.absentAbout(id);
    const about = wanted && (await this.#model(wanted.model).one(wanted.id));
    return about && projection.absent?.(id, about);
  }

  #answer(generation: LiveGeneration, where: Where): ListAnswer {
    const { query, name } = generation.projection;
    if (query?.list === undefined) throw new Error(`${name} has no list.`);
    const answers = this.#answers.get(name) ?? new BoundedMap<ListAnswer>(ANSWERS_MAX);
    this.#answers.set(name, answers);
    const key = keyOf(where);
    const known = answers.get(key);
    if (known !== undefined && !known.isStale) return known;
    const answer = new ListAnswer(generation, query.list, where);
    answers.set(key, answer);
    // What could not be read must not stay as the answer.
    answer.loaded.catch(() => answers.delete(key));
    return answer;
  }

  #page(generation: LiveGeneration, answer: ListAnswer, cursor: string | undefined, limit: number): Page {
    const { projection } = generation;
    const { rows, nextCursor } = answer.slice(cursor, limit);
    return {
      items: rows.flatMap(({ id, row }) => projection.present(row, this.nameOf, id) ?? []),
      ...(nextCursor !== undefined && { nextCursor }),
      total: answer.total,
      ...(answer.truncated && { truncated: true }),
    };
  }

  #follow(changes: readonly RawChange[]): void {
    const { version, renamed } = this.#names;
    this.#names.apply(changes);
    if (this.#names.version !== version) this.#forgetPages();
    for (const change of changes)
      for (const answer of this.#answers.get(change.model)?.values() ?? []) answer.apply(change);
    const shown = changes.flatMap((change) => this.#shown(change) ?? []);
    if (this.#names.renamed !== renamed) this.renamed$.next();
    if (shown.length > 0) this.changes$.next(shown);
  }

  #shown({ model, id, row, before, position, event }: RawChange): RowChange | undefined {
    const projection = this.#projections.get(model);
    if (projection?.live !== true) return undefined;
    try {
      const view = row && projection.present(row, this.nameOf, id);
      // A row that is kept for its figures only was not there for anybody, and still is not.
      const known = view === undefined && before !== undefined;
      if (known && (before === null || projection.present(before, this.nameOf, id) === undefined)) return undefined;
      const owner = projection.query?.own && (ownerOf(projection, row ?? before ?? {}) ?? '');
      return { position, at: event.at, model, id, row: view ?? null, ...(owner !== undefined && { owner }) };
    } catch (error) {
      // A row that cannot be shown must not stop the others.
      this.#options.onError?.(error);
      return undefined;
    }
  }

  #switched(name: string): void {
    this.#answers.delete(name);
    this.#series.clear();
    const generation = this.#options.runner.model(name);
    if (generation === undefined) return;
    this.#names.load(generation).then(
      () => this.#forgetPages(),
      (error) => this.#options.onError?.(error),
    );
  }

  #forgetPages(): void {
    this.#series.clear();
    for (const answers of this.#answers.values()) for (const answer of answers.values()) answer.forgetPages();
  }
}
