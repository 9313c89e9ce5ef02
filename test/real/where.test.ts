import assert from 'node:assert/strict';
import { after, describe, it } from 'mocha';
import type { CorsRequest } from '../../src/cors/types.ts';
import { applyEdits } from '../../src/policy/range.ts';
import { probe } from '../../src/probe/probe.ts';
import { openTransport } from '../../src/probe/transport.ts';
import type { SourceText } from '../../src/project/where.ts';
import { observedOf } from '../../src/report/observed.ts';
import { findPlaces, type PlaceReport } from '../../src/report/places.ts';
import { reportOf } from '../../src/report/probeReport.ts';
import type { ProbeReport } from '../../src/report/types.ts';
import { Starters, type ServerName } from '../proof/starters.ts';
import { preflight } from './live/preflight.ts';
import { startSampleApi } from './live/sampleApi.ts';

const origin = 'https://app.example.com';

interface Case {
  readonly server: ServerName;
  readonly title: string;
  readonly file: SourceText;
  readonly language: string;
  readonly path: string;
  readonly request?: Partial<CorsRequest>;
  /** The line that the outcome comes from, and what it does. */
  readonly line: string;
  readonly says: RegExp;
  /** After it the real server lets the page in. */
  readonly fix: string;
}

const express = { path: 'server.js', versions: { express: '5.0.0' } };
const useless: SourceText = {
  path: 'other/server.js',
  text: `const express = require('express');\nconst app = express();\napp.get('/other', (req, res) => res.send(''));\n`,
};

const cases: readonly Case[] = [
  {
    server: 'Express 5',
    title: 'PUT is not in the list of a handler',
    language: 'js',
    file: {
      ...express,
      text: `const express = require('express');
const app = express();
app.options('/orders', (req, res) => {
  res.set('Access-Control-Allow-Origin', '${origin}');
  res.set('Access-Control-Allow-Methods', 'GET, POST');
  res.sendStatus(204);
});
app.put('/orders', (req, res) => {
  res.set('Access-Control-Allow-Origin', '${origin}');
  res.json({});
});
`,
    },
    path: '/orders',
    request: { method: 'PUT' },
    line: `res.set('Access-Control-Allow-Methods', 'GET, POST');`,
    says: /^This sends Access-Control-Allow-Methods: GET, POST\.$/,
    fix: 'Allow PUT',
  },
  {
    server: 'Express 4',
    title: 'an origin with a slash at its end',
    language: 'js',
    file: {
      path: 'server.js',
      versions: { express: '4.21.0' },
      text: `const express = require('express');
const cors = require('cors');
const app = express();
app.use(cors({ origin: '${origin}/' }));
app.get('/orders', (req, res) => res.json([]));
`,
    },
    path: '/orders',
    line: `app.use(cors({ origin: '${origin}/' }));`,
    says: /^This sends Access-Control-Allow-Origin: /,
    fix: `Allow ${origin}`,
  },
  {
    server: 'FastAPI',
    title: 'cookies, and every origin allowed by a star',
    language: 'python',
    file: {
      path: 'main.py',
      text: `from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["*"])


@app.get("/orders")
def orders():
    return []
`,
    },
    path: '/orders',
    request: { credentials: 'include' },
    line: 'app.add_middleware(CORSMiddleware, allow_origins=["*"])',
    says: /^This sends Access-Control-Allow-Origin: \*\.$/,
    fix: `Allow ${origin}`,
  },
  {
    server: 'nginx',
    title: 'a location that has an add_header of its own',
    language: 'nginx',
    file: {
      path: 'nginx/conf.d/site.conf',
      text: `server {
  add_header Access-Control-Allow-Origin "${origin}" always;
  location /inner/ {
    add_header X-Frame-Options DENY;
    return 200 "orders";
  }
}
`,
    },
    path: '/inner/orders',
    line: 'add_header X-Frame-Options DENY;',
    says: /is lost here: a block with an add_header of its own inherits none/,
    fix: 'Repeat the CORS headers here',
  },
  {
    server: 'Apache vhost',
    title: 'a header that is sent twice',
    language: 'apache',
    file: {
      path: 'apache/sites-available/api.conf',
      text: `Header set Access-Control-Allow-Origin "${origin}"
Header always set Access-Control-Allow-Origin "${origin}"
`,
    },
    path: '/index.html',
    line: `Header set Access-Control-Allow-Origin "${origin}"`,
    says: /^This sends Access-Control-Allow-Origin: /,
    fix: 'Keep only the line with always',
  },
  {
    server: 'Express 5',
    title: 'no word of CORS',
    language: 'js',
    file: {
      ...express,
      text: `const express = require('express');
const app = express();
app.put('/orders', (req, res) => res.json({}));
`,
    },
    path: '/orders',
    request: { method: 'PUT', headers: [['X-Api-Key', '1']], credentials: 'include' },
    line: 'const app = express();',
    says: /^Nothing here sends Access-Control-Allow-Origin for \/orders: this is where it belongs\.$/,
    fix: `Add CORS headers for ${origin}`,
  },
  {
    server: 'FastAPI',
    title: 'no word of CORS',
    language: 'python',
    file: {
      path: 'main.py',
      text: `from fastapi import FastAPI

app = FastAPI()


@app.put("/orders")
def orders():
    return []
`,
    },
    path: '/orders',
    request: { method: 'PUT' },
    line: 'app = FastAPI()',
    says: /this is where it belongs\.$/,
    fix: `Add CORS headers for ${origin}`,
  },
  {
    server: 'nginx',
    title: 'no word of CORS',
    language: 'nginx',
    file: {
      path: 'nginx/conf.d/site.conf',
      text: `server {
  location /orders {
    return 200 "orders";
  }
}
`,
    },
    path: '/orders',
    line: 'location /orders {',
    says: /this is where it belongs\.$/,
    fix: `Add CORS headers for ${origin}`,
  },
];

