import assert from 'node:assert/strict';
import { lint } from '../../../src/rules/lint.ts';

/** Correct files, as they are when the last character is typed. */
const finished: readonly {
  readonly name: string;
  readonly path: string;
  readonly text: string;
  /** What holds for the words that are finished, until the next one is. */
  readonly meanwhile?: string;
}[] = [
  {
    name: 'Express',
    path: 'app.js',
    text: `const app = require('express')();
app.use(require('cors')({ origin: ['https://app.example.com', 'http://localhost:3000'] }));
`,
  },
  {
    name: 'FastAPI',
    path: 'main.py',
    text: `from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://app.example.com", "http://localhost:3000"])
`,
  },
  {
    name: 'nginx',
    path: 'conf.d/site.conf',
    text: `map $http_origin $allowed {
  default "";
  "https://app.example.com" $http_origin;
  "http://localhost:3000" $http_origin;
}
server {
  location / {
    add_header Vary Origin always;
    add_header Access-Control-Allow-Origin $allowed always;
    proxy_pass http://127.0.0.1:3000;
  }
}
`,
  },
  {
    name: 'Apache',
    path: '.htaccess',
    text: `Header always set Access-Control-Allow-Origin "https://app.example.com"
Header always merge Vary Origin
`,
  },
  {
    name: 'Apache with a list',
    path: '.htaccess',
    text: `Header always merge Vary Origin
SetEnvIf Origin "^https://app\\.example\\.com$" allowed=$0
Header always set Access-Control-Allow-Origin "%{allowed}e" env=allowed
`,
    meanwhile: 'apache-env-condition-missing',
  },
];

describe('typing a correct file', () => {
  for (const { name, path, text, meanwhile } of finished) {
    it(`${name}: no origin is blamed before it is there`, () => {
      for (const origin of text.matchAll(/https?:\/\/[^'"\s;]+/g)) {
        for (let typed = 0; typed <= origin[0].length; typed++) {
          const rest = text.slice(origin.index + origin[0].length);
          const half = text.slice(0, origin.index + typed) + rest;
          assert.deepEqual(rulesIn(half, path), [], half);
        }
      }
    });

    it(`${name}: nothing is said that the next word takes back`, () => {
      for (let end = 0; end <= text.length; end++) {
        const found = rulesIn(text.slice(0, end), path).filter((rule) => rule !== meanwhile);
        assert.deepEqual(found, [], text.slice(0, end));
      }
    });
  }

  it('still blames a spelling that is finished', () => {
    const text =
      "const app = require('express')();\napp.use(require('cors')({ origin: 'https://app.example.com:443' }));\n";
    assert.deepEqual(rulesIn(text, 'app.js'), ['non-canonical-origin']);
  });
});

function rulesIn(text: string, path: string): readonly string[] {
  return lint({ text }, { path }).map(({ rule }) => rule);
}
