import { assert, suite } from '../../src/testing/suite.ts';
import { targetOf } from './scan-target.ts';

const things = ['SCN-10', 'SCN-1', 'K120-980', 'A-11', 'A1-1'].map((code) => ({ code, path: `/stock/${code}` }));
const target = (text: string) => targetOf(text, things, 'https://misty.example');

suite('where a scan leads', (test) => {
  test('to the very code, whatever is longer', () => {
    assert.equal(target('SCN-1'), { path: '/stock/SCN-1' });
    assert.equal(target('scn-10'), { path: '/stock/SCN-10' });
    assert.equal(target('SCN'), { words: 'Nothing on the lists has the code SCN.' });
    assert.equal(target('SCN-100'), { words: 'Nothing on the lists has the code SCN-100.' });
  });
  test('without its hyphens only where one thing is meant', () => {
    assert.equal(target('K120980'), { path: '/stock/K120-980' });
    assert.equal(target('A11'), { words: 'Several things have the code A11.' });
    assert.equal(target('A-11'), { path: '/stock/A-11' });
  });
  test('to the address on a label of ours, and to no other', () => {
    assert.equal(target('https://misty.example/stock/kraft-120'), { path: '/stock/kraft-120' });
    assert.equal(target('HTTPS://misty.example/orders/01J'), { path: '/orders/01J' });
    assert.equal(target('https://evil.example/stock/kraft-120'), {
      words: 'This code leads to https://evil.example. It was not opened.',
    });
    for (const path of ['/orders/new?clientId=1', '/sign-in', '/stock/a/b', '/stock/%2e%2e', '//x.example/stock/a'])
      assert.equal(
        target(`https://misty.example${path}`),
        { words: 'This code is no item, no order, no bay and no receipt.' },
        path,
      );
    assert.equal(target('https://misty.example/stock?bay=A3%20left&do=count'), { path: '/stock?bay=A3%20left' });
    assert.equal(target('https://misty.example/stock?bay=A3%20(left)%20%26%20%231'), {
      path: '/stock?bay=A3%20(left)%20%26%20%231',
    });
    assert.equal(target('https://misty.example/stock?bay=%3Cb%3E'), {
      words: 'This code is no item, no order, no bay and no receipt.',
    });
    const receipt = '/receipt/payslip/kylie.2026-11-02?n=4&p=77&t=1&h=aa&k=bb&s=cc';
    for (const company of ['https://misty.example', 'https://other.example'])
      assert.equal(target(`${company}${receipt}`), { path: receipt });
    assert.equal(target('https://other.example/receipt/job/o1/..'), {
      words: 'This code leads to https://other.example. It was not opened.',
    });
    assert.equal(target('javascript:alert(1)'), { words: 'Nothing on the lists has the code javascript:alert(1).' });
  });
});
