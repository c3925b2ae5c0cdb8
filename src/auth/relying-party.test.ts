import { assert, suite } from '../testing/suite.ts';
import { relyingParty } from './relying-party.ts';

suite('for whom a passkey is good', (test) => {
  const from = (origin: string | undefined, host: string) => ({ headers: { origin }, host });
  const nowhere = from(undefined, 'misty.example');

  test('the address that Misty is known to have counts, whatever the request says', () => {
    const party = { id: 'misty.example', origin: 'https://misty.example:8443' };
    for (const request of [
      nowhere,
      from('https://evil.example', 'evil.example'),
      from('http://localhost', 'localhost'),
    ])
      assert.equal(relyingParty(request, 'https://misty.example:8443'), party);
    assert.equal(relyingParty(nowhere, 'http://localhost:3000'), { id: 'localhost', origin: 'http://localhost:3000' });
  });

  test('without one it is this very machine, as the browser says it and no other way', () => {
    const party = { id: 'localhost', origin: 'http://localhost:3000' };
    assert.equal(relyingParty(from('http://localhost:3000', 'localhost:3000'), undefined), party);
    for (const request of [
      ...[nowhere, from(undefined, 'localhost:3000'), from('null', 'localhost:3000')],
      ...[from('http://localhost:9999', 'localhost:3000'), from('https://misty.example', 'misty.example')],
      ...[from('http://192.168.1.5:3000', '192.168.1.5:3000'), from('http://notlocalhost', 'notlocalhost')],
    ])
      assert.throws(() => relyingParty(request, undefined), /MISTY_PUBLIC_URL/);
  });

  test('plain http and bare addresses are told apart from a name with https', () => {
    for (const url of ['http://misty.example', 'https://192.168.1.5', 'https://[2001:db8::1]:8443', 'http://127.0.0.1'])
      assert.throws(() => relyingParty(nowhere, url), /Passkeys need an address with https and a name, not http/);
  });
});
