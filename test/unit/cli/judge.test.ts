import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Io } from '../../../src/cli/io.ts';
import { run } from '../../../src/cli/run.ts';

interface Result {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function preflight(input: string, ...args: string[]): Promise<Result> {
  let out = '';
  let err = '';
  const io: Io = {
    stdout: (text) => (out += text),
    stderr: (text) => (err += text),
    readStdin: () => Promise.resolve(input),
    cwd: import.meta.dirname,
    env: {},
    colours: false,
    signal: new AbortController().signal,
  };
  return { code: await run(args, io), out, err };
}

const url = 'http://api.test/x';
const origin = 'http://page.test';
const put = {
  id: 'put',
  request: {
    url,
    origin,
    method: 'PUT',
    headers: [['X-Foo', '1']],
    credentials: 'omit',
    mode: 'cors',
    redirect: 'follow',
    body: true,
  },
  responses: [
    {
      url,
      preflight: true,
      status: 204,
      headers: [
        ['Access-Control-Allow-Origin', '*'],
        ['Access-Control-Allow-Methods', 'PUT'],
      ],
    },
  ],
};

interface Line {
  readonly id: string;
  readonly preflight: { readonly needed: boolean; readonly method: string; readonly headers: string[] };
  readonly outcome: string;
  readonly cause: { readonly kind: string } | null;
  readonly steps: unknown[];
  readonly exposed: string[];
  readonly engines: Record<
    string,
    { readonly preflight: unknown; readonly outcome: string; readonly console: string[] }
  >;
}

describe('preflight judge', () => {
  it('judges JSON lines, one by one, in the standard and in three engines', async () => {
    const readable = {
      request: { url, origin },
      responses: [{ url, status: 200, headers: [['Access-Control-Allow-Origin', '*']] }],
    };
    const input = `${JSON.stringify(put)}\n\n${JSON.stringify(readable)}\n`;
    const { code, out } = await preflight(input, 'judge', '-', '--format', 'json');
    const [first, second, ...more] = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);
    assert.deepEqual([code, more.length], [0, 0]);
    assert.deepEqual(
      [first?.id, first?.outcome, first?.cause?.kind],
      ['put', 'blocked', 'header-not-allowed'],
    );
    assert.deepEqual([first?.preflight.method, first?.preflight.headers], ['PUT', ['x-foo']]);
    assert.deepEqual(first?.engines['webkit']?.console, [
      'Request header field X-Foo is not allowed by Access-Control-Allow-Headers.',
      `Fetch API cannot load ${url} due to access control checks.`,
    ]);
    assert.deepEqual([second?.id, second?.outcome, second?.cause], ['3', 'readable', null]);
    assert.equal(second?.engines['chromium']?.preflight, null);
  });

  it('takes what a line says of the local network', async () => {
    const client = { addressSpace: 'public', permission: 'denied' };
    const responses = [{ url, status: 200, headers: [], addressSpace: 'loopback' }];
    const request = { url, origin, client, targetAddressSpace: 'loopback' };
    const { out } = await preflight(JSON.stringify({ request, responses }), 'judge', '-', '--format', 'json');
    const { engines } = JSON.parse(out) as Line;
    assert.match(engines['chromium']?.console.join() ?? '', /Permission was denied .* `loopback`/);
    assert.match(engines['firefox']?.console.join() ?? '', /did not succeed/);
    const insecure = { ...request, client: { ...client, secureContext: false } };
    const second = await preflight(
      JSON.stringify({ request: insecure, responses: [{ url, error: 'x', addressSpace: 'local' }] }),
      ...['judge', '-', '--format', 'json'],
    );
    assert.match(second.out, /target IP address space of `loopback`/);
    const wrong = await preflight(
      JSON.stringify({ request: { ...request, targetAddressSpace: 'moon' }, responses }),
      ...['judge', '-'],
    );
    assert.match(wrong.err + wrong.out, /targetAddressSpace is none of public, local, loopback, private/);
  });

  it('says in words what happens', async () => {
    const { code, out } = await preflight(JSON.stringify(put), 'judge', '-');
    assert.equal(code, 0);
    assert.match(
      out,
      /^put: PUT http:\/\/api\.test\/x from http:\/\/page\.test: blocked by CORS\n {2}The server must answer/,
    );
    assert.match(out, /Chrome prints: Access to fetch at 'http:\/\/api\.test\/x'/);
    const lost = await preflight(JSON.stringify({ request: { url, origin } }), 'judge', '-');
    assert.match(lost.out, /holds no answer to the request for http:\/\/api\.test\/x/);
  });

  it('says where an engine ends elsewhere', async () => {
    const wildcard = {
      request: { url, origin, headers: [['Authorization', 'x']] },
      responses: [
        {
          url,
          preflight: true,
          status: 200,
          headers: [
            ['Access-Control-Allow-Origin', '*'],
            ['Access-Control-Allow-Headers', '*'],
          ],
        },
        { url, status: 200, headers: [['Access-Control-Allow-Origin', '*']] },
      ],
    };
    const { out } = await preflight(JSON.stringify(wildcard), 'judge', '-');
    assert.match(out, /blocked by CORS[^]*Firefox differs: the page can read the answer/);
  });

  it('names every line that it cannot read, and judges the others', async () => {
    const bad = [
      '{oops',
      '[]',
      '{"request":1}',
      '{"request":{"origin":"http://a"}}',
      '{"request":{"url":"http://a","origin":"http://b","mode":"odd"}}',
      '{"request":{"url":"http://a","origin":"http://b","headers":[["x"]]}}',
      '{"request":{"url":"http://a","origin":"http://b","headers":{}}}',
      '{"request":{"url":"http://a","origin":"http://b"},"responses":{}}',
      '{"request":{"url":"http://a","origin":"http://b"},"responses":[{"url":"http://a"}]}',
    ];
    const { code, out, err } = await preflight(
      [...bad, JSON.stringify(put)].join('\n'),
      'judge',
      '-',
      '--format',
      'json',
    );
    assert.equal(code, 2);
    assert.equal(out.trimEnd().split('\n').length, 1);
    assert.deepEqual(
      err
        .trimEnd()
        .split('\n')
        .map((line) => /^preflight: Line (\d+) is no exchange: .+\.$/.exec(line)?.[1]),
      bad.map((_line, index) => String(index + 1)),
    );
  });

  it('keeps what a line says beyond the usual', async () => {
    const line = {
      id: 7,
      request: {
        url,
        origin,
        method: 'POST',
        body: 'stream',
        initiator: 'xmlhttprequest',
        uploadListener: true,
      },
      responses: [
        { url, preflight: true, error: 'connection-closed' },
        { url, status: 200, statusText: 'OK' },
      ],
    };
    const { out } = await preflight(JSON.stringify(line), 'judge', '-', '--format', 'json');
    const judged = JSON.parse(out) as Line;
    assert.deepEqual(
      [judged.id, judged.outcome, judged.cause?.kind],
      ['7', 'network-error', 'connection-failed'],
    );
  });

  it('refuses wrong arguments and files that are not there', async () => {
    for (const args of [[], ['a', 'b'], ['nowhere.har'], ['-', '--format', 'xml']]) {
      const { code, err } = await preflight('', 'judge', ...args);
      assert.equal(code, 2);
      assert.match(err, /^preflight: .+\n$/);
    }
  });
});

