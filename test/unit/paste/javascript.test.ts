import assert from 'node:assert/strict';
import { requestCalls } from '../../../src/paste/javascript.ts';
import { parsePaste } from '../../../src/paste/parsePaste.ts';

function only(text: string): ReturnType<typeof requestCalls>[number]['called'] {
  const calls = requestCalls(text);
  assert.equal(calls.length, 1, text);
  const [call] = calls;
  assert.ok(call);
  return call.called;
}

describe('a call that sends a request', () => {
  it('as Chrome copies it', () => {
    const pasted = parsePaste(`fetch("https://api.example.com/orders", {
  "headers": {
    "accept": "*/*",
    "authorization": "Bearer \\"x\\"",
    "content-type": "application/json",
    "sec-ch-ua": "\\"Chromium\\";v=\\"141\\""
  },
  "referrer": "http://localhost:3000/page",
  "body": "{\\"a\\":1}",
  "method": "PUT",
  "mode": "cors",
  "credentials": "include"
});`);
    assert.ok(pasted.kind === 'fetch');
    assert.deepEqual(pasted.request, {
      url: 'https://api.example.com/orders',
      method: 'PUT',
      headers: [
        ['authorization', 'Bearer "x"'],
        ['content-type', 'application/json'],
      ],
      credentials: 'include',
      cookies: null,
      body: '{"a":1}',
      origin: 'http://localhost:3000',
    });
    assert.deepEqual(pasted.left, []);
  });

  it('with constants of the same text, and stand-ins for what is computed', () => {
    const { request, left } = only(`
      const API: string = 'http://localhost:8080';
      const ORDERS = \`\${API}/orders\`;
      export async function save(id: number, token: string) {
        return await fetch(\`\${ORDERS}/\${id}\`, {
          method: 'patch',
          headers: new Headers({ Authorization: \`Bearer \${token}\`, 'Content-Type': 'application/json' }),
          cookies: null,
          body: JSON.stringify({ id, done: true }),
        });
      }`);
    assert.deepEqual(request, {
      url: 'http://localhost:8080/orders/1',
      method: 'patch',
      headers: [
        ['Authorization', ''],
        ['Content-Type', 'application/json'],
      ],
      credentials: 'same-origin',
      cookies: null,
      body: '{}',
      origin: null,
    });
    assert.deepEqual(left, [
      'A part of the URL is computed: “1” stands in for it.',
      'The value of Authorization is computed: put in what the page sends.',
      'The body is computed: “{}” stands in for it.',
    ]);
  });

  it('with a literal body', () => {
    assert.equal(
      only(`fetch('/x', { method: 'POST', body: JSON.stringify({ a: [1, 'b', null], c: true }) })`).request
        .body,
      '{"a":[1,"b",null],"c":true}',
    );
  });

  it('tells that no-cors gives nothing', () => {
    assert.match(
      only(`fetch('https://a.example', { mode: 'no-cors' })`).left.join(),
      /can never read the answer/,
    );
  });

  it('by axios', () => {
    assert.deepEqual(
      only(`axios.post('https://a.example/x', { a: 1 }, { withCredentials: true, params: { q: 'x y' } })`)
        .request,
      {
        url: 'https://a.example/x?q=x+y',
        method: 'POST',
        headers: [['Content-Type', 'application/json']],
        credentials: 'include',
        cookies: null,
        body: '{"a":1}',
        origin: null,
      },
    );
    assert.equal(only(`axios({ method: 'delete', url: 'https://a.example/x' })`).request.method, 'DELETE');
  });

  it('by an instance of axios', () => {
    const { request } = only(
      `const api = axios.create({ baseURL: 'https://a.example/v1/', headers: { 'X-A': '1' } });\napi.get<Order>('/orders');`,
    );
    assert.equal(request.url, 'https://a.example/v1/orders');
    assert.deepEqual(request.headers, [['X-A', '1']]);
  });

  it('by XMLHttpRequest', () => {
    const { request } = only(`const xhr = new XMLHttpRequest(); xhr.open('put', 'https://a.example/x');`);
    assert.equal(request.method, 'PUT');
    assert.equal(request.url, 'https://a.example/x');
  });

  it('knows where it stands', () => {
    const text = `button.onclick = () => { fetch('https://a.example').then(show); };`;
    const [call] = requestCalls(text);
    assert.ok(call);
    assert.equal(text.slice(call.range.start, call.range.end), `fetch('https://a.example')`);
  });

  const none = [
    'fetch(url)',
    'cache.fetch("https://a.example")',
    'dialog.open("file", "x")',
    'fetch(`${HOST}/x`)',
    'fetch(',
  ];
  for (const text of none) {
    it(`finds none in ${text}`, () => {
      assert.deepEqual(requestCalls(text), []);
    });
  }
});
