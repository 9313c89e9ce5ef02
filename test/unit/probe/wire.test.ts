import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Send } from '../../../src/cors/types.ts';
import { failureOf, TLS_ANSWER } from '../../../src/probe/failure.ts';
import { chromiumHead, contentLength } from '../../../src/probe/httpHead.ts';
import { chromiumProfile } from '../../../src/probe/profile.ts';
import { fetchSite, isMixedContent } from '../../../src/probe/site.ts';
import { wireHeaders } from '../../../src/probe/wireHeaders.ts';

describe('chromiumHead', () => {
  const head = (...lines: string[]): string => [...lines, '', ''].join('\r\n');

  it('puts Host, Connection and Content-Length in front', () => {
    const written = head('PUT / HTTP/1.1', 'host: a:1', 'connection: close', 'X-A: 1', 'content-length: 2');
    assert.equal(
      chromiumHead(written, 2, null),
      head('PUT / HTTP/1.1', 'Host: a:1', 'Connection: keep-alive', 'Content-Length: 2', 'X-A: 1'),
    );
    assert.equal(
      chromiumHead(written, null, null),
      head('PUT / HTTP/1.1', 'Host: a:1', 'Connection: keep-alive', 'X-A: 1'),
    );
  });

  it('speaks to a proxy as a proxy', () => {
    const proxy = { protocol: 'http:', hostname: 'proxy.test', port: 3128, authorization: 'Basic x' };
    assert.equal(
      chromiumHead(head('GET http://a:1/ HTTP/1.1', 'host: a:1', 'connection: close'), null, proxy),
      head(
        'GET http://a:1/ HTTP/1.1',
        'Host: a:1',
        'Proxy-Connection: keep-alive',
        'Proxy-Authorization: Basic x',
      ),
    );
  });
});

describe('contentLength', () => {
  it('counts bytes, and is 0 for a POST or PUT without a body', () => {
    assert.equal(contentLength('PATCH', 'Zoë'), 4);
    assert.equal(contentLength('DELETE', ''), 0);
    assert.deepEqual(
      ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].map((method) => contentLength(method, null)),
      [null, 0, 0, null, null],
    );
  });
});

describe('fetchSite', () => {
  const cases: [string, string[], string][] = [
    ['http://localhost:3000', ['http://localhost:3000/a'], 'same-origin'],
    ['http://localhost:3000', ['http://localhost:8080/'], 'same-site'],
    ['http://localhost:3000', ['http://127.0.0.1:3000/'], 'cross-site'],
    ['https://www.shop.co.uk', ['https://api.shop.co.uk/'], 'same-site'],
    ['https://a.co.uk', ['https://b.co.uk/'], 'cross-site'],
    ['https://ann.github.io', ['https://bob.github.io/'], 'cross-site'],
    ['http://shop.test', ['https://shop.test/'], 'cross-site'],
    ['null', ['https://shop.test/'], 'cross-site'],
    ['https://a.test', ['https://b.test/', 'https://a.test/'], 'cross-site'],
    ['https://a.test', ['https://x.a.test/', 'https://a.test/'], 'same-site'],
  ];
  for (const [origin, urls, site] of cases) {
    it(`${origin} → ${urls.join(' → ')}: ${site}`, () => assert.equal(fetchSite(origin, urls), site));
  }
});

describe('isMixedContent', () => {
  it('lets a page on https call this machine over http, and nobody else', () => {
    assert.equal(isMixedContent('https://a.test', 'http://b.test/'), true);
    assert.equal(isMixedContent('https://a.test', 'http://localhost:8080/'), false);
    assert.equal(isMixedContent('http://a.test', 'http://b.test/'), false);
  });
});

describe('wireHeaders', () => {
  const send: Send = {
    url: 'http://api.test/',
    method: 'GET',
    preflight: false,
    hop: 0,
    headers: [],
    origin: 'http://shop.test',
    credentials: false,
    body: false,
  };
  const context = {
    origin: 'http://shop.test',
    urls: ['http://api.test/'],
    cookie: 'a=1',
    profile: chromiumProfile,
  };
  const names = (changed: Partial<Send>, more: Partial<typeof context> = {}): string[] =>
    wireHeaders({ ...send, ...changed }, { ...context, ...more }).map(([name]) => name);

  it('sends no Sec-Fetch-* and no client hints to an insecure URL', () => {
    assert.deepEqual(names({}), [
      'User-Agent',
      'Accept',
      'Origin',
      'Referer',
      'Accept-Encoding',
      'Accept-Language',
    ]);
  });

  it('sends Sec-Fetch-Mode with every preflight', () => {
    assert.deepEqual(names({ preflight: true, method: 'OPTIONS' }), [
      'Accept',
      'Origin',
      'User-Agent',
      'Sec-Fetch-Mode',
      'Referer',
      'Accept-Encoding',
      'Accept-Language',
    ]);
  });

  it('leaves Accept and Accept-Language to a page that sets them', () => {
    const headers = [
      ['accept', 'text/csv'],
      ['accept-language', 'de'],
    ] as const;
    const sent = names({ headers });
    assert.equal(sent.filter((name) => /^accept$/i.test(name)).length, 1);
    assert.equal(sent.filter((name) => /^accept-language$/i.test(name)).length, 1);
  });

  it('sends cookies last, and no Referer for an opaque origin', () => {
    const sent = names({ credentials: true, origin: 'null' }, { origin: 'null' });
    assert.equal(sent.at(-1), 'Cookie');
    assert.ok(!sent.includes('Referer'));
  });
});

describe('failureOf', () => {
  const coded = (code: string): Error => Object.assign(new Error('x'), { code });
  const cases: [unknown, string, string | null][] = [
    [coded('ENOTFOUND'), 'dns', 'ENOTFOUND'],
    [coded('ECONNREFUSED'), 'refused', 'ECONNREFUSED'],
    [new AggregateError([coded('ENETUNREACH'), coded('ECONNREFUSED')]), 'refused', 'ECONNREFUSED'],
    [coded('EHOSTUNREACH'), 'unreachable', 'EHOSTUNREACH'],
    [coded('CERT_HAS_EXPIRED'), 'tls', 'CERT_HAS_EXPIRED'],
    [coded('ERR_SSL_WRONG_VERSION_NUMBER'), 'tls', 'ERR_SSL_WRONG_VERSION_NUMBER'],
    [Object.assign(coded('UND_ERR_SOCKET'), { cause: coded('ECONNRESET') }), 'reset', 'ECONNRESET'],
    [coded('UND_ERR_SOCKET'), 'closed', 'UND_ERR_SOCKET'],
    [coded('UND_ERR_INVALID_ARG'), 'unsendable', 'UND_ERR_INVALID_ARG'],
    [
      Object.assign(coded('HPE_INVALID_CONSTANT'), { name: 'HTTPParserError' }),
      'http-parse',
      'HPE_INVALID_CONSTANT',
    ],
    [
      Object.assign(new Error('x'), { name: 'HTTPParserError', data: '\x15\x03\x01' }),
      'http-parse',
      TLS_ANSWER,
    ],
    [new Error('x', { cause: coded('ENOTFOUND') }), 'dns', 'ENOTFOUND'],
    [new Error('x'), 'other', null],
    ['thrown text', 'other', null],
    [null, 'other', null],
  ];
  for (const [error, kind, code] of cases) {
    it(`${kind} (${code ?? 'no code'})`, () => assert.deepEqual(failureOf(error), { kind, code }));
  }
});
