import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { asCurl, asFetch } from '../../../src/extension/copy.ts';
import { parsePaste } from '../../../src/paste/parsePaste.ts';
import type { CorsRequest } from '../../../src/cors/types.ts';

const request: CorsRequest = {
  url: 'https://api.example.com/a?b=c&d=$(id)',
  origin: 'http://localhost:3000',
  method: 'PUT',
  headers: [['X-Note', `it's "new" \`id\` $HOME`]],
  credentials: 'include',
  mode: 'cors',
  redirect: 'follow',
  body: false,
  initiator: 'fetch',
};

const copied = { request, body: null, cookie: null };

describe('asCurl', () => {
  it('survives a shell: each part arrives as it was', () => {
    const printed = execFileSync('sh', ['-c', `curl() { printf '%s\\n' "$@"; }; ${asCurl(copied)}`], {
      encoding: 'utf8',
    });
    assert.deepEqual(printed.split('\n'), [
      '-i',
      '-X',
      'PUT',
      request.url,
      '-H',
      'Origin: http://localhost:3000',
      '-H',
      `X-Note: it's "new" \`id\` $HOME`,
      '',
    ]);
  });

  it('carries body and cookies, and is read back as the same request', () => {
    const pasted = parsePaste(asCurl({ request, body: `{"it's": 1}`, cookie: 'sid=1' }));
    assert.ok(pasted.kind === 'curl');
    const { url, method, headers, cookies, body, origin } = pasted.request;
    assert.deepEqual(
      [url, method, cookies, body, origin],
      [request.url, 'PUT', 'sid=1', `{"it's": 1}`, request.origin],
    );
    assert.ok(headers?.some(([name, value]) => name === 'X-Note' && value === request.headers[0]?.[1]));
  });

  it('leaves cookies out where a browser would', () => {
    const omit = { ...request, credentials: 'omit' } as const;
    assert.doesNotMatch(asCurl({ request: omit, body: null, cookie: 'sid=1' }), /sid/);
  });

  it('asks for HEAD as curl wants it', () => {
    assert.match(asCurl({ ...copied, request: { ...request, method: 'HEAD' } }), /^curl --head 'https/);
  });
});

describe('asFetch', () => {
  it('is a call with the same request', () => {
    const call = asFetch(copied);
    assert.ok(call.startsWith('await fetch('));
    const parts: unknown = JSON.parse(`[${call.slice('await fetch('.length, -1)}]`);
    assert.deepEqual(parts, [
      request.url,
      { method: 'PUT', headers: request.headers, credentials: 'include' },
    ]);
  });

  it('carries the body', () => {
    assert.match(asFetch({ ...copied, body: 'a=1' }), /"body": "a=1"/);
  });

  it('leaves out headers when there are none', () => {
    assert.doesNotMatch(asFetch({ ...copied, request: { ...request, headers: [] } }), /headers/);
  });
});
