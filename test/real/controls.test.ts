import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { after, afterEach, describe, it } from 'mocha';
import type { CorsRequest } from '../../src/cors/types.ts';
import { probe } from '../../src/probe/probe.ts';
import { securityProbe } from '../../src/probe/security.ts';
import { securityPlan } from '../../src/probe/securityPlan.ts';
import { openTransport } from '../../src/probe/transport.ts';
import { reportOf } from '../../src/report/probeReport.ts';
import { securityReportOf, type SecurityReport } from '../../src/report/security.ts';
import type { ProbeReport } from '../../src/report/types.ts';

const page = 'http://app.example.com';

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

interface App {
  (request: IncomingMessage, response: ServerResponse): void;
  use(handler: Handler): void;
  all(path: string, handler: Handler): void;
}

interface CorsOptions {
  readonly origin: boolean | string | RegExp | readonly string[];
  readonly credentials?: boolean;
  readonly methods?: readonly string[];
}

const require = createRequire(import.meta.url);
const express = require('express') as () => App;
const cors = require('cors') as (options: CorsOptions) => Handler;

/** Asks who calls, OPTIONS included. */
const login: Handler = ({ headers }, response, next) => {
  if (headers.authorization !== undefined) return next();
  response.statusCode = 401;
  response.end();
};

describe('controls and security probes on a real Express', () => {
  const transport = openTransport();
  let server: Server | null = null;
  afterEach(() => server?.close());
  after(() => transport.close());

  async function serve(options: CorsOptions, before: readonly Handler[] = []): Promise<string> {
    const app = express();
    for (const handler of [...before, cors(options)]) app.use(handler);
    app.all('/orders', (_request, response) => void response.end('[]'));
    const listening = createServer(app).listen(0, '127.0.0.1');
    server = listening;
    await once(listening, 'listening');
    return `http://127.0.0.1:${(listening.address() as AddressInfo).port}/orders`;
  }

  const asked = (url: string, changed: Partial<CorsRequest>): CorsRequest => ({
    url,
    origin: page,
    method: 'GET',
    headers: [],
    credentials: 'omit',
    mode: 'cors',
    redirect: 'follow',
    body: false,
    initiator: 'fetch',
    ...changed,
  });

  async function tested(url: string, changed: Partial<CorsRequest> = {}): Promise<ProbeReport> {
    return reportOf(await probe(asked(url, changed), transport, { controls: true, confirm: () => true }));
  }

  async function attacked(url: string, changed: Partial<CorsRequest> = {}): Promise<SecurityReport> {
    const request = asked(url, { credentials: 'include', ...changed });
    return securityReportOf(await securityProbe(request, securityPlan(request), transport));
  }

  it('tell a reflection from a list and from a fixed value', async () => {
    assert.equal((await tested(await serve({ origin: true }))).controls?.origins, 'reflected');
    server?.close();
    assert.equal((await tested(await serve({ origin: [page] }))).controls?.origins, 'listed');
    server?.close();
    assert.equal((await tested(await serve({ origin: page }))).controls?.origins, 'fixed');
  });

  it('find that cors varies by Origin, and says so', async () => {
    const { vary, server: named } = await tested(await serve({ origin: [page] }));
    assert.equal(vary?.state, 'ok');
    assert.deepEqual(named.stacks, [{ stack: 'express', because: 'X-Powered-By: Express' }]);
  });

  it('prove that the login stands before cors', async () => {
    const url = await serve({ origin: [page] }, [login]);
    const report = await tested(url, { method: 'PUT', headers: [['Authorization', 'Bearer s3cret']] });
    assert.equal(report.result, 'blocked');
    assert.equal(report.controls?.auth, 'proved');
    assert.doesNotMatch(JSON.stringify(report), /s3cret/);
  });

  it('find one handler for every path', async () => {
    const report = await tested(await serve({ origin: [page], methods: ['PUT'] }), { method: 'PUT' });
    assert.equal(report.controls?.options, 'every-path');
  });

  const holes: [what: string, origin: CorsOptions['origin'], kind: string, severity: string][] = [
    ['a pattern without an end', /^http:\/\/app\.example\.com/, 'open-end', 'high'],
    ['a pattern without a boundary', /example\.com$/, 'no-boundary', 'high'],
    ['a pattern with a bare dot', /^http:\/\/app.example\.com$/, 'dot', 'high'],
    ['null on the list', [page, 'null'], 'null', 'high'],
    ['every subdomain', /^http:\/\/[a-z]+\.example\.com$/, 'subdomain', 'low'],
  ];
  for (const [what, origin, kind, severity] of holes) {
    it(`find ${what}: ${severity}`, async () => {
      const { findings } = await attacked(await serve({ origin, credentials: true }));
      assert.deepEqual(
        findings.map((finding) => [finding.kind, finding.severity]),
        [[kind, severity]],
      );
    });
  }

  it('find nothing in a right list, for GET and for a method that changes state', async () => {
    const url = await serve({ origin: [page], credentials: true });
    for (const method of ['GET', 'DELETE']) {
      const { findings, requests, planned } = await attacked(url, { method });
      assert.deepEqual(findings, []);
      assert.equal(requests, planned);
    }
  });
});
