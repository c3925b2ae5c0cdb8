import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SignedHead } from '../src/contracts/heads.ts';
import { canonical } from '../src/event-store/canonical.ts';
import { type Commit, sealed } from '../src/event-store/commit.ts';
import { commitsOf, prepareLog } from '../src/event-store/log.ts';
import { CommitMaker } from '../src/testing/commits.ts';
import { type TestMongo, testMongo } from '../src/testing/mongo.ts';
import { assert, suite } from '../src/testing/suite.ts';
import { keepHead, keepKey, prepareHeads, readKeyStatements, signHead } from '../src/witness/heads.ts';
import { logFile } from '../src/witness/log-file.ts';
import { headKeyOf } from '../src/witness/signing-key.ts';
import { headJudge } from '../src/witness/verify-heads.ts';

// Two programs that share nothing, not even a language, say the same of each export.

const verifiers = [
  [process.execPath, fileURLToPath(new URL('verify-export.mjs', import.meta.url))],
  ['python3', fileURLToPath(new URL('verify_export.py', import.meta.url))],
] as const;

const first = headKeyOf('1'.repeat(64));
const second = headKeyOf('2'.repeat(64));
const strange = headKeyOf('3'.repeat(64));
const at = new Date('2026-11-12T23:00:00.000Z');
const COMMITS = 24;