const header = (name: string, value: string): object => ({ name, value });

function entry(
  method: string,
  sent: object[],
  status: number,
  got: object[],
  more: object = {},
  to = url,
): object {
  return {
    request: {
      method,
      url: to,
      headers: [header('Origin', origin), header(':authority', 'api.test'), ...sent],
      cookies: [],
      ...more,
    },
    response: { status, statusText: '', headers: got },
  };
}

const anyOrigin = header('access-control-allow-origin', '*');

async function judgeHar(...entries: object[]): Promise<Line[]> {
  const { code, out } = await preflight(
    JSON.stringify({ log: { entries } }),
    'judge',
    '-',
    '--format',
    'json',
  );
  assert.equal(code, 0);
  return out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);
}

describe('preflight judge, with a HAR', () => {
  it('puts a preflight and its request together, whichever comes first', async () => {
    const main = entry('PUT', [header('X-Foo', '1'), header('User-Agent', 'x')], 200, [anyOrigin], {
      postData: {},
    });
    const asked = [
      header('Access-Control-Request-Method', 'PUT'),
      header('Access-Control-Request-Headers', 'x-foo,x-bar'),
    ];
    const allowed = [
      anyOrigin,
      header('access-control-allow-methods', 'PUT'),
      header('access-control-allow-headers', 'x-foo,x-bar'),
    ];
    const options = entry('OPTIONS', asked, 204, allowed);
    for (const entries of [
      [options, main],
      [main, options],
    ]) {
      const [judged, ...more] = await judgeHar(...entries);
      assert.deepEqual(
        [judged?.outcome, judged?.preflight.headers, more.length],
        ['readable', ['x-bar', 'x-foo'], 0],
      );
    }
  });
  it('judges a preflight after which nothing was sent', async () => {
    const [judged] = await judgeHar(
      entry('OPTIONS', [header('Access-Control-Request-Method', 'DELETE')], 404, []),
    );
    assert.deepEqual([judged?.preflight.method, judged?.cause?.kind], ['DELETE', 'missing-allow-origin']);
  });
  it('follows redirects through the entries', async () => {
    const target = 'http://api.test/y';
    const judged = await judgeHar(
      entry('GET', [], 302, [anyOrigin, header('Location', '/y')]),
      entry('GET', [], 200, [anyOrigin], {}, target),
    );
    assert.deepEqual([judged.length, judged[0]?.outcome], [1, 'readable']);
  });
  it('takes cookies for credentials, and status 0 for no answer', async () => {
    const [withCookies] = await judgeHar(entry('GET', [], 200, [anyOrigin], { cookies: [{}] }));
    assert.equal(withCookies?.cause?.kind, 'wildcard-with-credentials');
    const [failed] = await judgeHar(entry('GET', [], 0, []));
    assert.equal(failed?.cause?.kind, 'connection-failed');
  });
  it('leaves out what is no CORS request', async () => {
    const own = { request: { method: 'GET', url, headers: [] }, response: { status: 200, headers: [] } };
    assert.deepEqual(await judgeHar(own, { request: null }, {}), []);
  });
  it('says when it cannot be read', async () => {
    for (const text of ['{"log": {', '{"log": {}}']) {
      const { code, err } = await preflight(text, 'judge', '-');
      assert.equal(code, 2);
      assert.match(err, /^preflight: The HAR cannot be read: .+\.\n$/);
    }
  });
});

