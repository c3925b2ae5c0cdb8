import { assert, suite } from '../testing/suite.ts';
import { finder, search } from './search.ts';

const texts = [
  'Kraft 120 gsm 980 mm|K120-980|A3',
  'Kraft 120 gsm 1,200 mm|K120-1200|A4',
  'Core 76 × 1,000 mm|CORE-76',
  'Scanner ten|SCN-10',
  'Scanner one|SCN-1',
  'Scanner hundred|SCN-100',
  'Mara Petrović|EMP-07',
  'Siobhan O’Brien|EMP-08',
  'Łukasz Sørensen|EMP-09',
  'Straße “Nord”|ST-1',
  'Film 23 µm 500 m²|FLM-23',
  'علبة كرتون|CTN-9',
];
const found = (typed: string) =>
  search(texts, typed, (text) => text.split('|')).map((text) => text.split('|')[1] ?? text);

suite('search as people type', (test) => {
  test('accents, quotes and case are as one types them', () => {
    for (const typed of ['petrovic', 'PETROVIĆ', 'Petrovic\u0301', 'petrović ']) assert.equal(found(typed), ['EMP-07']);
    for (const typed of ["O'Brien", 'O’Brien', 'obrien', 'o brien']) assert.equal(found(typed), ['EMP-08'], typed);
    for (const typed of ['lukasz', 'sorensen']) assert.equal(found(typed), ['EMP-09'], typed);
    for (const typed of ['strasse', 'straße nord', '"nord"']) assert.equal(found(typed), ['ST-1'], typed);
  });

  test('hyphens, spaces and units may be left out or put in', () => {
    for (const typed of ['K120980', 'k120 980', 'K120–980', 'k-120-980', 'K120\u200B-980']) {
      assert.equal(found(typed), ['K120-980'], typed);
    }
    assert.equal(found('120gsm'), ['K120-980', 'K120-1200']);
    assert.equal(found('kraft 120gsm 1200mm'), ['K120-1200']);
    for (const typed of ['76x1000', '76×1000', '76 X 1000', '76 x 1,000mm'])
      assert.equal(found(typed), ['CORE-76'], typed);
    for (const typed of ['500m2', '500 m²', '23µm', '23μm']) assert.equal(found(typed), ['FLM-23'], typed);
  });

  test('the very code comes first, then what begins so', () => {
    assert.equal(found('SCN-1'), ['SCN-1', 'SCN-10', 'SCN-100']);
    assert.equal(found('scn1'), ['SCN-1', 'SCN-10', 'SCN-100']);
    assert.equal(found('scn-10'), ['SCN-10', 'SCN-100']);
    assert.equal(found('one')[0], 'SCN-1');
    assert.is(found('n').includes('SCN-1'), true);
  });

  test('words are found in any script, and only where they stand', () => {
    assert.equal(found('كرتون'), ['CTN-9']);
    assert.equal(found('t1'), []);
    assert.equal(found('kraft b9'), []);
    assert.equal(
      found(' - '),
      texts.map((text) => text.split('|')[1] ?? text),
    );
  });

  test('one text by itself, such as one of the log, is found by the same rules', () => {
    for (const typed of ['K120980', 'k120 980', 'petrovic', '76x1000', '120gsm', '  truck ', 'stockallocated']) {
      const text = 'StockAllocated for Petrović: K120-980, Kraft 120 gsm, 76 × 1,000 mm, earlier truck';
      assert.is(finder(typed)?.(text), true, typed);
    }
    for (const typed of ['K120981', '20 98x', 'edfor'])
      assert.is(finder(typed)?.('StockAllocated for K120-980'), false, typed);
    assert.is(finder(' - '), undefined);
  });
});
