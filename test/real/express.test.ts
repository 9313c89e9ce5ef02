import assert from 'node:assert/strict';
import { createServer, request as send, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import type { Handler, PolicyRequest } from '../../src/policy/types.ts';
import { answersIn, type PlaceAnswer } from '../../src/stacks/express/read.ts';
import { program, request as anyRequest } from './express/generate.ts';

type App = ((request: unknown, response: unknown) => void) & {
  get(path: string, handler: unknown): void;
  put(path: string, handler: unknown): void;
  set(name: string, value: unknown): void;
};

const require = createRequire(import.meta.url);
const runs = Number(process.env['PREFLIGHT_RUNS'] ?? 300);
const seed = Number(process.env['PREFLIGHT_SEED'] ?? 20260);
const handlers: Readonly<Record<string, Handler>> = {
  '/data': { does: 'answer', status: 200, madeBy: 'app' },
  '/fail': { does: 'throw' },
  '/api/data': { does: 'answer', status: 200, madeBy: 'app' },
  '/items': { does: 'answer', status: 200, madeBy: 'app' },
  '/missing': { does: 'answer', status: 404, madeBy: 'app' },
};

for (const [name, express, version] of [
  ['Express 5', 'express', '5.3.0'],
  ['Express 4', 'express4', '4.22.3'],
] as const) {
  describe(`answers as ${name} with the cors package`, () => {
    let current: App | null = null;
    let server: Server;
    let port = 0;

    before((done) => {
      server = createServer((request, response) => current?.(request, response));
      server.listen(0, '127.0.0.1', () => {
        port = (server.address() as AddressInfo).port;
        done();
      });
    });
    after(() => server.close());

    it(`over ${runs} random programs`, async function () {
      this.timeout(runs * 100 + 10_000);
      const requests = fc.array(anyRequest, { minLength: 4, maxLength: 4 });
      await fc.assert(
        fc.asyncProperty(program, requests, async (source, asked) => {
          current = load(source, express);
          const places = answersIn(source, { path: 'app.js', versions: { express: version } });
          for (const { method, origin, asks, path } of asked) {
            const headers = [
              ...(origin === null ? [] : [['Origin', origin] as const]),
              ...(method === 'OPTIONS' ? asks : []),
            ];
            const actual = await ask(port, method, path, headers);
            const handler = handlers[path];
            assert.ok(handler);
            const incoming: PolicyRequest = {
              method,
              origin,
              headers: method === 'OPTIONS' ? asks : [],
              cookies: false,
              handler,
            };
            const expected = placeOf(places, path, method).answer(incoming);
            assert.deepEqual(expected.unknown, [], source);
            const shown = {
              status: Math.floor(expected.status / 100),
              headers: expected.headers
                .filter(({ name: header }) => concerns(header))
                .map(({ name: header, value }) => `${header.toLowerCase()}: ${value}`)
                .sort(),
            };
            assert.deepEqual(
              shown,
              { status: Math.floor(actual.status / 100), headers: actual.headers },
              `${method} ${path} from ${origin}`,
            );
          }
        }),
        { seed, numRuns: runs, verbose: 0 },
      );
    });
  });
}

/** The place that a request meets: its own path or the nearest above it, with its method where a route is told apart by that. */
function placeOf(places: readonly PlaceAnswer[], path: string, method: string): PlaceAnswer {
  for (const at of [path, path.replace(/\/[^/]*$/, ''), null]) {
    const here = places.filter((place) => place.path === at);
    const found = here.find(
      (place) => place.method === null || place.method === method || method === 'OPTIONS',
    );
    if (found) return found;
  }
  throw new Error(`No place for ${path}.`);
}

function load(source: string, express: string): App {
  const give = (name: string): unknown => require(name === 'express' ? express : name);
  const make = new Function('require', `${source}\nreturn app;`) as (
    require: (name: string) => unknown,
  ) => App;
  const app = make(give);
  app.set('env', 'test');
  const answer = (_: unknown, response: { json(body: unknown): void }): void => response.json({ ok: true });
  const fail = (): void => {
    throw new Error('This route fails on purpose.');
  };
  for (const [path, handler] of [
    ['/data', answer],
    ['/api/data', answer],
    ['/items', answer],
    ['/fail', fail],
  ] as const) {
    app.get(path, handler);
    app.put(path, handler);
  }
  return app;
}

function concerns(header: string): boolean {
  return /^(?:access-control-|vary$)/i.test(header);
}

function ask(
  port: number,
  method: string,
  path: string,
  headers: readonly (readonly [string, string])[],
): Promise<{ status: number; headers: string[] }> {
  return new Promise((resolve, reject) => {
    const outgoing = send(
      { port, method, path, host: '127.0.0.1', headers: Object.fromEntries(headers) },
      (response) => {
        const lines: string[] = [];
        for (let i = 0; i < response.rawHeaders.length; i += 2) {
          const header = response.rawHeaders[i] ?? '';
          if (concerns(header)) lines.push(`${header.toLowerCase()}: ${response.rawHeaders[i + 1] ?? ''}`);
        }
        response.resume();
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: lines.sort() }));
      },
    );
    outgoing.setTimeout(3_000, () => outgoing.destroy(new Error('No answer within 3 s.')));
    outgoing.on('error', reject);
    outgoing.end();
  });
}
