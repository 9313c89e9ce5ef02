import assert from 'node:assert/strict';
import fc from 'fast-check';
import { difference, type Part } from '../../../src/webview/difference.ts';

const text = (parts: readonly Part[]): string => parts.map((part) => part.text).join('');
const changed = (parts: readonly Part[]): readonly string[] =>
  parts.filter((part) => part.changed).map((part) => part.text);

describe('difference', () => {
  it('finds the one character that is wrong', () => {
    const slash = difference('http://localhost:3000/', 'http://localhost:3000');
    assert.deepEqual([changed(slash.have), changed(slash.need)], [['/'], []]);
    const scheme = difference('http://app.example.com', 'https://app.example.com');
    assert.deepEqual([changed(scheme.have), changed(scheme.need)], [[], ['s']]);
    const port = difference('http://localhost:3000', 'http://localhost:3001');
    assert.deepEqual([changed(port.have), changed(port.need)], [['0'], ['1']]);
  });

  it('shows what a list lacks', () => {
    assert.deepEqual(changed(difference('GET', 'GET, PUT, DELETE').need), [', PUT, DELETE']);
    assert.deepEqual(changed(difference('GET,POST', 'GET, POST, PUT').need), [' ', ', PUT']);
  });

  it('does not compare what has little in common', () => {
    const { have, need } = difference('https://app.example.com', '*');
    assert.deepEqual([changed(have), changed(need)], [['https://app.example.com'], ['*']]);
  });

  it('keeps both texts to the letter, and what it does not mark is in both', () => {
    const value = fc.string({ unit: fc.constantFrom('a', 'b', ',', ' ', '/'), maxLength: 40 });
    fc.assert(
      fc.property(value, value, (have, need) => {
        const parts = difference(have, need);
        assert.equal(text(parts.have), have);
        assert.equal(text(parts.need), need);
        const kept = (list: readonly Part[]) => text(list.filter((part) => !part.changed));
        assert.equal(kept(parts.have), kept(parts.need));
      }),
    );
  });

  it('is quick for values of any length', () => {
    const long = 'ab'.repeat(100_000);
    assert.equal(text(difference(`x${long}`, `y${long}z`).need), `y${long}z`);
  });
});
