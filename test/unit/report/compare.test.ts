import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { compare } from '../../../src/report/compare.ts';
import { answered, failed } from '../probe/stubTransport.ts';
import { allow, report } from './support.ts';

const put = { method: 'PUT' };
const all = allow(['Access-Control-Allow-Methods', 'PUT']);

describe('before and after', () => {
  it('tells what was fixed, and which header did it', async () => {
    const before = await report(put, () => answered(204, allow()));
    const after = await report(put, () => answered(204, all));
    const { outcome, sentence, changes } = compare(before, after);
    assert.equal(outcome, 'fixed');
    assert.equal(sentence, `Fixed: the page can read the answer now. Before: ${before.sentence}`);
    const header = changes.find(({ about }) => about === 'header');
    assert.deepEqual(header, {
      about: 'header',
      name: 'Access-Control-Allow-Methods',
      on: 'preflight',
      before: null,
      after: 'PUT',
      text: 'Access-Control-Allow-Methods on the preflight is new: PUT',
    });
    assert.deepEqual(
      changes.filter(({ about }) => about === 'browser').map(({ text }) => text),
      ['Chromium', 'Firefox', 'Safari'].map((name) => `${name} was blocked and is readable`),
    );
    assert.equal(compare(after, before).outcome, 'broken');
  });

  it('tells a step further from a step back', async () => {
    const preflight = await report(put, () => answered(404));
    const answer = await report(put, ({ method }) =>
      method === 'OPTIONS' ? answered(204, all) : answered(500),
    );
    assert.equal(compare(preflight, answer).outcome, 'further');
    assert.equal(compare(answer, preflight).outcome, 'back');
    assert.match(
      compare(preflight, answer).sentence,
      /^One step further, and now this: The server failed with 500/,
    );
  });

  it('finds nothing where only time went by', async () => {
    const [a, b] = [await report(put, () => answered(404)), await report(put, () => answered(404))];
    const { outcome, changes } = compare(a, b);
    assert.deepEqual([outcome, changes], ['same', []]);
  });

  it('names other changes that leave the verdict', async () => {
    const before = await report({}, () => answered(200, [...all, ['X-Version', '1']]));
    const after = await report({}, () => answered(200, [['Access-Control-Allow-Origin', '*']]));
    const { outcome, changes } = compare(before, after);
    assert.equal(outcome, 'changed');
    assert.deepEqual(
      changes.map(({ name, after }) => [name, after]),
      [
        ['Access-Control-Allow-Origin', '*'],
        ['Access-Control-Allow-Methods', null],
        ['Vary', null],
      ],
    );
  });

  it('says so where it was not the same test', async () => {
    const { changes } = compare(
      await report({}, () => answered(200)),
      await report(put, () => failed('refused')),
    );
    assert.deepEqual(
      changes.filter(({ about }) => about === 'request').map(({ text }) => text),
      ['The method was GET and is PUT'],
    );
  });
});
