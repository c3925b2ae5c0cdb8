import { assert, suite } from '../testing/suite.ts';
import { deviceWords, networkOf } from './surroundings.ts';

suite('where a sign-in comes from', (test) => {
  test('is said in the words of the people who look at the list', () => {
    const agents = {
      'Mozilla/5.0 (iPad; CPU OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1':
        'Safari on iPad',
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 CriOS/130.0 Mobile/15E148 Safari/604.1':
        'Chrome on iPhone',
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36 Edg/130.0':
        'Edge on Windows',
      'Mozilla/5.0 (Linux; Android 14; SM-X200) AppleWebKit/537.36 Chrome/130.0 Safari/537.36': 'Chrome on Android',
      'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0': 'Firefox on Linux',
      'curl/8.5.0': 'A program',
    };
    for (const [agent, words] of Object.entries(agents)) assert.is(deviceWords(agent), words);
    assert.is(deviceWords(undefined), 'A program');
    assert.is(deviceWords('<script>alert(1)</script> on Windows'), 'A program on Windows');
  });

  test('is the network, not the address', () => {
    assert.is(networkOf('203.0.113.77'), '203.0.113.0/24');
    assert.is(networkOf('::ffff:203.0.113.77'), '203.0.113.0/24');
    assert.is(networkOf('2001:db8:1234:5678::9'), '2001:db8:1234::/48');
    assert.is(networkOf('2001:db8::9'), '2001:db8:0::/48');
    assert.is(networkOf('127.0.0.1'), 'this machine');
    assert.is(networkOf('::1'), 'this machine');
    assert.is(networkOf('nonsense'), 'unknown');
  });
});