suite('an export of the log', (test) => {
  let mongo: TestMongo;
  let folder: string;
  let whole: readonly string[];
  let commits: readonly Commit[];
  test.before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'misty-export-'));
    mongo = await testMongo();
    await prepareLog(mongo.logDb);
    await prepareHeads(mongo.logDb);
    const maker = new CommitMaker();
    commits = Array.from({ length: COMMITS }, (_, index) =>
      maker.make([
        [`jar/${index % 3}`, 'TokensAdded', { count: index, note: 'Ana Petrović, 76 × 1,000 “core” \u0007\u2028 😀' }],
        [`jar/${(index % 3) + 3}`, 'TokensAdded', { count: 1, '\ufb33': 1, '😀': 2, a: [null, true, -5, { b: '' }] }],
      ]),
    );
    await commitsOf(mongo.logDb).insertMany([...commits]);
    await keepKey(mongo.logDb, first, at);
    await keepKey(mongo.logDb, second, at, first);
    for (const [position, key] of [
      [8, first],
      [16, second],
      [20, second],
    ] as const) {
      await keepHead(mongo.logDb, signHead(commitAt(position), at, key));
    }
    whole = await linesOf({ to: COMMITS });
  });
  test.after(async () => {
    await mongo.close();
    await rm(folder, { recursive: true });
  });

  const commitAt = (position: number) => commits[position - 1] as Commit;
  const linesOf = async (range: Parameters<typeof logFile>[1]) => {
    const lines: string[] = [];
    for await (const { text } of logFile(mongo.logDb, range)) lines.push(text);
    return lines;
  };
  /** What both verifiers say; they must end alike. */
  const verdictOn = async (content: string | Buffer, args: readonly string[] = []) => {
    const file = path.join(folder, 'export.ndjson');
    await writeFile(file, content);
    const ran = await Promise.all(verifiers.map(([program, script]) => run(program, [script, file, ...args])));
    const codes = ran.map(({ code }) => code);
    assert.is(codes[0], codes[1], `they disagree: ${JSON.stringify(ran)}`);
    return { code: codes[0], said: ran.map(({ output }) => output.trim()) };
  };
  const text = (lines: readonly string[]) => `${lines.join('\n')}\n`;

  test('has the keys that two processes make known at the same moment, each behind another', async () => {
    const other = await testMongo(mongo.uri);
    try {
      await prepareHeads(other.logDb);
      await keepKey(other.logDb, first, at);
      const later = ['4', '5', '6', '7'].map((digit) => headKeyOf(digit.repeat(64)));
      await Promise.all(later.map((key) => keepKey(other.logDb, key, at, first)));
      const known = (await readKeyStatements(other.logDb)).map(({ key }) => key.id);
      assert.equal(known.toSorted(), [first, ...later].map(({ id }) => id).sort());
    } finally {
      await other.close();
    }
  });

  test('is in order as it was written, whole or a range or the commits of one thing', async () => {
    assert.is((await verdictOn(text(whole))).code, 0);
    assert.is((await verdictOn(text(whole), ['--key', first.id])).code, 0);
    assert.is((await verdictOn(text(await linesOf({ from: 9, to: 17 })))).code, 0);
    assert.is((await verdictOn(text(await linesOf({ to: COMMITS, aggregates: ['jar/1'] })))).code, 0);
    assert.is((await verdictOn(text(await linesOf({ from: 25, to: 24 })))).code, 0);
  });

  test('has signed heads that a log bears out, until somebody changes it', async () => {
    const heads = whole.filter((line) => line.startsWith('{"head":')).map((line) => JSON.parse(line) as SignedHead);
    assert.is(heads.length, 3);
    for (const head of heads) assert.is(await (await headJudge(mongo.logDb))(head), undefined);
    const [known] = heads as [SignedHead];
    const { head, signature } = known;
    const fault = async (signed: SignedHead) => (await (await headJudge(mongo.logDb))(signed)) ?? 'none';
    assert.match(await fault({ head: { ...head, hash: commitAt(9).hash }, signature }), /has a wrong signature/);
    assert.match(await fault(signHead({ ...head, position: 99 }, at, second)), /the log ends before position 99/);
    assert.match(await fault(signHead({ ...head, position: 9 }, at, second)), /position 9 is not what was signed/);
    assert.match(await fault(signHead(commitAt(9), at, strange)), /which nobody vouches for/);
  });

  // Each kind of tampering, and the line that both must name.
  const lineOf = (position: number) => 1 + whole.findIndex((line) => line.includes(`"position":${position},"prev"`));
  const changed = (line: number, by: (text: string) => string) =>
    whole.map((each, index) => (index === line - 1 ? by(each) : each));
  const contentOf = (line: string) => JSON.parse(line).commit as Omit<Commit, 'hash'>;
  const lineFrom = (content: Omit<Commit, 'hash'>) => {
    const { hash, ...rest } = sealed(content);
    return `{"commit":${canonical(rest)},"hash":"${hash}"}`;
  };
  /** As somebody does it who has the database and the code: the change, and all hashes made right again. */
  const rehashed = (position: number, by: (content: Omit<Commit, 'hash'>) => Omit<Commit, 'hash'>) => {
    let prev = '';
    return whole.map((line) => {
      if (line.startsWith('{"end":')) return line.replace(/"hash":"\w+"/, `"hash":"${prev}"`);
      if (!line.startsWith('{"commit":')) return line;
      const content = contentOf(line);
      const now = content.position < position ? content : { ...content, prev };
      const made = lineFrom(content.position === position ? by(now) : now);
      prev = made.slice(-66, -2);
      return made;
    });
  };
  /** And signed again, each head by this key. */
  const resigned = (lines: readonly string[], key: typeof first) => {
    let last: Pick<Commit, 'position' | 'hash'> | undefined;
    return lines.map((line) => {
      if (line.startsWith('{"commit":')) last = { position: contentOf(line).position, hash: line.slice(-66, -2) };
      if (!line.startsWith('{"head":') || last === undefined) return line;
      const { head, signature } = signHead(last, at, key);
      return `{"head":${canonical(head)},"signature":"${signature}"}`;
    });
  };
  const withCount = (content: Omit<Commit, 'hash'>) => ({
    ...content,
    events: content.events.map((event) => ({ ...event, data: { count: 9_999 } })),
  });

  const tampered: readonly (readonly [
    name: string,
    lines: () => readonly string[] | string | Buffer,
    line: () => number,
  ])[] = [
    ['a figure altered', () => changed(lineOf(5), (line) => line.replace('"count":4', '"count":5')), () => lineOf(5)],
    ['a person altered', () => changed(lineOf(11), (line) => line.replace('"kylie"', '"sione"')), () => lineOf(11)],
    ['the time altered', () => changed(lineOf(3), (line) => line.replace('T20:03', 'T20:02')), () => lineOf(3)],
    [
      'a hash altered',
      () => changed(lineOf(7), (line) => line.replace(/"hash":"\w{4}/, '"hash":"0000')),
      () => lineOf(7),
    ],
    ['written otherwise', () => changed(lineOf(7), (line) => line.replace('"at":', '"at": ')), () => lineOf(7)],
    ['a commit dropped', () => whole.filter((_, index) => index !== lineOf(6) - 1), () => lineOf(6)],
    ['the first commit dropped', () => whole.filter((_, index) => index !== 1), () => 2],
    ['the last commit dropped', () => whole.filter((_, index) => index !== whole.length - 2), () => whole.length - 1],
    ['two commits swapped', () => swapped(lineOf(4), lineOf(5)), () => lineOf(4)],
    [
      'a commit twice',
      () => whole.flatMap((line, index) => (index === lineOf(9) - 1 ? [line, line] : [line])),
      () => lineOf(9) + 1,
    ],
    ['a commit added', () => added(lineOf(12)), () => lineOf(12) + 1],
    ['a commit added behind the end', () => [...whole, whole[1] ?? ''], () => whole.length + 1],
    ['the end cut off', () => whole.slice(0, -1), () => whole.length],
    ['cut in the middle of a line', () => text(whole).slice(0, -40), () => whole.length],
    ['cut, with an end made up', () => cutWithEnd(10), () => lineOf(10) + 1],
    ['re-hashed to the end', () => rehashed(5, withCount), () => lineOf(8) + 1],
    ['re-hashed to the end after the first head', () => rehashed(9, withCount), () => lineOf(16) + 1],
    [
      're-hashed, the heads signed by a key that is not in it',
      () => resigned(rehashed(5, withCount), strange),
      () => lineOf(8) + 1,
    ],
    ['re-signed by another key that nobody vouches for', () => resigned(withKeys([first, strange]), strange), () => 1],
    ['a head taken from elsewhere', () => headMoved(), () => lineOf(16) - 1],
    ['a gap in the numbers of one thing, re-hashed', () => resigned(rehashed(4, withGap), first), () => lineOf(4)],
    ['another company’s header', () => changed(1, (line) => line.replace('"prev":"0', '"prev":"1')), () => 1],
    ['a line that is no JSON', () => changed(lineOf(2), () => '{"commit":'), () => lineOf(2)],
    ['nothing at all', () => '', () => 1],
  ];
  const swapped = (one: number, other: number) =>
    whole.map(
      (line, index) => (index === one - 1 ? whole[other - 1] : index === other - 1 ? whole[one - 1] : line) ?? '',
    );
  const added = (line: number) => {
    const extra = lineFrom({ ...contentOf(whole[line - 1] ?? ''), _id: 'extra' });
    return [...whole.slice(0, line), extra, ...whole.slice(line)];
  };
  const cutWithEnd = (position: number) => {
    const kept = whole.slice(0, lineOf(position));
    const end = { commits: COMMITS, events: 2 * COMMITS, hash: kept.at(-1)?.slice(-66, -2), position: COMMITS };
    return [...kept, JSON.stringify({ end })];
  };
  const withKeys = (keys: readonly (typeof first)[]) => {
    const statements = keys.map((key, index) => {
      const entry = { id: key.id, public: key.public, since: at.toISOString() };
      return index === 0 ? { key: entry } : { key: entry, by: first.id, signature: strange.sign(canonical(entry)) };
    });
    return changed(1, (line) => JSON.stringify({ ...JSON.parse(line), keys: statements }));
  };
  const headMoved = () => {
    const head = whole.find((line) => line.startsWith('{"head":')) ?? '';
    const rest = whole.filter((line) => line !== head);
    const behind = lineOf(16) - 2;
    return [...rest.slice(0, behind), head, ...rest.slice(behind)];
  };
  const withGap = (content: Omit<Commit, 'hash'>) => ({
    ...content,
    events: content.events.map((event) => ({
      ...event,
      stream: { ...event.stream, sequence: event.stream.sequence + 1 },
    })),
  });

  for (const [name, lines, line] of tampered) {
    test(`is not in order with ${name}, and both say so of the same line`, async () => {
      const content = lines();
      const { code, said } = await verdictOn(
        Array.isArray(content) ? text(content as readonly string[]) : (content as string),
      );
      assert.is(code, 1, said.join('\n'));
      for (const words of said) assert.match(words, new RegExp(`^Not in order\\. Line ${line()}: .+\\.$`), name);
    });
  }

  test('that was signed anew with a key of its own is known by the key that was written down', async () => {
    const forged = resigned(rehashed(5, withCount), strange);
    const own = { id: strange.id, public: strange.public, since: at.toISOString() };
    forged[0] = JSON.stringify({ ...JSON.parse(forged[0] ?? ''), keys: [{ key: own }] });
    assert.is((await verdictOn(text(forged))).code, 0, 'nothing inside it shows it');
    const { code, said } = await verdictOn(text(forged), ['--key', first.id]);
    assert.is(code, 1);
    for (const words of said) assert.match(words, /^Not in order\. Line 1: its first key is/);
  });

  test('has no line that is longer than a commit can be', async () => {
    const { code, said } = await verdictOn(`${whole[0]}\n{"commit":"${'x'.repeat(20_000_000)}"}\n`);
    assert.is(code, 1);
    for (const words of said) assert.match(words, 'Line 2: the line is longer than any commit can be');
  });

  test('is asked for with a file, or the verifiers say how', async () => {
    for (const [program, script] of verifiers) assert.is((await run(program, [script])).code, 2);
    for (const [program, script] of verifiers) {
      const { code, output } = await run(program, [script, path.join(folder, 'missing')]);
      assert.is(code, 1);
      assert.match(output, 'Not in order');
    }
  });

  test('is checked by programs that a stranger reads in minutes', async () => {
    for (const [index, linesMax] of [200, 120].entries()) {
      const source = await readFile(verifiers[index]?.[1] ?? '', 'utf8');
      assert.ok(source.split('\n').length - 1 <= linesMax, `${verifiers[index]?.[1]} is too long`);
    }
  });
});

async function run(program: string, args: readonly string[]): Promise<{ code: number; output: string }> {
  return await new Promise((resolve) => {
    execFile(program, [...args], { timeout: 60_000 }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, output: stdout + stderr });
    });
  });
}
