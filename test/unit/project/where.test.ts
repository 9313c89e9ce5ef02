import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../../scripts/lib/root.mjs';
import type { HeaderLine } from '../../../src/cors/types.ts';
import { importResolver } from '../../../src/project/imports.ts';
import type { Observed, ObservedAnswer } from '../../../src/project/observed.ts';
import { findPlaces } from '../../../src/report/places.ts';
import { placesIn, ranked, type Place, type SourceText } from '../../../src/project/where.ts';

const origin = 'https://shop.example.com';
const sources = [
  'express/server.js',
  'express/manual.js',
  'fastapi/main.py',
  'fastapi/admin.py',
  'fastapi/widget.py',
  'nginx/conf.d/api.conf',
  'nginx/conf.d/assets.conf',
  'apache/sites-available/api.conf',
].map((file): SourceText => {
  const text = readFileSync(path.join(root, 'examples', 'workspace', file), 'utf8');
  return file.startsWith('express')
    ? { path: file, text, versions: { express: '4.21.0' } }
    : { path: file, text };
});

function answer(
  status: number,
  headers: readonly HeaderLine[],
  asked: Partial<ObservedAnswer['request']> = {},
): ObservedAnswer {
  const request = { method: 'GET', origin, headers: [], cookies: false, ...asked };
  return { preflight: request.method === 'OPTIONS', request, status, headers };
}

function preflight(status: number, headers: readonly HeaderLine[], method = 'PUT'): ObservedAnswer {
  return answer(status, headers, { method: 'OPTIONS', headers: [['Access-Control-Request-Method', method]] });
}

function seen(
  url: string,
  answers: readonly ObservedAnswer[],
  { method = 'GET', ...more }: Partial<Observed> & { readonly method?: string } = {},
): Observed {
  return {
    url,
    request: {
      url,
      origin,
      method,
      headers: [],
      credentials: 'same-origin',
      mode: 'cors',
      redirect: 'follow',
      body: false,
      initiator: 'fetch',
    },
    answers,
    deciding: answers.length - 1,
    header: 'Access-Control-Allow-Origin',
    readable: false,
    stack: null,
    ...more,
  };
}

function found(observed: Observed, files: readonly SourceText[] = sources): readonly Place[] {
  return ranked(files.flatMap((file) => placesIn(file, observed)));
}

/** Such as `express/server.js:6 sets`. */
function told({ path: file, range, why }: Place): string {
  const text = sources.find((source) => source.path === file)?.text ?? '';
  return `${file}:${text.slice(0, range.start).split('\n').length} ${why}`;
}

