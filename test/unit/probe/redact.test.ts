import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { HeaderLine } from '../../../src/cors/types.ts';
import { redactHeaders, redactText, redactUrl } from '../../../src/probe/redact.ts';

describe('redactHeaders', () => {
  const cases: [HeaderLine, string][] = [
    [['Authorization', 'Bearer abc.def'], 'Bearer redacted'],
    [['authorization', 'abc'], 'redacted'],
    [['Proxy-Authorization', 'Basic dXNlcg=='], 'Basic redacted'],
    [['Cookie', 'sid=1; theme=dark'], 'sid=redacted; theme=redacted'],
    [['Set-Cookie', 'sid=abc; Path=/; SameSite=None'], 'sid=redacted; Path=/; SameSite=None'],
    [['X-Api-Key', '12345'], 'redacted'],
    [['X-CSRF-Token', '12345'], 'redacted'],
    [['X-Auth-Token', '12345'], 'redacted'],
    [['Location', '/next?code=42&page=2'], '/next?code=redacted&page=2'],
    [['X-Trace', 'eyJhbGciOiJI.eyJzdWIiOiIx.c2ln'], 'redacted'],
    [['Content-Type', 'application/json'], 'application/json'],
    [['X-Requested-With', 'XMLHttpRequest'], 'XMLHttpRequest'],
    [['X-Author', 'Ann'], 'Ann'],
    [['Access-Control-Allow-Headers', 'authorization, x-api-key'], 'authorization, x-api-key'],
    [['Access-Control-Request-Headers', 'authorization'], 'authorization'],
    [['Origin', 'https://token.example'], 'https://token.example'],
    [['Access-Control-Allow-Origin', 'https://sk-example-company.test'], 'https://sk-example-company.test'],
    [['Access-Control-Allow-Origin', 'https://a.test/?token=1'], 'https://a.test/?token=redacted'],
  ];
  for (const [[name, value], expected] of cases) {
    it(`${name}: ${value}`, () => assert.deepEqual(redactHeaders([[name, value]]), [[name, expected]]));
  }
});

describe('redactUrl', () => {
  const cases: [string, string][] = [
    ['https://ann:pw@api.test/a', 'https://redacted@api.test/a'],
    ['https://api.test/a?token=1&b=2', 'https://api.test/a?token=redacted&b=2'],
    ['https://api.test/a?accessToken=1', 'https://api.test/a?accessToken=redacted'],
    [
      'https://api.test/a?api_key=1&x=1#id_token=2',
      'https://api.test/a?api_key=redacted&x=1#id_token=redacted',
    ],
    ['https://api.test/a?tok%65n=1', 'https://api.test/a?tok%65n=redacted'],
    ['https://api.test/a?tokens=1&keyboard=us', 'https://api.test/a?tokens=1&keyboard=us'],
    ['https://api.test/mail@home', 'https://api.test/mail@home'],
    ['/relative?sig=1', '/relative?sig=redacted'],
    ['//ann:pw@cdn.test/', '//redacted@cdn.test/'],
    ['http://:@api.test/', 'http://:@api.test/'],
    ['http://@api.test/', 'http://@api.test/'],
  ];
  for (const [url, expected] of cases) it(url, () => assert.equal(redactUrl(url), expected));
});

describe('redactText', () => {
  it('leaves text without tokens alone', () =>
    assert.equal(redactText('sky-blue sk-1 eyJ'), 'sky-blue sk-1 eyJ'));
  it('takes tokens of known looks out', () =>
    assert.equal(redactText(`use ghp_${'a'.repeat(36)} here`), 'use redacted here'));
});
