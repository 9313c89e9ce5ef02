import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits } from '../../../src/policy/range.ts';
import { normalise, type PolicySpec } from '../../../src/policy/spec.ts';
import { completed } from '../../../src/policy/specChange.ts';
import { specOf } from '../../../src/policy/specOf.ts';
import type { Stack } from '../../../src/policy/types.ts';
import { change } from '../../../src/stacks/change.ts';
import { settle as settleFastApi } from '../../../src/stacks/fastapi/settle.ts';
import { read, write } from '../../../src/stacks/registry.ts';
import { runs, seed, spec } from './specs.ts';

const express =
  "const express = require('express');\nconst cors = require('cors');\nconst app = express();\n";

const page = { literal: 'https://app.example.com' };
const shop = { literal: 'https://shop.example.com' };

/** Files around a written policy. */
const files: readonly {
  readonly name: string;
  readonly stack: Stack;
  readonly path: string;
  /** Of any two random policies, how many must be made of one another at least. */
  readonly share: number;
  around(written: string): string;
}[] = [
  {
    name: 'Express',
    stack: 'express',
    path: 'app.js',
    share: 0.3,
    around: (text) => `${express}\n${text}\napp.get('/data', (req, res) => res.json({}));\n`,
  },
  {
    name: 'FastAPI',
    stack: 'fastapi',
    path: 'main.py',
    share: 0.9,
    around: (text) => `from fastapi import FastAPI\n\napp = FastAPI()\n${text}\n`,
  },
  {
    name: 'nginx',
    stack: 'nginx',
    path: 'conf.d/api.conf',
    share: 0.3,
    around(text) {
      const cut = text.startsWith('map') ? text.indexOf('\n\n') : 0;
      const rest = `${text.slice(cut)}\nproxy_pass http://127.0.0.1:3000;`;
      return `${text.slice(0, cut)}\n\nserver {\n  location / {\n${rest}\n  }\n}\n`;
    },
  },
  { name: 'Apache', stack: 'apache', path: '.htaccess', share: 0.3, around: (text) => `${text}\n` },
];

describe(`changing a policy where it stands (seed ${seed})`, function () {
  this.timeout(30_000);

  for (const { name, stack, path, share, around } of files) {
    it(`${name}: makes what was wanted, or nothing`, () => {
      let made = 0;
      fc.assert(
        fc.property(spec, spec, (first, wanted) => {
          const source = around(
            write(stack, first, { path, source: stack === 'express' ? express : '' }).text,
          );
          const policy = read(stack, source, { path }).policies[0];
          assert.ok(policy, source);
          const current = specOf(policy);
          assert.ok(current, source);
          const edits = change(source, { path }, policy, wanted);
          if (edits === null) return;
          made += 1;
          const text = applyEdits(source, edits);
          const reading = read(stack, text, { path });
          assert.deepEqual(reading.errors, [], text);
          const after = reading.policies[0];
          const whole = completed(current, wanted);
          assert.deepEqual(after && specOf(after), settled(stack, current, whole), text);
        }),
        { seed, numRuns: runs },
      );
      assert.ok(made > runs * share, `only ${made} of ${runs} changes were made`);
    });
  }
});

function settled(stack: Stack, current: PolicySpec, spec: PolicySpec): PolicySpec {
  const normal = normalise(spec);
  if (stack !== 'fastapi') return normal;
  const sameMethods = JSON.stringify(normal.methods) === JSON.stringify(current.methods);
  return { ...settleFastApi(spec), ...(sameMethods ? { methods: current.methods } : {}) };
}

function changed(
  stack: Stack,
  path: string,
  source: string,
  wanted: (now: PolicySpec) => PolicySpec,
): string | null {
  const policy = read(stack, source, { path }).policies[0];
  const now = policy && specOf(policy);
  assert.ok(policy && now, source);
  const edits = change(source, { path }, policy, wanted(now));
  return edits && applyEdits(source, edits);
}

describe('the smallest edit: Express', () => {
  const edit = (text: string, wanted: (now: PolicySpec) => PolicySpec): string | null => {
    const result = changed('express', 'app.js', express + text, wanted);
    return result === null ? null : result.slice(express.length);
  };
  const addShop = (now: PolicySpec): PolicySpec => ({
    ...now,
    origins: [...(Array.isArray(now.origins) ? now.origins : []), shop],
  });

  it('adds an origin to the list', () => {
    assert.equal(
      edit("app.use(cors({ origin: ['https://app.example.com'] }));\n", addShop),
      "app.use(cors({ origin: ['https://app.example.com', 'https://shop.example.com'] }));\n",
    );
  });

  it('makes a list of one origin', () => {
    assert.equal(
      edit("app.use(cors({ origin: 'https://app.example.com' }));\n", addShop),
      "app.use(cors({ origin: ['https://app.example.com', 'https://shop.example.com'] }));\n",
    );
  });

  it('adds a line where the others have lines, in the constant that the call names', () => {
    assert.equal(
      edit(
        "const options = {\n  origin: [\n    'https://app.example.com', // the page\n    /^https:\\/\\/[a-z]+\\.example\\.org$/,\n  ],\n};\napp.use(cors(options));\n",
        addShop,
      ),
      "const options = {\n  origin: [\n    'https://app.example.com', // the page\n    /^https:\\/\\/[a-z]+\\.example\\.org$/,\n    'https://shop.example.com',\n  ],\n};\napp.use(cors(options));\n",
    );
  });

  it('adds an origin to the set of a middleware', () => {
    const middleware = (origins: string, methods: string): string =>
      `const allowed = new Set([${origins}]);\napp.use((req, res, next) => {\n  const { origin } = req.headers;\n  res.vary('Origin');\n  if (allowed.has(origin)) res.set('Access-Control-Allow-Origin', origin);\n  res.set('Access-Control-Allow-Methods', '${methods}');\n  if (req.method === 'OPTIONS') return res.sendStatus(204);\n  next();\n});\n`;
    assert.equal(
      edit(middleware("'https://app.example.com'", 'GET'), (now) => ({
        ...addShop(now),
        methods: ['GET', 'PUT'],
      })),
      middleware("'https://app.example.com', 'https://shop.example.com'", 'GET, PUT'),
    );
  });

  it('adds what is not stated yet', () => {
    assert.equal(
      edit('app.use(cors());\n', (now) => ({ ...now, origins: [shop], credentials: true })),
      "app.use(cors({ origin: ['https://shop.example.com'], credentials: true }));\n",
    );
  });

  it('hands out nothing where a comparison decides', () => {
    const text =
      "app.use((req, res, next) => {\n  if (req.headers.origin === 'https://app.example.com') res.set('Access-Control-Allow-Origin', req.headers.origin);\n  if (req.method === 'OPTIONS') return res.sendStatus(204);\n  next();\n});\n";
    assert.equal(edit(text, addShop), null);
  });
});