describe('where the outcome of a test comes from', () => {
  const cases: [title: string, observed: Observed, places: string[]][] = [
    [
      'Express: the * that goes with credentials',
      seen('http://localhost:4000/catalogue', [
        answer(200, [
          ['Access-Control-Allow-Origin', '*'],
          ['Access-Control-Allow-Credentials', 'true'],
        ]),
      ]),
      ['express/server.js:6 sets'],
    ],
    [
      'Express: the header that only one route sets',
      seen('http://localhost:4001/stock/7', [preflight(200, [])], { method: 'PUT' }),
      ['express/manual.js:25 not-for-options'],
    ],
    [
      'nginx: the origin of another page',
      seen('http://api.shop.example.com/api/orders', [
        answer(200, [
          ['Access-Control-Allow-Origin', 'http://localhost:5173'],
          ['Access-Control-Allow-Methods', 'GET, POST, PUT, OPTIONS'],
          ['Access-Control-Allow-Headers', 'Authorization, Content-Type'],
        ]),
      ]),
      ['nginx/conf.d/api.conf:17 sets'],
    ],
    [
      'nginx: a header without always, on a 404',
      seen('http://api.shop.example.com/api/nothing', [answer(404, [])]),
      ['nginx/conf.d/api.conf:17 loses'],
    ],
    [
      'nginx: two lines, of which browsers take neither',
      seen('http://assets.shop.example.com/widgets/a.js', [
        answer(200, [
          ['Access-Control-Allow-Origin', 'https://shop.example.com'],
          ['Access-Control-Allow-Origin', 'https://blog.example.com'],
        ]),
      ]),
      ['nginx/conf.d/assets.conf:14 sets', 'nginx/conf.d/assets.conf:15 sets'],
    ],
    [
      'nginx: a location with an add_header of its own',
      seen('http://assets.shop.example.com/a.woff2', [answer(200, [], {})]),
      ['nginx/conf.d/assets.conf:10 loses'],
    ],
    [
      'FastAPI: methods that nobody listed',
      seen(
        'http://localhost:8000/orders/7',
        [
          preflight(400, [
            ['access-control-allow-methods', 'GET'],
            ['access-control-max-age', '600'],
            ['access-control-allow-headers', 'Accept, Accept-Language, Content-Language, Content-Type'],
            ['access-control-allow-credentials', 'true'],
            ['access-control-allow-origin', origin],
          ]),
        ],
        { method: 'PUT', header: 'Access-Control-Allow-Methods' },
      ),
      ['fastapi/main.py:10 sets'],
    ],
    [
      'Apache: two lines from two tables',
      seen('http://api.example.com/downloads/a.zip', [
        answer(200, [
          ['Access-Control-Allow-Origin', 'https://www.example.com'],
          ['Access-Control-Allow-Origin', 'https://www.example.com'],
        ]),
      ]),
      ['apache/sites-available/api.conf:13 sets', 'apache/sites-available/api.conf:14 sets'],
    ],
    [
      'a readable answer: the line that lets the page in',
      seen(
        'http://localhost:4001/stock/7',
        [answer(200, [['Access-Control-Allow-Origin', origin]], { method: 'PUT' })],
        {
          method: 'PUT',
          readable: true,
        },
      ),
      ['express/manual.js:25 sets'],
    ],
    [
      'nothing when no file answers so',
      seen('http://x.example/', [answer(200, [['Access-Control-Allow-Origin', 'https://other.example']])]),
      [],
    ],
  ];
  for (const [title, observed, places] of cases) {
    it(title, () => {
      assert.deepEqual(found(observed).map(told), places);
    });
  }

  it('is the app with the route when no file sends any CORS header', () => {
    const files: SourceText[] = [
      {
        path: 'api.js',
        text: `const express = require('express');\nconst app = express();\napp.get('/orders', list);\napp.listen(4000);`,
      },
      {
        path: 'other.js',
        text: `const express = require('express');\nconst app = express();\napp.get('/users', list);\napp.listen(4001);`,
      },
    ];
    const [place, ...others] = found(seen('http://localhost:4000/orders', [answer(200, [])]), files);
    assert.equal(others.length, 0);
    assert.equal(place?.path, 'api.js');
    assert.equal(place?.why, 'belongs');
    assert.equal(place.range.start, files[0]?.text.indexOf('express();'));
  });

  it('finds the route of a router that another file mounts', () => {
    const text = `import { Router } from 'express';
export const router = Router();
router.put('/:id', (req, res) => {
  res.setHeader('Access-Control-Allow-Origin', 'https://old.example.com');
  res.json({});
});`;
    const observed = seen(
      'http://localhost:4000/api/orders/7',
      [answer(200, [['Access-Control-Allow-Origin', 'https://old.example.com']], { method: 'PUT' })],
      { method: 'PUT' },
    );
    const [place] = found(observed, [{ path: 'orders.js', text }]);
    assert.equal(text.slice(place?.range.start, place?.range.end), `'https://old.example.com'`);
  });

  it('stays within the file, however damaged it is', () => {
    const header = fc.constantFrom(
      'Access-Control-Allow-Origin',
      'Access-Control-Allow-Methods',
      'Access-Control-Allow-Credentials',
    );
    const headers = fc.array(fc.tuple(header, fc.constantFrom('*', origin, 'GET, POST', 'true')), {
      maxLength: 3,
    });
    const damaged = fc.record({
      source: fc.constantFrom(...sources),
      from: fc.nat(800),
      length: fc.nat(60),
      inserted: fc.string({ maxLength: 6, unit: fc.constantFrom(...'{}()\'"`;,\n$*') }),
    });
    fc.assert(
      fc.property(
        damaged,
        header,
        fc.boolean(),
        fc.constantFrom(200, 204, 404, 500),
        headers,
        ({ source, from, length, inserted }, name, first, status, lines) => {
          const text = source.text.slice(0, from) + inserted + source.text.slice(from + length);
          const one = first ? preflight(status, lines) : answer(status, lines);
          const observed = seen('http://localhost:4000/orders/7', [one], { header: name, method: 'PUT' });
          for (const { place, fix } of findPlaces([{ ...source, text }], observed)) {
            for (const { start, end } of [place.range, ...(fix?.edits ?? [])]) {
              assert.ok(
                0 <= start && start <= end && end <= text.length,
                `${start}-${end} of ${text.length}`,
              );
            }
          }
        },
      ),
      { numRuns: 300 },
    );
  }).timeout(20_000);

  it('is the file that holds the text, not the one that imports it', () => {
    const orders = `import { Router } from 'express';
export const orders = Router();
orders.get('/orders', (req, res) => {
  res.set('Access-Control-Allow-Origin', 'https://old.example.com');
  res.json([]);
});`;
    const app = `import express from 'express';\nimport { orders } from './orders.js';\nconst app = express();\napp.use(orders);\napp.listen(4000);`;
    const files = new Map([
      ['app.js', app],
      ['orders.js', orders],
    ]);
    const resolve = importResolver((file) => files.get(file) ?? null);
    const [place, ...others] = found(
      seen('http://localhost:4000/orders', [
        answer(200, [['Access-Control-Allow-Origin', 'https://old.example.com']]),
      ]),
      [...files].map(([file, text]) => ({ path: file, text, resolve })),
    );
    assert.deepEqual(others, []);
    assert.equal(place?.path, 'orders.js');
    assert.equal(orders.slice(place.range.start, place.range.end), `'https://old.example.com'`);
  });

  it('takes a proxy and an app that each add a line', () => {
    const files: SourceText[] = [
      {
        path: 'app.js',
        text: `const app = require('express')();\napp.use(require('cors')());\napp.get('/x', show);`,
      },
      {
        path: 'nginx/site.conf',
        text: `server {\n  listen 80;\n  location / {\n    add_header Access-Control-Allow-Origin * always;\n    proxy_pass http://app;\n  }\n}`,
      },
    ];
    const observed = seen('http://localhost/x', [
      answer(200, [
        ['Access-Control-Allow-Origin', '*'],
        ['Access-Control-Allow-Origin', '*'],
      ]),
    ]);
    assert.deepEqual(
      new Set(found(observed, files).map(({ path: file }) => file)),
      new Set(['app.js', 'nginx/site.conf']),
    );
  });
});
