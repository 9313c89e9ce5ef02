import assert from 'node:assert/strict';
import type { Har } from 'har-format';
import { describe, it } from 'mocha';
import { judge } from '../../../src/cors/judge.ts';
import type { CorsRequest } from '../../../src/cors/types.ts';
import type { WireAnswer, WireRequest } from '../../../src/probe/types.ts';
import { readHar } from '../../../src/report/exchangeHar.ts';
import { harOf } from '../../../src/report/har.ts';
import { answered, failed } from '../probe/stubTransport.ts';
import { allow, report } from './support.ts';

const context = { version: '1.2.3', startedAt: '2026-01-02T03:04:05.000Z' };

async function har(
  changed: Partial<CorsRequest>,
  answer: (request: WireRequest) => WireAnswer,
): Promise<{ har: Har; result: string }> {
  const found = await report(changed, answer);
  return { har: harOf(found, context), result: found.cause?.kind ?? found.result };
}

describe('a report as HAR', () => {
  const cases: [what: string, changed: Partial<CorsRequest>, answer: (request: WireRequest) => WireAnswer][] =
    [
      ['a readable answer', {}, () => answered(200, allow(['Content-Type', 'text/plain']))],
      ['a preflight that fails', { method: 'PUT', headers: [['X-Own', '1']] }, () => answered(204, allow())],
      ['no CORS headers', {}, () => answered(500)],
      ['no answer', {}, () => failed('refused')],
      [
        'a redirect to another origin',
        {},
        ({ url }) =>
          url.includes('other')
            ? answered(200, allow())
            : answered(302, allow(['Location', 'http://other.test/a?b=c'])),
      ],
    ];
  for (const [what, changed, answer] of cases) {
    it(`is read back with the same verdict: ${what}`, async () => {
      const written = await har(changed, answer);
      const [read, ...more] = readHar(JSON.stringify(written.har));
      assert.ok(read);
      assert.deepEqual(more, []);
      const { outcome, cause } = judge(read);
      assert.equal(cause?.kind ?? outcome, written.result);
    });
  }

  it('adds times up, and says when each request went out', async () => {
    const { har: archive } = await har({ method: 'PUT' }, () => ({
      ...answered(200, allow(['Access-Control-Allow-Methods', 'PUT'])),
      timing: { dns: 1, connect: 2, tls: 3, firstByte: 4, total: 15 },
    }));
    for (const { timings, time, startedDateTime } of archive.log.entries) {
      assert.deepEqual(timings, { blocked: -1, dns: 1, connect: 5, ssl: 3, send: 0, wait: 4, receive: 5 });
      assert.equal(time, 15);
      assert.ok(startedDateTime.startsWith('2026-01-02T03:04:05.'));
    }
    assert.deepEqual(
      archive.log.entries.map(({ request }) => request.method),
      ['OPTIONS', 'PUT'],
    );
  });

  it('has what HAR 1.2 wants of every entry', async () => {
    const { har: archive } = await har({ url: 'http://api.test/a?b=c' }, () => answered(404));
    assert.equal(archive.log.version, '1.2');
    assert.deepEqual(archive.log.creator, { name: 'Preflight', version: '1.2.3' });
    const [entry] = archive.log.entries;
    assert.deepEqual(entry?.request.queryString, [{ name: 'b', value: 'c' }]);
    assert.deepEqual(
      Object.keys(entry)
        .filter((key) => !key.startsWith('_'))
        .sort(),
      ['cache', 'request', 'response', 'serverIPAddress', 'startedDateTime', 'time', 'timings'],
    );
    assert.deepEqual(Object.keys(entry.response).sort(), [
      ...['bodySize', 'content', 'cookies', 'headers', 'headersSize', 'httpVersion'],
      ...['redirectURL', 'status', 'statusText'],
    ]);
  });
});
