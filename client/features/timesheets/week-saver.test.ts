import type { Problem } from '#contracts/problems.ts';
import { assert, suite } from '../../../src/testing/suite.ts';
import { draftOf, minutesOn, type WeekDraft, withDay } from './week-draft.ts';
import { editFrom, type SaveWeek, weekSaver } from './week-saver.ts';

const monday = '2026-11-02';
const tuesday = '2026-11-03';
const empty = draftOf({ monday, entries: [] });
const untouched = { version: 0, base: empty };
const worked = (minutes: number, on = monday, draft = empty) => withDay(draft, on, [{ minutes }]);
const refused = (code: string): Problem => ({ type: '', title: '', status: 412, code, detail: '' });
/** Longer than any test: it is saved when the test says so. */
const NEVER_MS = 600_000;

/** A server with one week: it takes a save when it is told to, and knows how many were on their way at once. */
function server() {
  const came: { draft: WeekDraft; version: number; answer: () => void }[] = [];
  let version = 0;
  let open = 0;
  let arrived: () => void = () => undefined;
  const save: SaveWeek = (draft, { version: from }) =>
    new Promise((resolve) => {
      open += 1;
      assert.is(open, 1, 'one save at a time');
      const answer = () => {
        open -= 1;
        const fresh = from === version;
        if (fresh) version += 1;
        resolve(fresh ? { ok: true, version } : { ok: false, problem: refused('stale-version') });
      };
      came.push({ draft, version: from, answer });
      arrived();
    });
  return {
    save,
    /** The next save that has come, or that comes. */
    async next() {
      while (came.length === 0) await new Promise<void>((resolve) => (arrived = resolve));
      return came.shift() as (typeof came)[number];
    },
    waiting: () => came.length,
    somebodyElseSaves: () => (version += 1),
  };
}

