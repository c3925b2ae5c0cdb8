import { assert, suite } from '../testing/suite.ts';
import { isCommon } from './common-passwords.ts';
import { normalised, weaknessOf } from './password-rules.ts';

const kylie = { username: 'kylie.tran', name: 'Kylie Tran' };

suite('a new password', (test) => {
  const refused = async (passwords: readonly string[], words: RegExp) => {
    for (const password of passwords) assert.match((await weaknessOf(password, kylie)) ?? `${password} is good`, words);
  };

  test('has at least eight characters, as people count them', async () => {
    await refused(['', 'kiwi', 'lathe 7'], /^A password has at least 8 characters\. This one has \d\.$/);
    // Four pairs of surrogates, and eight letters with their marks apart.
    await refused(['🧻🧻🧻🧻🏷🏷🏷'], /This one has 7\.$/);
    assert.is(await weaknessOf('🧻🏷🖨📦🚚🪵🔩🧰', kylie), undefined);
    await refused(['a\u0308'.repeat(4)], /This one has 4\.$/);
  });

  test('is none of those that everybody tries first, however they are dressed up', async () => {
    const common = [
      ...['password', 'Password1', 'P@ssw0rd!', 'p4$$word2026', 'passwordpassword', '!!password!!', 'pass-word-123'],
      ...['12345678', '123456789', '87654321', 'abcdefgh', 'abcd1234', '1234abcd', 'qwertyui', 'asdfghjkl', '1qaz2wsx'],
      ...['aaaaaaaa', 'abababab', '12341234', '        ', 'ABABABAB', 'xyzxyzxyzx'],
      ...['sunshine', 'Sunshine2026!', 'iloveyou', 'trustno1', 'football7', 'Michael123', 'letmein2026', 'welcome123'],
      ...[
        'misty2026',
        'Misty Manufacturing',
        'paper-cores',
        'administrator1',
        'changeme!!',
        'kraft-and-glue',
        'kylie-misty',
      ],
      ...['ｐａｓｓｗｏｒｄ', 'ﬁrebird'],
    ];
    await refused(common, /^This password is one of those that are tried first\./);
  });

  test('is not made of one’s own name', async () => {
    await refused(
      ['kylie.tran', 'Kylie2026', 'KylieTran', 'tran-tran', '1kylie1kylie', 'kyl1e.tran!'],
      /your own name/,
    );
  });

  test('may be anything else, and needs neither figures nor capitals', async () => {
    for (const password of [
      ...[
        'three wet cardboard boxes',
        'forklift-marmalade',
        'schönes Wetter heute',
        'ketoxula',
        'Wq7#vZ1p',
        'kylie likes lathes',
      ],
      ...['misty mornings in May', 'my password is longer', '密碼很長而且不常見', `${'x'.repeat(10)}y7-lathe`],
    ]) {
      assert.is(await weaknessOf(password, kylie), undefined, password);
    }
  });

  test('is not held against a name of one or two letters', async () => {
    assert.is(await weaknessOf('jo jo jo jo ahead', { username: 'jo', name: 'Jo Li' }), undefined);
  });

  test('is the same password on every keyboard', () => {
    assert.is(normalised('scho\u0308n'), normalised('sch\u00f6n'));
    assert.is.not(normalised('Kraft'), normalised('kraft'));
  });
});

suite('common passwords', (test) => {
  test('are many thousands, and known without capitals', async () => {
    for (const word of ['password', 'baseball', 'q1w2e3r4t5', 'zaq12wsx', 'steelers'])
      assert.ok(await isCommon(word), word);
    for (const word of ['ketoxula', 'three wet cardboard boxes', '']) assert.not.ok(await isCommon(word), word);
  });
});
