import assert from 'node:assert/strict';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import { requestFrom } from '../../src/policy/grant.ts';
import type { PolicyRequest } from '../../src/policy/types.ts';
import { answersIn } from '../../src/stacks/express/read.ts';

const require = createRequire(import.meta.url);
const site = 'https://app.example.com';

/** What the programs import, and the reader does not see. */
const elsewhere = {
  origins: [site],
  isAllowed: (origin: string | undefined) => origin === site,
  load: (done: (error: Error | null, list: string[]) => void) => setImmediate(done, null, [site]),
};

const programs = {
  'a list': 'app.use(cors({ origin: elsewhere.origins, credentials: true, maxAge: 60 }));',
  'a list with another origin beside it':
    "app.use(cors({ origin: ['https://other.example', ...elsewhere.origins], exposedHeaders: ['X-Total'] }));",
  'a function': `app.use(cors({
  origin: (origin, callback) => (elsewhere.isAllowed(origin) ? callback(null, true) : callback(new Error('no'))),
  methods: 'GET,PUT',
}));`,
  'a callback that comes later':
    'app.use(cors({ origin: (origin, callback) => elsewhere.load(callback), allowedHeaders: ["X-Own"] }));',
  'options for each request': `app.use(cors((req, callback) => {
  callback(null, { origin: elsewhere.isAllowed(req.get('Origin')), credentials: true });
}));`,
  'a check by hand': `app.use((req, res, next) => {
  const { origin } = req.headers;
  res.vary('Origin');
  if (!elsewhere.isAllowed(origin)) return next();
  res.set({ 'Access-Control-Allow-Origin': origin, 'Access-Control-Allow-Credentials': 'true' });
  if (req.method !== 'OPTIONS') return next();
  res.set('Access-Control-Allow-Methods', 'GET, PUT');
  res.sendStatus(204);
});`,
  'a check in front of it': `app.use((req, res, next) => (req.get('Authorization') ? next() : res.sendStatus(401)));
app.use(cors({ origin: elsewhere.origins }));`,
} as const;

const requests: readonly PolicyRequest[] = [
  requestFrom(site),
  requestFrom(site, { method: 'PUT' }),
  requestFrom(site, {
    method: 'OPTIONS',
    headers: [
      ['Access-Control-Request-Method', 'PUT'],
      ['Access-Control-Request-Headers', 'x-own'],
    ],
  }),
];

for (const express of ['express', 'express4'] as const) {
  describe(`origins that are let in from elsewhere, as ${express} answers them`, () => {
    let handler: RequestListener;
    let server: Server;
    let base = '';

    before((done) => {
      server = createServer((request, response) => handler(request, response));
      server.listen(0, '127.0.0.1', () => {
        base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
        done();
      });
    });
    after(() => server.close());

    for (const [name, program] of Object.entries(programs)) {
      it(name, async () => {
        const source = `const express = require('express');
const cors = require('cors');
const elsewhere = require('./elsewhere');
const app = express();
${program}
app.all('/', (req, res) => res.json({}));
`;
        handler = run(source, express);
        const place = answersIn(source, { path: 'app.js' }).find(({ path }) => path === null);
        assert.ok(place);
        for (const request of requests) {
          const actual = await fetch(base, {
            method: request.method,
            headers: {
              Origin: site,
              // Who is let in has logged in; preflights never have.
              ...(request.method === 'OPTIONS' ? {} : { Authorization: 'Bearer of a test' }),
              ...Object.fromEntries(request.headers),
            },
          });
          const expected = place.answer({ ...request, meant: true });
          const known = (header: string): boolean =>
            !expected.unknown.some(({ about }) => about.toLowerCase() === header);
          assert.ok(known('status'));
          assert.equal(expected.status, actual.status);
          for (const header of headers.filter(known)) {
            const lines = expected.headers.filter((line) => line.name.toLowerCase() === header);
            const value = lines.length > 0 ? lines.map((line) => line.value).join(', ') : null;
            assert.equal(value, actual.headers.get(header), `${request.method} ${header}`);
          }
        }
      });
    }
  });
}

const headers = [
  'access-control-allow-origin',
  'access-control-allow-credentials',
  'access-control-allow-methods',
  'access-control-allow-headers',
  'access-control-expose-headers',
  'access-control-max-age',
  'vary',
];

function run(source: string, express: string): RequestListener {
  const give = (name: string): unknown => {
    if (name === './elsewhere') return elsewhere;
    return require(name === 'express' ? express : name);
  };
  const make = new Function('require', `${source}\nreturn app;`) as (
    give: (name: string) => unknown,
  ) => RequestListener;
  return make(give);
}