suite('a week that saves itself', (test) => {
  test('sends what was entered last, and a second save waits for the version of the first', async () => {
    const shop = server();
    const saver = weekSaver(shop.save, { pauseMs: NEVER_MS });
    saver.change(worked(60), untouched);
    saver.change(worked(456), untouched);
    const first = saver.flush();
    const sent = await shop.next();
    assert.equal([minutesOn(sent.draft, monday), sent.version, saver.state.value.sending], [456, 0, true]);
    // More is entered, and wanted to be saved, while the first is on its way.
    saver.change(worked(300, tuesday, worked(456)), untouched);
    const second = saver.flush();
    const third = saver.flush();
    sent.answer();
    assert.is(await first, false, 'something still waits');
    const next = await shop.next();
    assert.equal([minutesOn(next.draft, tuesday), next.version], [300, 1]);
    next.answer();
    assert.equal([await second, await third], [true, true]);
    assert.equal([saver.state.value.edit?.version, saver.state.value.sending], [2, false]);
    assert.is(await saver.flush(), true, 'nothing is sent twice');
    assert.is(shop.waiting(), 0);
  });

  test('goes by itself after a pause', async () => {
    const shop = server();
    const saver = weekSaver(shop.save, { pauseMs: 1 });
    saver.change(worked(456), untouched);
    (await shop.next()).answer();
    assert.is(await saver.flush(), true);
  });

  test('keeps what was entered when somebody else was first, sends nothing more, and goes on as it is told', async () => {
    const shop = server();
    const saver = weekSaver(shop.save, { pauseMs: NEVER_MS });
    saver.change(worked(456), untouched);
    shop.somebodyElseSaves();
    const done = saver.flush();
    (await shop.next()).answer();
    assert.is(await done, false);
    assert.is(saver.state.value.problem?.code, 'stale-version');
    saver.change(worked(480), untouched);
    assert.is(await saver.flush(), false, 'it is not tried again by itself');
    assert.is(shop.waiting(), 0);
    const theirs = { version: 1, base: worked(300, tuesday) };
    assert.is(minutesOn(editFrom(saver.state.value, theirs).mine, monday), 480);
    const kept = saver.keepMine(theirs);
    const mine = await shop.next();
    assert.equal([minutesOn(mine.draft, monday), minutesOn(mine.draft, tuesday), mine.version], [480, 300, 1]);
    mine.answer();
    assert.is(await kept, true);
  });

  test('takes theirs, and goes on from there', async () => {
    const shop = server();
    const saver = weekSaver(shop.save, { pauseMs: NEVER_MS });
    saver.change(worked(456), untouched);
    shop.somebodyElseSaves();
    const done = saver.flush();
    (await shop.next()).answer();
    await done;
    saver.takeTheirs();
    const theirs = { version: 1, base: worked(300, tuesday) };
    assert.equal(editFrom(saver.state.value, theirs).mine, theirs.base);
    assert.is(saver.state.value.problem, undefined);
    saver.change(worked(60, monday, theirs.base), theirs);
    const next = saver.flush();
    const sent = await shop.next();
    assert.is(sent.version, 1);
    sent.answer();
    assert.is(await next, true);
  });

  test('sends nothing half typed, nothing unchanged, and nothing once the person has left', async () => {
    const shop = server();
    const saver = weekSaver(shop.save, { pauseMs: NEVER_MS });
    saver.change(withDay(empty, monday, [{ minutes: 0, start: '06:45', end: '' }]), untouched);
    assert.is(await saver.flush(), false);
    saver.change(withDay(empty, monday, [{ minutes: 60, start: '06:45', end: '' }]), untouched);
    assert.is(await saver.flush(), false);
    saver.change(empty, untouched);
    assert.is(await saver.flush(), true);
    saver.change(worked(456), untouched);
    saver.stop();
    assert.is(await saver.flush(), false);
    assert.is(shop.waiting(), 0);
  });

  test('tries again what a rule refused once it is changed, and what was not reached as it is', async () => {
    const answers = [refused('too-many-hours'), refused('offline'), undefined];
    const versions: number[] = [];
    const save: SaveWeek = (_, { version }) => {
      versions.push(version);
      const problem = answers.shift();
      return Promise.resolve(problem ? { ok: false, problem } : { ok: true, version: version + 1 });
    };
    const saver = weekSaver(save, { pauseMs: NEVER_MS });
    saver.change(worked(1_440), untouched);
    assert.is(await saver.flush(), false);
    assert.is(saver.state.value.problem?.code, 'too-many-hours');
    saver.change(worked(456), untouched);
    assert.is(saver.state.value.problem, undefined);
    assert.is(await saver.flush(), false);
    assert.is(await saver.flush(), true);
    assert.equal(versions, [0, 0, 0]);
  });

  test('goes on with what was entered before, and needs no answer once that is recorded', async () => {
    const shop = server();
    shop.somebodyElseSaves();
    const begun = { ...untouched, mine: worked(456) };
    const saver = weekSaver(shop.save, { pauseMs: NEVER_MS, begun });
    const done = saver.flush();
    (await shop.next()).answer();
    assert.is(await done, false);
    const same = { version: 1, base: worked(456) };
    assert.equal(editFrom(saver.state.value, same), { ...same, mine: same.base });
    saver.settle(untouched);
    assert.is(saver.state.value.problem?.code, 'stale-version', 'as long as it is not there');
    saver.settle(same);
    saver.change(worked(480), same);
    assert.is(saver.state.value.problem, undefined);
    const next = saver.flush();
    const sent = await shop.next();
    assert.is(sent.version, 1);
    sent.answer();
    assert.is(await next, true);
  });

  test('a person with nothing unsaved sees what others save', () => {
    const newer = { version: 4, base: worked(300, tuesday) };
    const edit = { version: 3, base: worked(456), mine: worked(456) };
    assert.equal(editFrom({ edit }, newer).mine, newer.base);
    assert.is(editFrom({ edit: { ...edit, mine: worked(480) } }, newer).version, 3);
    assert.is(editFrom({ edit: { ...edit, version: 5 } }, newer).version, 5, 'what came back already is newer still');
  });
});
