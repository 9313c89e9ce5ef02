import assert from 'node:assert/strict';
import { after, describe, it } from 'mocha';
import type { CorsRequest, HeaderList } from '../../src/cors/types.ts';
import { probe } from '../../src/probe/probe.ts';
import { openTransport } from '../../src/probe/transport.ts';
import { reportOf } from '../../src/report/probeReport.ts';
import type { ProbeReport } from '../../src/report/types.ts';
import { header, serveAnswers, type Captured } from './live/rawServer.ts';

const origin = 'http://localhost:3000';

/** A server that answers 403 without CORS headers as soon as one part of a preflight is refused, as several frameworks do. */
function strict(
  methods: readonly string[],
  names: readonly string[],
  most = 10,
): (request: Captured) => string {
  return (request) => {
    const method = header(request, 'access-control-request-method') ?? '';
    const asked = (header(request, 'access-control-request-headers') ?? '').split(',').filter(Boolean);
    const allowed =
      header(request, 'origin') === origin &&
      methods.includes(method) &&
      asked.every((name) => names.includes(name)) &&
      asked.length + (method === 'GET' ? 0 : 1) <= most;
    if (!allowed) return 'HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n';
    return [
      'HTTP/1.1 204 No Content',
      `Access-Control-Allow-Origin: ${origin}`,
      `Access-Control-Allow-Methods: ${methods.join(', ')}`,
      `Access-Control-Allow-Headers: ${names.join(', ')}`,
      '',
      '',
    ].join('\r\n');
  };
}

describe('blame', () => {
  const transport = openTransport();
  after(() => transport.close());

  async function test(
    answer: (request: Captured) => string,
    changed: Partial<CorsRequest>,
  ): Promise<{ report: ProbeReport; requestLines: string[] }> {
    const server = await serveAnswers(answer);
    const request: CorsRequest = {
      url: `${server.origin}/orders`,
      origin,
      method: 'PUT',
      headers: [
        ['Content-Type', 'application/json'],
        ['X-Own', '1'],
      ],
      credentials: 'omit',
      mode: 'cors',
      redirect: 'follow',
      body: false,
      initiator: 'fetch',
      ...changed,
    };
    try {
      const report = reportOf(await probe(request, transport, { confirm: () => true, otherEngines: false }));
      return { report, requestLines: server.captured.map(({ requestLine }) => requestLine) };
    } finally {
      server.close();
    }
  }

  it('names the header that is refused, and what is allowed so far', async () => {
    const { report, requestLines } = await test(strict(['GET', 'PUT'], ['content-type']), {});
    assert.deepEqual(report.blame, { refused: 'parts', method: null, headers: ['X-Own'], preflights: 4 });
    assert.equal(
      report.sentence,
      'The server must answer OPTIONS /orders with Access-Control-Allow-Headers that lists X-Own.',
    );
    assert.deepEqual(report.needs, [
      {
        header: 'Access-Control-Allow-Headers',
        on: 'preflight',
        have: 'content-type',
        need: 'content-type, X-Own',
      },
    ]);
    assert.deepEqual(new Set(requestLines), new Set(['OPTIONS /orders HTTP/1.1']));
  });

  it('names method and headers together', async () => {
    const { report } = await test(strict(['GET'], []), {});
    assert.deepEqual(report.blame, {
      refused: 'parts',
      method: 'PUT',
      headers: ['Content-Type', 'X-Own'],
      preflights: 4,
    });
    assert.equal(
      report.sentence,
      'The server must answer OPTIONS /orders with Access-Control-Allow-Methods that lists PUT and Access-Control-Allow-Headers that lists Content-Type, X-Own.',
    );
  });

  it('stops asking when the origin alone is refused', async () => {
    const { report, requestLines } = await test(strict(['GET', 'PUT'], []), {
      origin: 'http://localhost:4000',
    });
    assert.deepEqual(report.blame, { refused: 'everything', method: null, headers: [], preflights: 1 });
    assert.equal(
      report.sentence,
      'The server must answer OPTIONS /orders with 200 or 204 and CORS headers, not with 403.',
    );
    assert.equal(requestLines.length, 2);
  });

  it('says when it is the combination', async () => {
    const { report } = await test(strict(['GET', 'PUT'], ['content-type', 'x-own'], 1), {});
    assert.equal(report.blame?.refused, 'combination');
    assert.match(report.detail ?? '', /allowed alone, but not all of them together/);
  });

  it('asks nothing where the answer says what is refused', async () => {
    const lists = ['HTTP/1.1 204 No Content', `Access-Control-Allow-Origin: ${origin}`, '', ''].join('\r\n');
    const { report, requestLines } = await test(() => lists, {});
    assert.equal(report.blame, null);
    assert.equal(requestLines.length, 1);
  });

  it('blames nobody when the server stops answering', async () => {
    let answers = 0;
    const server = strict(['GET'], []);
    const { report } = await test((request) => (answers++ < 2 ? server(request) : 'broken\r\n\r\n'), {});
    assert.equal(report.blame, null);
    assert.equal(report.result, 'blocked');
  });

  it('asks about the hop that failed, with its origin', async () => {
    const last = await serveAnswers(strict([], []));
    const first = (request: Captured): string =>
      [
        request.requestLine.startsWith('OPTIONS') ? 'HTTP/1.1 204 No Content' : 'HTTP/1.1 307 Moved',
        `Access-Control-Allow-Origin: ${origin}`,
        'Access-Control-Allow-Methods: PUT',
        'Access-Control-Allow-Headers: content-type, x-own',
        ...(request.requestLine.startsWith('OPTIONS')
          ? []
          : [`Location: ${last.origin}/after`, 'Content-Length: 0']),
        '',
        '',
      ].join('\r\n');
    try {
      const { report } = await test(first, {});
      assert.equal(report.blame?.refused, 'everything');
      const origins = last.captured.map((request) => header(request, 'origin'));
      assert.deepEqual(origins, ['null', 'null']);
    } finally {
      last.close();
    }
  });

  it('keeps what it asks about free of secrets', async () => {
    const headers: HeaderList = [['Authorization', 'Bearer s3cret']];
    const { report } = await test(strict(['GET', 'PUT'], []), { headers });
    assert.deepEqual(report.blame?.headers, ['Authorization']);
    assert.doesNotMatch(JSON.stringify(report), /s3cret/);
  });
});
