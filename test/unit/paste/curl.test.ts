import assert from 'node:assert/strict';
import { parsePaste } from '../../../src/paste/parsePaste.ts';
import type { Read } from '../../../src/paste/types.ts';

function read(text: string): Read {
  const pasted = parsePaste(text);
  assert.ok(pasted.kind !== 'error', JSON.stringify(pasted));
  return pasted;
}

function request(text: string): Read['request'] {
  const { kind, request } = read(text);
  assert.equal(kind, 'curl');
  return request;
}

const chromeBash = `curl 'https://api.example.com/orders/7?x=1' \\
  -X 'PUT' \\
  -H 'accept: */*' \\
  -H 'accept-language: en-GB,en;q=0.9' \\
  -H 'authorization: Bearer abc' \\
  -H 'content-type: application/json' \\
  -b 'session=1; theme=dark' \\
  -H 'origin: http://localhost:3000' \\
  -H 'priority: u=1, i' \\
  -H 'referer: http://localhost:3000/orders' \\
  -H 'sec-ch-ua: "Chromium";v="141"' \\
  -H 'sec-fetch-mode: cors' \\
  -H 'user-agent: Mozilla/5.0' \\
  --data-raw $'{"note":"it\\'s here\\u0021"}'`;

const chromeCmd = `curl ^"https://api.example.com/orders/7?x=1^&y=%^20^" ^
  -X ^"PUT^" ^
  -H ^"accept: */*^" ^
  -H ^"content-type: application/json^" ^
  -H ^"origin: http://localhost:3000^" ^
  -H ^"sec-ch-ua: ^\\^"Chromium^\\^";v=^\\^"141^\\^"^" ^
  -H ^"user-agent: Mozilla/5.0^" ^
  --data-raw ^"^{^\\^"a^\\^":1^}^"`;

const firefox = `curl 'http://localhost:8080/orders' \\
  --compressed \\
  -X POST \\
  -H 'User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0' \\
  -H 'Accept: */*' \\
  -H 'Accept-Encoding: gzip, deflate, br, zstd' \\
  -H 'X-Api-Key: 12' \\
  -H 'Origin: https://app.example.com' \\
  -H 'Connection: keep-alive' \\
  --data-raw 'a=1'`;

const safari = `curl 'https://api.example.com/orders' \\
-X 'DELETE' \\
-H 'Accept: */*' \\
-H 'Origin: https://app.example.com' \\
-H 'User-Agent: Mozilla/5.0 (Macintosh) Version/26.0 Safari/605.1.15' \\
-H 'Sec-Fetch-Dest: empty'`;

describe('a pasted curl command', () => {
  it('as Chrome copies it for bash', () => {
    assert.deepEqual(request(chromeBash), {
      url: 'https://api.example.com/orders/7?x=1',
      method: 'PUT',
      headers: [
        ['authorization', 'Bearer abc'],
        ['content-type', 'application/json'],
      ],
      credentials: 'include',
      cookies: 'session=1; theme=dark',
      body: '{"note":"it\'s here!"}',
      origin: 'http://localhost:3000',
    });
    assert.deepEqual(read(chromeBash).left, []);
  });

  it('as Chrome copies it for cmd.exe', () => {
    assert.deepEqual(request(chromeCmd), {
      url: 'https://api.example.com/orders/7?x=1&y=%20',
      method: 'PUT',
      headers: [['content-type', 'application/json']],
      credentials: 'same-origin',
      cookies: null,
      body: '{"a":1}',
      origin: 'http://localhost:3000',
    });
  });

  it('as Firefox copies it', () => {
    assert.deepEqual(request(firefox), {
      url: 'http://localhost:8080/orders',
      method: 'POST',
      headers: [
        ['X-Api-Key', '12'],
        ['Content-Type', 'application/x-www-form-urlencoded'],
      ],
      credentials: 'same-origin',
      cookies: null,
      body: 'a=1',
      origin: 'https://app.example.com',
    });
    assert.deepEqual(read(firefox).left, []);
  });

  it('as Safari copies it', () => {
    const { method, headers, origin } = request(safari);
    assert.deepEqual(
      { method, headers, origin },
      { method: 'DELETE', headers: [], origin: 'https://app.example.com' },
    );
  });

  const cases: [command: string, part: Partial<Read['request']>][] = [
    ['curl localhost:8080/x', { url: 'http://localhost:8080/x', method: 'GET', body: null }],
    ['$ curl -s -XDELETE https://a.example/x', { method: 'DELETE' }],
    ['curl -sSLk https://a.example', { url: 'https://a.example' }],
    ['curl -I https://a.example', { method: 'HEAD' }],
    ['curl -d a=1 -d b=2 https://a.example', { method: 'POST', body: 'a=1&b=2' }],
    [
      'curl -G -d a=1 --data-urlencode "q=x y" https://a.example/s',
      { method: 'GET', url: 'https://a.example/s?a=1&q=x+y' },
    ],
    ['curl --json \'{"a":1}\' https://a.example', { method: 'POST', body: '{"a":1}' }],
    ['curl -u me:pass https://a.example', { headers: [['Authorization', 'Basic bWU6cGFzcw==']] }],
    ['curl --url https://a.example -H "X-A;" -H "Accept:"', { headers: [['X-A', '']] }],
    [
      "curl --location --request PUT 'https://a.example' --header 'X-A: 1'",
      { method: 'PUT', headers: [['X-A', '1']] },
    ],
    ['curl -T file.txt https://a.example/f', { method: 'PUT' }],
    [
      'curl -F a=@x.png https://a.example/f',
      { method: 'POST', headers: [['Content-Type', 'multipart/form-data']] },
    ],
    ['curl https://a.example/s?a=1&b=2', { url: 'https://a.example/s?a=1&b=2' }],
    ['curl -e https://app.example/page https://a.example', { origin: 'https://app.example' }],
    ['curl https://a.example | jq .', { url: 'https://a.example' }],
    ['```sh\ncurl https://a.example\n```', { url: 'https://a.example' }],
  ];
  for (const [command, part] of cases) {
    it(command, () => {
      const found = request(command);
      for (const [key, value] of Object.entries(part)) assert.deepEqual(Reflect.get(found, key), value, key);
    });
  }

  it('tells what it could not take over', () => {
    const { left } = read(
      'curl -k --resolve a:1:2 -d @body.json -H "X-Token: $TOKEN" -H "Host: b" -A me https://a.example https://b.example',
    );
    assert.deepEqual(left, [
      '--insecure: certificates are checked, as browsers do.',
      '--resolve: the test connects to the host in the URL.',
      '--data @body.json: the file is not read.',
      '$TOKEN is a variable of your shell: put in its value.',
      'Only the first URL is taken over, not https://b.example.',
    ]);
  });

  const refused: [command: string, says: RegExp][] = [
    ["curl 'https://a.example", /ends inside of a quote/],
    ['curl -X PUT', /names no URL/],
    ['curl ftp://a.example', /“ftp:\/\/a.example”, which is no http/],
  ];
  for (const [command, says] of refused) {
    it(`refuses ${command}`, () => {
      const pasted = parsePaste(command);
      assert.ok(pasted.kind === 'error');
      assert.match(pasted.sentence, says);
    });
  }
});