describe('preflight explain', () => {
  const line = `Access to fetch at '${url}' from origin '${origin}' has been blocked by CORS policy: `;
  it('says what is wrong, and what to change in each stack', async () => {
    const text = `${line}Request header field x-foo is not allowed by Access-Control-Allow-Headers in preflight response.`;
    const { code, out } = await preflight('', 'explain', text);
    assert.equal(code, 0);
    assert.match(out, /^Chrome about http:\/\/api\.test\/x: header-not-allowed\n/);
    assert.match(out, /The page sends the header x-foo/);
    for (const stack of ['Express', 'FastAPI', 'nginx', 'Apache'])
      assert.ok(out.includes(`\n  ${stack}`), stack);
  });
  it('reads standard input, and prints a line of JSON for each message', async () => {
    const input = `${line}It does not have HTTP ok status.\nFetch API cannot load ${url} due to access control checks.`;
    const { out } = await preflight(input, 'explain', '-', '--format', 'json');
    const explained = out
      .trimEnd()
      .split('\n')
      .map((text) => JSON.parse(text) as { message: { cause: string }; changes: unknown[] });
    assert.deepEqual(
      explained.map(({ message, changes }) => [message.cause, changes.length]),
      [
        ['preflight-status', 4],
        ['blocked', 0],
      ],
    );
  });
  it('has a sentence without gaps for every message', async () => {
    const { explain } = await import('../../../src/report/explain.ts');
    const { parseConsole } = await import('../../../src/engines/parseConsole.ts');
    const { readKept } = await import('../../oracle/kept.ts');
    const texts = readKept().flatMap(({ browsers }) =>
      Object.values(browsers).map(({ console }) => console.join('\n')),
    );
    const explanations = texts.flatMap((text) => parseConsole(text)).map(explain);
    assert.ok(new Set(explanations.map(({ message }) => message.cause)).size > 15);
    for (const { reason, changes } of explanations) {
      const words = [reason, ...changes.map(({ text }) => text)].join();
      assert.doesNotMatch(words, /undefined|null,|\[object/);
    }
  });
  it('says when there is nothing to explain', async () => {
    const { code, err } = await preflight('', 'explain', 'TypeError:', 'Failed to fetch');
    assert.deepEqual([code, err], [1, 'preflight: This text holds no CORS message that Preflight knows.\n']);
    assert.equal((await preflight('', 'explain')).code, 2);
  });
});
