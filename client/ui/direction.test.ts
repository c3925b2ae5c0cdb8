import { createElement, options, type VNode } from 'preact';
import { assert, suite } from '../../src/testing/suite.ts';
import { partsByDirection, startDirection } from './direction.ts';

suite('names of another direction', (test) => {
  const names = (words: string) => partsByDirection(words).filter((_, at) => at % 2 === 1);

  test('a sentence without one is left as it is', () => {
    for (const words of ['', 'Petrović took 40 of K120-980', '紙管 76 × 1,000', '№ 5, Ωμέγα']) {
      assert.equal(partsByDirection(words), [words]);
    }
  });

  test('the figures of the sentence are no part of the name beside them', () => {
    assert.equal(partsByDirection('מרים כהן allocated 40 of קרטון to ADM-2026-0019'), [
      ...['', 'מרים כהן', ' allocated 40 of ', 'קרטון', ' to ADM-2026-0019'],
    ]);
    assert.equal(names('40 rolls of ورق مقوى · 63 were free'), ['ورق مقوى']);
    assert.equal(names('قرطون 40 free'), ['قرطون']);
  });

  test('a name of several words, figures and brackets is one', () => {
    assert.equal(names('Retire קרטון 120 לבן?'), ['קרטון 120 לבן']);
    assert.equal(names('For אור (מפעל 2), 3 lines'), ['אור (מפעל 2)']);
    assert.equal(names('By שרה ב.מ. at 10:42'), ['שרה ב.מ']);
    assert.equal(names('נָעִים'), ['נָעִים']);
    assert.equal(names('ORB קרטון GmbH'), ['קרטון']);
  });

  test('names in a row are each their own', () => {
    assert.equal(names('מרים, דוד and שרה'), ['מרים', 'דוד', 'שרה']);
  });

  test('every sentence is cut, whoever wrote it', () => {
    const before = options.vnode;
    startDirection();
    const node = createElement('p', null, 'By ', 'מרים', createElement('b', null, 'קרטון 5')) as VNode;
    assert.equal(shape(node), ['p', 'By ', ['', ['bdi', 'מרים'], ''], ['b', '', ['bdi', 'קרטון'], ' 5']]);
    assert.equal(shape(createElement('p', null, '5 free')), ['p', '5 free']);
    assert.equal(shape(createElement('option', null, 'קרטון')), ['option', 'קרטון']);
    if (before === undefined) delete options.vnode;
  });

  test('a text of any length is cut at once', () => {
    const started = performance.now();
    partsByDirection(`${'א('.repeat(5_000)}${'א 1'.repeat(5_000)}`);
    assert.ok(performance.now() - started < 1_000, 'it took a second');
  });
});

function shape(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(shape);
  if (typeof node !== 'object' || node === null) return node;
  const { type, props } = node as VNode<{ children?: unknown }>;
  const { children } = props;
  return [type, ...(Array.isArray(children) ? children.map(shape) : [shape(children)])];
}
