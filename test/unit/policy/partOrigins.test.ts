import assert from 'node:assert/strict';
import { partsOfOrigins } from '../../../src/policy/partOrigins.ts';

describe('origins that are a part of a text', () => {
  const first = (text: string) => partsOfOrigins(text)[0];

  it('begin with one that a stranger can register', () => {
    assert.deepEqual(first('https://app.example.com'), { origin: 'https://app.example.co', strangers: true });
    assert.deepEqual(first('http://localhost:3000,https://shop.example.net'), {
      origin: 'https://shop.example.ne',
      strangers: true,
    });
  });

  it('are no stranger where the ending is no top-level domain, or the host nobody registers', () => {
    assert.deepEqual(first('https://app.example.org'), {
      origin: 'https://app.example.or',
      strangers: false,
    });
    assert.deepEqual(first('http://localhost:3000'), { origin: 'http://localhost:300', strangers: false });
  });

  it('are none for a text without an origin', () => {
    for (const text of ['', '*', 'null', 'app.example.com', 'https://'])
      assert.deepEqual(partsOfOrigins(text), []);
  });

  it('come from a bounded part of a long text', () => {
    const long = `https://${'a.'.repeat(5000)}com`;
    assert.ok(partsOfOrigins(long).every(({ origin }) => origin.length < 500));
  });
});
