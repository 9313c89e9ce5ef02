import assert from 'node:assert/strict';
import { canonicalOrigin, explainLiteral, isBrowserOrigin } from '../../../src/policy/originLiteral.ts';

describe('explainLiteral', () => {
  const fine = [
    'https://app.example.com',
    'http://localhost:3000',
    'http://127.0.0.1',
    'http://[::1]:8080',
    'capacitor://localhost',
    'ionic://localhost',
    'chrome-extension://abcdefgh',
    'null',
    '*',
    '',
  ];
  for (const text of fine) {
    it(`finds nothing wrong with '${text}'`, () => assert.equal(explainLiteral(text), null));
  }

  const faulty: readonly (readonly [string, string, string | null])[] = [
    ['https://app.example.com/', 'trailing-slash', 'https://app.example.com'],
    ['capacitor://localhost/', 'trailing-slash', 'capacitor://localhost'],
    ['https://example.com/app', 'path-or-query', 'https://example.com'],
    ['https://example.com?x=1', 'path-or-query', 'https://example.com'],
    ['https://example.com/*', 'path-or-query', 'https://example.com'],
    ['example.com', 'missing-scheme', 'https://example.com'],
    ['//example.com', 'missing-scheme', 'https://example.com'],
    ['localhost:3000', 'missing-scheme', 'http://localhost:3000'],
    ['https://*.example.com', 'wildcard', null],
    ['*.example.com', 'wildcard', null],
    ['http://localhost:*', 'wildcard', null],
    ['chrome-extension://*', 'wildcard', null],
    ['https://Example.com', 'non-canonical', 'https://example.com'],
    ['https://example.com:443', 'non-canonical', 'https://example.com'],
    ['http://example.com:80', 'non-canonical', 'http://example.com'],
    ['https://münchen.de', 'non-canonical', 'https://xn--mnchen-3ya.de'],
    ['https:/example.com', 'non-canonical', 'https://example.com'],
    ['https://user@example.com', 'non-canonical', 'https://example.com'],
    [' https://example.com', 'non-canonical', 'https://example.com'],
    ['http://::1:3000', 'non-canonical', null],
    ['file://', 'non-canonical', null],
    ['true', 'not-an-origin', null],
    ['/\\.example\\.com$/', 'not-an-origin', null],
    ['   ', 'not-an-origin', null],
  ];
  for (const [text, kind, canonical] of faulty) {
    it(`says of '${text}': ${kind}`, () => {
      const found = explainLiteral(text);
      assert.equal(found?.kind, kind);
      assert.equal(found?.canonical, canonical);
    });
  }

  it('names the parts of a list in one text, each as a browser sends it', () => {
    const found = explainLiteral('https://a.example.com, https://b.example.com/');
    assert.equal(found?.kind, 'several');
    assert.deepEqual(found?.parts, ['https://a.example.com', 'https://b.example.com']);
  });
});

describe('canonicalOrigin', () => {
  it('keeps what is right, corrects what can be, and gives up on the rest', () => {
    assert.equal(canonicalOrigin('https://a.example.com'), 'https://a.example.com');
    assert.equal(canonicalOrigin('https://A.example.com/'), 'https://a.example.com');
    assert.equal(canonicalOrigin('*'), null);
    assert.equal(canonicalOrigin('https://*.example.com'), null);
  });
});

describe('isBrowserOrigin', () => {
  it('takes serialised http origins and null alone', () => {
    assert.ok(isBrowserOrigin('null'));
    assert.ok(isBrowserOrigin('https://evil.test'));
    for (const other of ['https://evil.test/', 'https://EVIL.test', 'file://', 'https://a b', 'evil.test']) {
      assert.equal(isBrowserOrigin(other), false, other);
    }
  });
});
