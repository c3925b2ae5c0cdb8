import { assert, suite } from '../src/testing/suite.ts';
import { nodeCheck } from './doctor-machine.ts';
import { addressLights, certificateLight } from './doctor-system.ts';

const now = new Date('2026-11-30T15:00:00Z');
const inDays = (days: number) =>
  certificateLight(new Date(now.getTime() + days * 86_400_000), now, {
    ...{ name: 'Certificate', host: 'misty.lan', remedy: 'renew' },
  });

suite('misty doctor', (test) => {
  test('knows which Node is too old, and which gets no more mends', () => {
    assert.equal(
      ['20.20.1', '20.20.2', '24.22.3', '19.9.0'].map((version) => nodeCheck(version).state),
      ['fail', 'warn', 'ok', 'fail'],
    );
    assert.match(nodeCheck('20.20.2').detail, 'out of support since April 2026');
  });

  test('counts the days of a certificate', () => {
    assert.equal(
      [90, 20, 2, -1].map((days) => inDays(days).state),
      ['ok', 'warn', 'fail', 'fail'],
    );
    assert.is(inDays(-1).detail, 'that of misty.lan ended 1 days ago');
    assert.equal([inDays(90).remedy, inDays(20).remedy], [undefined, 'renew']);
  });

  test('says whether the address of the machine is lent', () => {
    const line = (more: string) =>
      `2: eth0    inet 192.168.1.20/24 brd 192.168.1.255 scope global ${more}eth0\\       valid_lft forever`;
    assert.equal(
      addressLights(line('')).map(({ state, detail }) => [state, detail]),
      [['ok', '192.168.1.20, which stays']],
    );
    const [lent] = addressLights(line('dynamic '));
    assert.is(lent?.state, 'warn');
    assert.match(lent?.remedy ?? '', 'reserve 192.168.1.20');
    assert.is(addressLights('')[0]?.state, 'fail');
  });
});