describe('the smallest edit: FastAPI', () => {
  const head =
    'from fastapi import FastAPI\nfrom fastapi.middleware.cors import CORSMiddleware\n\napp = FastAPI()\n';

  it('adds to the lists that are there, and arguments that are not', () => {
    const source = `${head}ORIGINS = [\n    "https://app.example.com",\n]\napp.add_middleware(\n    CORSMiddleware,\n    allow_origins=ORIGINS,\n    allow_methods=["GET", "HEAD", "POST"],\n)\n`;
    assert.equal(
      changed('fastapi', 'main.py', source, (now) => ({
        ...now,
        origins: [{ literal: 'https://app.example.com' }, { literal: 'https://shop.example.com' }],
        credentials: true,
        methods: ['GET', 'HEAD', 'POST', 'PUT'],
        allowHeaders: ['Authorization'],
      })),
      `${head}ORIGINS = [\n    "https://app.example.com",\n    "https://shop.example.com",\n]\napp.add_middleware(\n    CORSMiddleware,\n    allow_origins=ORIGINS,\n    allow_methods=["GET", "HEAD", "POST", "PUT"],\n    allow_headers=["Authorization"],\n    allow_credentials=True,\n)\n`,
    );
  });

  it('leaves the methods alone where only an origin is to be added', () => {
    const add = (origins: string): string =>
      `${head}app.add_middleware(CORSMiddleware, allow_origins=[${origins}])\n`;
    assert.equal(
      changed('fastapi', 'main.py', add('"https://app.example.com"'), (now) => ({
        ...now,
        origins: [page, shop],
      })),
      add('"https://app.example.com", "https://shop.example.com"'),
    );
  });

  it('hands out nothing where the environment decides', () => {
    const source = `${head}import os\napp.add_middleware(CORSMiddleware, allow_origins=["https://app.example.com"], max_age=int(os.environ["AGE"]))\n`;
    const policy = read('fastapi', source, { path: 'main.py' }).policies[0];
    assert.ok(policy);
    const wanted = {
      origins: 'any',
      credentials: false,
      methods: null,
      allowHeaders: null,
      exposeHeaders: [],
      maxAge: 5,
    } as const;
    assert.equal(change(source, { path: 'main.py' }, policy, wanted), null);
  });
});

describe('the smallest edit: nginx', () => {
  const server = (map: string, headers: string): string =>
    `${map}server {\n    location / {\n${headers}        if ($request_method = OPTIONS) {\n            return 204;\n        }\n        proxy_pass http://127.0.0.1:3000;\n    }\n}\n`;
  const map = (entries: string): string => `map $http_origin $origin {\n    default "";\n${entries}}\n`;
  const sends = (value: string): string =>
    `        add_header Access-Control-Allow-Origin ${value} always;\n`;

  it('adds an entry to the map, and a header', () => {
    assert.equal(
      changed(
        'nginx',
        'conf.d/api.conf',
        server(map('    "https://app.example.com" $http_origin;\n'), sends('$origin')),
        (now) => ({ ...now, origins: [page, shop], methods: ['PUT'] }),
      ),
      server(
        map('    "https://app.example.com" $http_origin;\n    "https://shop.example.com" $http_origin;\n'),
        `${sends('$origin')}        add_header Access-Control-Allow-Methods "PUT" always;\n`,
      ),
    );
  });

  it('puts a map in front where one origin was sent to all', () => {
    const result = changed(
      'nginx',
      'conf.d/api.conf',
      server('', sends('https://app.example.com')),
      (now) => ({
        ...now,
        origins: [page, shop],
      }),
    );
    assert.match(result ?? '', /^map \$http_origin \$cors_origin \{\n {4}default "";\n {4}"https:\/\/app/);
    assert.match(result ?? '', /Allow-Origin \$cors_origin always;\n {8}add_header Vary Origin always;\n/);
  });
});

describe('the smallest edit: Apache', () => {
  it('adds a test of the origin, and a header under the same condition', () => {
    const test = (name: string): string => `SetEnvIf Origin "^https://${name}\\.example\\.com$" ALLOWED=$0\n`;
    const send = 'Header always set Access-Control-Allow-Origin "%{ALLOWED}e" env=ALLOWED\n';
    assert.equal(
      changed('apache', '.htaccess', test('app') + send, (now) => ({
        ...now,
        origins: [page, shop],
        allowHeaders: ['Authorization'],
      })),
      `${test('app')}${test('shop')}${send}Header always set Access-Control-Allow-Headers "Authorization" env=ALLOWED\n`,
    );
  });
});
