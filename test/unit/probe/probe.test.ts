import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { CorsRequest, HeaderList, Send } from '../../../src/cors/types.ts';
import { changesState, probe } from '../../../src/probe/probe.ts';
import { answered, failed, StubTransport } from './stubTransport.ts';

const page = 'http://localhost:3000';
const allowed: HeaderList = [
  ['Access-Control-Allow-Origin', page],
  ['Access-Control-Allow-Methods', 'PUT'],
];
const request: CorsRequest = {
  url: 'http://api.test/orders',
  origin: page,
  method: 'GET',
  headers: [],
  credentials: 'omit',
  mode: 'cors',
  redirect: 'follow',
  body: false,
  initiator: 'fetch',
};

const requestLines = (transport: StubTransport): string[] =>
  transport.sent.map(({ method, url }) => `${method} ${url}`);

describe('probe', () => {
  it('sends the preflight, then the request, and judges both', async () => {
    const transport = new StubTransport(() => answered(200, allowed));
    const steps: string[] = [];
    const result = await probe({ ...request, method: 'PUT' }, transport, {
      confirm: () => true,
      onStep: (send) => steps.push(send.method),
    });
    assert.deepEqual(requestLines(transport), [
      'OPTIONS http://api.test/orders',
      'PUT http://api.test/orders',
    ]);
    assert.deepEqual(steps, ['OPTIONS', 'PUT']);
    assert.equal(result.verdict.outcome, 'readable');
    assert.equal(result.stopped, null);
  });

  it('does not send the request when the preflight failed', async () => {
    const transport = new StubTransport(() => answered(204, allowed.slice(0, 1)));
    const result = await probe({ ...request, method: 'PUT' }, transport, { confirm: () => true });
    assert.deepEqual(requestLines(transport), ['OPTIONS http://api.test/orders']);
    assert.equal(result.verdict.cause?.kind, 'method-not-allowed');
  });

  it('sends it anyway where that is wanted, and leaves it out of the verdict', async () => {
    const transport = new StubTransport(({ method }) =>
      method === 'OPTIONS' ? answered(204, allowed) : answered(500),
    );
    const headers: HeaderList = [['X-Table', '4']];
    const result = await probe({ ...request, method: 'PUT', headers }, transport, {
      confirm: () => true,
      sendAnyway: true,
    });
    assert.deepEqual(requestLines(transport), [
      'OPTIONS http://api.test/orders',
      'PUT http://api.test/orders',
    ]);
    assert.equal(result.anyway?.answer.response?.status, 500);
    assert.equal(result.verdict.cause?.step, 'preflight');
    assert.equal(result.sent.length, 1);
  });

  it('asks before a request that changes state, and without a yes sends the preflight alone', async () => {
    for (const confirm of [undefined, () => false, async () => Promise.resolve(false)]) {
      const transport = new StubTransport(() => answered(200, allowed));
      const result = await probe(
        { ...request, method: 'PUT' },
        transport,
        confirm === undefined ? {} : { confirm },
      );
      assert.deepEqual(requestLines(transport), ['OPTIONS http://api.test/orders']);
      assert.equal(result.stopped, 'unconfirmed');
    }
  });

  it('asks with the request that is about to go out', async () => {
    const asked: Send[] = [];
    await probe({ ...request, method: 'POST' }, new StubTransport(() => answered(200, allowed)), {
      confirm: (send) => asked.push(send) > 0,
    });
    assert.deepEqual(
      asked.map(({ method, url }) => [method, url]),
      [['POST', 'http://api.test/orders']],
    );
  });

  it('asks nothing again that every browser asks alike', async () => {
    const transport = new StubTransport(() => answered(200, allowed));
    const { elsewhere } = await probe({ ...request, method: 'PUT' }, transport, { confirm: () => true });
    assert.equal(transport.sent.length, 2);
    assert.equal(elsewhere.exchanges.firefox?.answers.length, 2);
  });

  it('sends nothing that changes state for the sake of another browser, unless somebody agrees', async () => {
    const put = { ...request, method: 'PUT', headers: [['DPR', '2']] as const };
    const transport: StubTransport = new StubTransport(() =>
      answered(transport.sent.length === 1 ? 404 : 200, [
        ...allowed,
        ['Access-Control-Allow-Headers', 'dpr'],
      ]),
    );
    const { elsewhere } = await probe(put, transport);
    assert.ok(transport.sent.every(({ method }) => method === 'OPTIONS'));
    assert.equal(elsewhere.exchanges.firefox?.answers.length, 1);
  });

  it('runs out of time when the answers take too long together, and says so', async () => {
    const transport = new StubTransport(() => answered(302, [...allowed, ['Location', '/next']]));
    const { sent, verdict } = await probe(request, transport, { timeoutMs: 10, totalMs: 1e-6 });
    assert.deepEqual([verdict.outcome, sent.at(-1)?.answer.failure?.code], ['network-error', 'OUT_OF_TIME']);
    assert.deepEqual(
      transport.limits.map(({ timeoutMs }) => timeoutMs),
      [1e-6],
    );
  });

  it('stops where it is aborted', async () => {
    const controller = new AbortController();
    const transport = new StubTransport(() => {
      controller.abort();
      return answered(200, allowed);
    });
    const result = await probe({ ...request, method: 'PUT' }, transport, {
      confirm: () => true,
      signal: controller.signal,
    });
    assert.equal(result.stopped, 'aborted');
    assert.deepEqual(requestLines(transport), [
      'OPTIONS http://api.test/orders',
      'PUT http://api.test/orders',
    ]);
  });

  it('follows redirects with a preflight for each hop and with the tainted origin', async () => {
    const transport = new StubTransport(({ method, url, headers }) => {
      const origin = headers.find(([name]) => name === 'Origin')?.[1] ?? '';
      const allow: HeaderList = [
        ['Access-Control-Allow-Origin', origin],
        ['Access-Control-Allow-Methods', 'PUT'],
      ];
      return method === 'PUT' && url === request.url
        ? answered(307, [...allow, ['Location', 'http://other.test/']])
        : answered(200, allow);
    });
    const result = await probe({ ...request, method: 'PUT' }, transport, { confirm: () => true, body: 'x' });
    assert.deepEqual(requestLines(transport), [
      'OPTIONS http://api.test/orders',
      'PUT http://api.test/orders',
      'OPTIONS http://other.test/',
      'PUT http://other.test/',
      // Firefox asks with the page's origin there, and nobody else does.
      'OPTIONS http://other.test/',
    ]);
    assert.deepEqual(
      result.elsewhere.sent.map(({ send }) => send.origin),
      [request.origin],
    );
    assert.deepEqual(
      transport.sent.map(({ headers }) => headers.find(([name]) => name === 'Origin')?.[1]),
      [page, page, 'null', 'null', page],
    );
    assert.deepEqual(
      transport.sent.map(({ body }) => body),
      [null, 'x', null, 'x', null],
    );
    assert.equal(result.verdict.outcome, 'readable');
  });

  it('does not send mixed content', async () => {
    const transport = new StubTransport(() => answered(200, allowed));
    const result = await probe({ ...request, origin: 'https://shop.test' }, transport);
    assert.deepEqual(transport.sent, []);
    assert.equal(result.sent[0]?.answer.failure?.kind, 'mixed-content');
    assert.equal(result.verdict.outcome, 'network-error');
  });

  it('takes a failure for what it is: no CORS problem', async () => {
    const result = await probe(request, new StubTransport(() => failed('refused')));
    assert.equal(result.verdict.outcome, 'network-error');
    assert.deepEqual(result.exchange.answers, [{ url: request.url, preflight: false, error: 'refused' }]);
  });

  it('sends cookies to the first origin only, and only where the credentials mode lets them', async () => {
    const cookies = async (credentials: CorsRequest['credentials']): Promise<(string | undefined)[]> => {
      const transport = new StubTransport(({ url, headers }) => {
        const allow: HeaderList = [
          ['Access-Control-Allow-Origin', headers.find(([name]) => name === 'Origin')?.[1] ?? ''],
          ['Access-Control-Allow-Credentials', 'true'],
        ];
        return url === request.url
          ? answered(302, [...allow, ['Location', 'http://other.test/']])
          : answered(200, allow);
      });
      await probe({ ...request, credentials }, transport, { cookie: 'sid=1' });
      return transport.sent.map(({ headers }) => headers.find(([name]) => name === 'Cookie')?.[1]);
    };
    assert.deepEqual(await cookies('include'), ['sid=1', undefined]);
    assert.deepEqual(await cookies('same-origin'), [undefined, undefined]);
  });

  it('brings the Content-Type of a text body along, unless the page set one', async () => {
    const contentTypes = async (headers: HeaderList): Promise<HeaderList> => {
      const result = await probe(
        { ...request, method: 'POST', headers },
        new StubTransport(() => answered(200)),
        {
          confirm: () => true,
          body: 'x',
        },
      );
      return result.request.headers;
    };
    assert.deepEqual(await contentTypes([]), [['Content-Type', 'text/plain;charset=UTF-8']]);
    assert.deepEqual(await contentTypes([['content-type', 'text/csv']]), [['content-type', 'text/csv']]);
  });

  it('keeps no secret in its result', async () => {
    const transport = new StubTransport(({ method, url }) =>
      method !== 'OPTIONS' && url.includes('api.test')
        ? answered(302, [...allowed, ['Set-Cookie', 'sid=s3cret; Secure'], ['Location', '/x?token=s3cret']])
        : answered(200, [...allowed, ['Access-Control-Allow-Headers', 'authorization']]),
    );
    const headers: HeaderList = [['Authorization', 'Bearer s3cret']];
    const url = 'http://api.test/orders?access_token=s3cret';
    const result = await probe({ ...request, url, headers, credentials: 'include' }, transport, {
      cookie: 'sid=s3cret',
      body: null,
    });
    assert.match(JSON.stringify(transport.sent), /s3cret/);
    assert.doesNotMatch(JSON.stringify(result), /s3cret/);
  });
});

describe('changesState', () => {
  it('is true for all that HTTP does not call safe', () => {
    assert.deepEqual(['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'get', 'PROPFIND'].filter(changesState), [
      'POST',
      'PUT',
      'get',
      'PROPFIND',
    ]);
  });
});
