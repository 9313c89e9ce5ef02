import assert from 'node:assert/strict';
import { Agent, createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import type { PolicySpec } from '../../src/policy/spec.ts';
import { tryCall, type Call } from '../../src/policy/tryCall.ts';
import type { PolicyRequest, PolicyResponse } from '../../src/policy/types.ts';
import { settle as settleApache, write as writeApache } from '../../src/stacks/apache/write.ts';
import { settle as settleExpress } from '../../src/stacks/express/settle.ts';
import { write as writeExpress } from '../../src/stacks/express/write.ts';
import { settle as settleFastApi } from '../../src/stacks/fastapi/settle.ts';
import { write as writeFastApi } from '../../src/stacks/fastapi/write.ts';
import { settle as settleNginx, write as writeNginx } from '../../src/stacks/nginx/write.ts';
import { call, plainServer, spec } from '../unit/stacks/specs.ts';
import { prepare as prepareApache, type RealApache } from './apache/serve.ts';
import { ask, type RealAnswer } from './behind.ts';
import { Server as FastApiServer } from './fastapi/serve.ts';
import { prepare as prepareNginx, type RealNginx } from './nginx/serve.ts';

const seed = Number(process.env['SEED'] ?? 1);
const policies = Number(process.env['CASES'] ?? 30);
const wanted = fc.sample(spec, { seed, numRuns: policies });
const calls = fc.sample(fc.array(call, { minLength: 8, maxLength: 8 }), { seed, numRuns: policies });

type AskReal = (request: PolicyRequest) => Promise<RealAnswer>;

/** What a browser makes of the real server is what it makes of a plain server that does as the policy says. */
async function holds(
  settled: PolicySpec,
  text: string,
  askReal: AskReal,
  tried: readonly Call[],
  strict = false,
): Promise<void> {
  const reference = plainServer(settled, strict);
  for (const one of tried) {
    const requests: PolicyRequest[] = [];
    const expected = tryCall((request) => {
      requests.push(request);
      return reference(request);
    }, one);
    const answers = new Map<string, PolicyResponse>();
    for (const request of requests) answers.set(request.method, responseOf(await askReal(request)));
    const real = tryCall((request) => {
      const answer = answers.get(request.method);
      assert.ok(answer);
      return answer;
    }, one);
    assert.equal(real.verdict.outcome, expected.verdict.outcome, `${JSON.stringify(one)}\n${text}`);
  }
}

function responseOf({ status, lines }: RealAnswer): PolicyResponse {
  const headers = lines.map((line) => {
    const at = line.indexOf(': ');
    return { name: line.slice(0, at), value: line.slice(at + 2), range: null };
  });
  return { status, headers, lost: [], unknown: [] };
}

function headersOf({ origin, headers, cookies }: PolicyRequest): Record<string, string> {
  return {
    ...(origin === null ? {} : { Origin: origin }),
    ...(cookies ? { Cookie: 'session=1' } : {}),
    ...Object.fromEntries(headers),
  };
}

describe(`what is written, on the real servers (seed ${seed})`, function () {
  this.timeout(120_000);

  for (const [name, express] of [
    ['Express 5', 'express'],
    ['Express 4', 'express4'],
  ] as const) {
    for (const style of ['cors', 'headers'] as const) {
      it(`${name}, ${style}`, async () => {
        const agent = new Agent({ keepAlive: true });
        let app: (request: unknown, response: unknown) => void = () => undefined;
        const server = createServer((request, response) => app(request, response));
        await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
        try {
          for (const [i, one] of wanted.entries()) {
            const source = "const express = require('express');\n\nconst app = express();\n";
            const { text } = writeExpress(one, { source, style });
            app = load(source + text, express);
            const real: AskReal = (request) =>
              ask(agent, portOf(server), {
                host: 'api.test',
                path: '/data',
                method: request.method,
                headers: headersOf(request),
              });
            await holds(settleExpress(one, style), text, real, calls[i] ?? []);
          }
        } finally {
          agent.destroy();
          server.close();
        }
      });
    }
  }

  it('FastAPI', async () => {
    const server = new FastApiServer();
    try {
      server.port = Number(await server.line());
      for (const [i, one] of wanted.entries()) {
        const source = 'from fastapi import FastAPI\n\napp = FastAPI()\n';
        const { text } = writeFastApi(one, { source });
        await server.load(source + text);
        const real: AskReal = async (request) => {
          const { status, headers } = await server.ask(i, request);
          return { status, lines: headers.map(([name, value]) => `${name}: ${value}`) };
        };
        await holds(settleFastApi(one), text, real, calls[i] ?? [], true);
      }
    } finally {
      server.close();
    }
  });

  it('nginx', async () => {
    const ground = await prepareNginx();
    const { listen, upstream } = ground.places;
    const sites: string[] = [];
    const texts = wanted.map((one, i) => {
      const { text } = writeNginx(one, { source: sites.join('\n') });
      const cut = text.startsWith('map') ? text.indexOf('\n\n') : 0;
      const inServer = i % 2 === 0;
      const rest = text.slice(cut);
      const pass = `location / { ${inServer ? '' : rest}\nproxy_pass http://127.0.0.1:${upstream}; }`;
      sites.push(
        `${text.slice(0, cut)}\nserver { listen 127.0.0.1:${listen}; server_name w${i}.test;\n${inServer ? rest : ''}\n${pass} }`,
      );
      return text;
    });
    let server: RealNginx | undefined;
    try {
      server = await ground.start(sites);
      for (const [i, one] of wanted.entries()) {
        const real: AskReal = (request) => askAt(server, `w${i}.test`, '/data', request);
        await holds(settleNginx(one), texts[i] ?? '', real, calls[i] ?? []);
      }
    } finally {
      await server?.stop();
    }
  });

  it('Apache, in folders and in hosts', async () => {
    const ground = await prepareApache();
    const hosts: string[] = [];
    for (const [i, one] of wanted.entries()) {
      const { text } = writeApache(one);
      await ground.addFolder(`/w${i}`, text);
      hosts.push(
        `<VirtualHost *:PORT>\nServerName w${i}.test\n${text}\nProxyPass / http://127.0.0.1:${ground.upstream}/\n</VirtualHost>`,
      );
    }
    let server: RealApache | undefined;
    try {
      server = await ground.start(hosts.join('\n'));
      for (const [i, one] of wanted.entries()) {
        const { text } = writeApache(one);
        const folder: AskReal = (request) => askAt(server, 'folders.test', `/w${i}/data`, request);
        const host: AskReal = (request) => askAt(server, `w${i}.test`, '/data', request);
        await holds(settleApache(one), text, folder, calls[i] ?? []);
        await holds(settleApache(one), text, host, calls[i] ?? []);
      }
    } finally {
      await server?.stop();
    }
  });
});

function askAt(
  server: RealNginx | RealApache | undefined,
  host: string,
  path: string,
  request: PolicyRequest,
): Promise<RealAnswer> {
  assert.ok(server);
  return server.ask({ host, path, method: request.method, headers: headersOf(request) });
}

function portOf(server: HttpServer): number {
  return (server.address() as AddressInfo).port;
}

const require = createRequire(import.meta.url);

type App = ((request: unknown, response: unknown) => void) & { all(path: string, handler: unknown): void };

function load(source: string, express: string): App {
  const make = new Function('require', `${source}\nreturn app;`) as (
    require: (name: string) => unknown,
  ) => App;
  const app = make((name) => require(name === 'express' ? express : name) as unknown);
  app.all('/data', (_: unknown, response: { json(body: unknown): void }) => response.json({ ok: true }));
  return app;
}