describe('from the answer of a real server to the line, and to an answer that the page may read', function () {
  this.timeout(60_000);
  const starters = new Starters();
  const transport = openTransport();

  after(async () => {
    await transport.close();
    await starters.close();
  });

  async function test(one: Case, text: string): Promise<ProbeReport> {
    const started = await (await starters.get(one.server)).start(text, one.language);
    if (started.base === null) throw new Error(started.printed);
    const request: CorsRequest = {
      url: started.base + one.path,
      origin,
      method: 'GET',
      headers: [],
      credentials: 'same-origin',
      mode: 'cors',
      redirect: 'follow',
      body: false,
      initiator: 'fetch',
      ...one.request,
    };
    const result = await probe(request, transport, { confirm: () => true, controls: false });
    await started.stop();
    return reportOf(result);
  }

  for (const one of cases) {
    it(`${one.server}: ${one.title}`, async () => {
      const before = await test(one, one.file.text);
      assert.equal(before.result, 'blocked');
      const observed = observedOf(before);
      assert.ok(observed);
      const [first] = findPlaces([useless, one.file], observed);
      assert.ok(first);
      assert.equal(first.report.path, one.file.path);
      assert.equal(first.report.snippet, one.line);
      assert.match(first.report.sentence, one.says);
      assert.equal(first.report.fix, one.fix);
      assert.ok(first.fix);
      const { result, sentence } = await test(one, applyEdits(one.file.text, first.fix.edits));
      assert.equal(result, 'readable', sentence);
    });
  }
});

describe('preflight test --workspace', function () {
  this.timeout(60_000);

  it('names the lines of the sample API', async () => {
    const sample = await startSampleApi();
    const asked = ['test', `${sample.api}/put-not-allowed`, '--method', 'PUT', '--origin', sample.page];
    const { code, stdout } = await preflight([...asked, '--workspace', 'examples', '--format', 'json']);
    const text = await preflight([...asked, '--workspace', 'examples/workspace']);
    await sample.stop();
    const { places } = JSON.parse(stdout) as { places: readonly PlaceReport[] };
    assert.equal(code, 1);
    assert.deepEqual(
      places.map(({ path, snippet, fix }) => ({ path, snippet, fix })),
      [
        {
          path: 'examples/api/api.mjs',
          snippet: "res.set('Access-Control-Allow-Methods', 'GET, POST');",
          fix: 'Allow PUT',
        },
      ],
    );
    assert.match(text.stdout, /^Where\n {2}No file here answers as the server does\.$/m);
  });

  it('says what is wrong with the folder', async () => {
    const { code, stderr } = await preflight(['test', 'http://127.0.0.1:9/', '--workspace', 'nowhere']);
    assert.equal(code, 2);
    assert.equal(stderr, 'preflight: nowhere cannot be read: there is no such file or folder.\n');
  });
});
