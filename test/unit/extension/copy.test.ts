import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { asCurl, asFetch } from '../../../src/extension/copy.ts';
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

describe('asCurl', () => {
  it('survives a shell: each part arrives as it was', () => {
    const printed = execFileSync('sh', ['-c', `curl() { printf '%s\\n' "$@"; }; ${asCurl(request)}`], {
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

  it('asks for HEAD as curl wants it', () => {
    assert.match(asCurl({ ...request, method: 'HEAD' }), /^curl --head 'https/);
  });
});

describe('asFetch', () => {
  it('is a call with the same request', () => {
    const call = asFetch(request);
    assert.ok(call.startsWith('await fetch('));
    const parts: unknown = JSON.parse(`[${call.slice('await fetch('.length, -1)}]`);
    assert.deepEqual(parts, [
      request.url,
      { method: 'PUT', headers: request.headers, credentials: 'include' },
    ]);
  });

  it('leaves out headers when there are none', () => {
    assert.doesNotMatch(asFetch({ ...request, headers: [] }), /headers/);
  });
});
