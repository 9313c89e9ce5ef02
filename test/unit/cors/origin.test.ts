import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { isPotentiallyTrustworthy } from '../../../src/cors/origin.ts';

describe('potentially trustworthy', () => {
  for (const url of [
    'https://a',
    'wss://a',
    'file:///a',
    'http://127.0.0.1:1',
    'http://127.1.2.3',
    'http://[::1]',
    'http://localhost',
    'http://a.localhost',
  ]) {
    it(`${url} is`, () => assert.ok(isPotentiallyTrustworthy(new URL(url))));
  }
  for (const url of ['http://a', 'http://128.0.0.1', 'http://localhost.a', 'http://notlocalhost']) {
    it(`${url} is not`, () => assert.ok(!isPotentiallyTrustworthy(new URL(url))));
  }
});
