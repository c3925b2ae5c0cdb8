import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { aggregates } from '../src/domain/catalogue.ts';
import { isKnownEvent } from '../src/domain/event-versions.ts';
import { canonical } from '../src/event-store/canonical.ts';
import { type Commit, GENESIS, isIntact, recordedEvents } from '../src/event-store/commit.ts';
import { evolved, Kinds, type Standing } from '../src/event-store/warm.ts';
import { fold, type RowState, touches } from '../src/projecting/fold.ts';
import { assert, suite } from '../src/testing/suite.ts';
import { projections } from './index.ts';

// A log that Misty wrote in November 2026, kept as it was. It is never made anew: a program of today must read it for ever.
const folder = new URL('../src/testing/evolution/', import.meta.url);

/** For each read model and version the digest of its rows, as they were folded when that version was new. */
type Digests = { readonly [model: string]: { readonly version: number; readonly digest: string } };

async function logOf(name: string): Promise<Commit[]> {
  const text = gunzipSync(await readFile(new URL(name, folder))).toString('utf8');
  const lines = text.split('\n').filter((line) => line.startsWith('{"commit":'));
  return lines.map((line) => {
    const { commit, hash: own } = JSON.parse(line) as { commit: Commit & { readonly at: string }; hash: string };
    return { ...commit, at: new Date(commit.at), hash: own };
  });
}

suite("yesterday's log", (test) => {
  let commits: readonly Commit[];
  test.before(async () => {
    commits = await logOf('log-2026-11.ndjson.gz');
  });

  test('is whole, and holds no event that this program cannot read', () => {
    assert.ok(commits.length >= 300, String(commits.length));
    let prev = GENESIS;
    for (const commit of commits) {
      assert.is(commit.prev, prev, `position ${commit.position}`);
      assert.ok(isIntact(commit), `position ${commit.position}`);
      prev = commit.hash;
    }
    for (const { type, v, position } of commits.flatMap(recordedEvents)) {
      assert.ok(isKnownEvent(type, v), `${type} ${v} at ${position}`);
    }
  });

  test('still builds up every thing in it', () => {
    const kinds = new Kinds(aggregates);
    const standings = new Map<string, Standing>();
    for (const event of commits.flatMap(recordedEvents)) {
      const before = standings.get(event.aggregate) ?? kinds.initial(event.aggregate);
      standings.set(event.aggregate, evolved(kinds, before, event));
    }
    assert.ok(standings.size > 100);
  });

  test('folds to the same rows, as long as a read model keeps its version', async () => {
    const known = JSON.parse(await readFile(new URL('digests.json', folder), 'utf8')) as Digests;
    const now: Record<string, Digests[string]> = {};
    for (const projection of projections) {
      const { name, version } = projection;
      now[name] = { version, digest: digestOf(projection, commits) };
      const before = known[name];
      // Rows that come out differently need a new version: else those of a company that runs stay as they were.
      if (before?.version === version)
        assert.is(now[name]?.digest, before.digest, `rows of ${name} changed: raise its version`);
    }
    const outdated = projections
      .filter(({ name, version }) => known[name]?.version !== version)
      .map(({ name }) => name);
    assert.equal(outdated, [], `put these into src/testing/evolution/digests.json: ${JSON.stringify(now)}`);
  });
});

function digestOf(projection: (typeof projections)[number], commits: readonly Commit[]): string {
  const rows = new Map<string, RowState>();
  for (const commit of commits) {
    const { changed, parked } = fold(
      projection,
      touches(projection, [commit]),
      (id) => rows.get(id) ?? { position: 0 },
      () => false,
    );
    assert.equal(parked, [], `${projection.name} at position ${commit.position}`);
    for (const { id, position, row } of changed) rows.set(id, { position, row });
  }
  const all = [...rows].flatMap(([id, { row }]) => (row === undefined ? [] : [[id, row] as const]));
  all.sort(([a], [b]) => (a < b ? -1 : 1));
  return hash('sha256', canonical(all), 'hex');
}
