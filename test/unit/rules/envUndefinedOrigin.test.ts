import assert from 'node:assert/strict';
import { lint } from '../../../src/rules/index.ts';

const setUp = `import express from 'express';\nimport cors from 'cors';\nconst app = express();\n`;

function saidOf(text: string, path = 'app.ts'): readonly string[] {
  return lint({ text }, { path })
    .filter(({ rule }) => rule === 'env-undefined-origin')
    .map(({ message }) => message);
}

describe('env-undefined-origin: variables that are checked, or do not decide alone', () => {
  const forms: Readonly<Record<string, string>> = {
    'a guard': `if (!process.env.SHOP) { console.error('SHOP?'); process.exit(1); } app.use(cors({ origin: process.env.SHOP }));`,
    'a guard of a constant': `const shop = process.env.SHOP; if (shop === undefined) throw new Error(); app.use(cors({ origin: shop }));`,
    'an assertion': `import assert from 'node:assert'; assert(process.env.SHOP); app.use(cors({ origin: process.env.SHOP }));`,
    'a schema': `import { z } from 'zod'; z.object({ SHOP: z.string().url() }).parse(process.env); app.use(cors({ origin: process.env.SHOP }));`,
    'what a schema gives': `import { cleanEnv, url } from 'envalid'; const env = cleanEnv(process.env, { SHOP: url() }); app.use(cors({ origin: env.SHOP }));`,
    'a package that checks all of them': `import 'dotenv-safe/config'; app.use(cors({ origin: process.env.SHOP }));`,
    'a list of names': `for (const name of ['PORT', 'SHOP']) if (!process.env[name]) throw new Error(name); app.use(cors({ origin: process.env.SHOP }));`,
    'a helper that throws': `const need = (name: string) => { const value = process.env[name]; if (!value) throw new Error(name); return value; }; app.use(cors({ origin: need('SHOP') }));`,
    'a default': `app.use(cors({ origin: process.env.SHOP ?? 'https://app.example.com' }));`,
    'nobody as the default': `app.use(cors({ origin: process.env.SHOP || false }));`,
    'an assertion of a constant': `const SHOP = process.env.SHOP;\nassert(SHOP);\napp.use(cors({ origin: SHOP }));`,
    'a second source': `app.use(cors({ origin: process.env.SHOP || process.env.SITE }));`,
    'cors on a condition': `if (process.env.SHOP) app.use(cors({ origin: process.env.SHOP }));`,
    'a list of more': `app.use(cors({ origin: ['https://app.example.com', process.env.SHOP] }));`,
    'a server that does not start': `app.use(cors({ origin: process.env.SHOP.split(',') }));`,
    'a chain that is broken off': `app.use(cors({ origin: (process.env.SHOP?.split(',')).map((one) => one.trim()) }));`,
    'a text that is put together': `app.use(cors({ origin: 'https://' + process.env.SHOP }));`,
    'a text that is made of it': `app.use(cors({ origin: String(process.env.SHOP) }));`,
    'headers of another layer': `app.use(cors({ origin: process.env.SHOP })); app.use((req, res, next) => { res.header('Access-Control-Allow-Origin', '*'); next(); });`,
    'one of two ways': `app.use(cors({ origin: process.env.NODE_ENV === 'production' ? process.env.SHOP : 'http://localhost:5173' }));`,
    'a name that is no word': `app.use(cors({ origin: process.env['SHOP(*'] }));`,
    'a header on a condition': `app.use((req, res, next) => { if (process.env.SHOP) res.setHeader('Access-Control-Allow-Origin', process.env.SHOP); next(); });`,
  };
  for (const [name, text] of Object.entries(forms))
    it(`${name}: no finding`, () => assert.deepEqual(saidOf(setUp + text), []));
});

describe('env-undefined-origin: variables that decide alone', () => {
  const off =
    'When SHOP is not set, no page of another site can read this: the cors package switches itself off.';
  const forms: Readonly<Record<string, string>> = {
    'used twice': `app.options('/data', cors({ origin: process.env.SHOP })); app.use(cors({ origin: process.env.SHOP }));`,
    'a constant of the same name': `const SHOP = process.env.SHOP;\nif (PORT) { app.listen(PORT); }\napp.use(cors({ origin: SHOP }));`,
    'taken apart': `const { SHOP } = process.env;\napp.use(cors({ origin: SHOP }));`,
    'in an object of settings': `const config = { origin: process.env.SHOP }; app.use(cors({ origin: config.origin, credentials: true }));`,
    'beside another variable': `if (!process.env.SHOP_KEY) throw new Error(); app.use(cors({ origin: process.env.SHOP }));`,
    'for a part of the app': `app.use('/api', cors({ origin: process.env.SHOP }));`,
  };
  for (const [name, text] of Object.entries(forms))
    it(name, () => assert.deepEqual([...new Set(saidOf(setUp + text))], [off]));
});

describe('env-undefined-origin: FastAPI', () => {
  const said = (lines: string): readonly string[] =>
    saidOf(
      `import os\nfrom fastapi import FastAPI\nfrom fastapi.middleware.cors import CORSMiddleware\n${lines}\n`,
      'main.py',
    );
  const add = (options: string): string => `app = FastAPI()\napp.add_middleware(CORSMiddleware, ${options})`;

  it('speaks where the option reads the variable itself', () => {
    assert.equal(said(add('allow_origins=[os.getenv("SHOP")]')).length, 1);
  });
  const silent: Readonly<Record<string, string>> = {
    'a constant, which may be checked': `SHOP = os.getenv("SHOP")\nif not SHOP:\n    raise RuntimeError()\n${add('allow_origins=[SHOP]')}`,
    'a guard': `assert os.getenv("SHOP")\n${add('allow_origins=[os.getenv("SHOP")]')}`,
    'a default': add('allow_origins=[os.getenv("SHOP", "https://app.example.com")]'),
    'a pattern beside it': add('allow_origins=[os.getenv("SHOP")], allow_origin_regex="https://.*"'),
    'options that are not seen': add('allow_origins=[os.getenv("SHOP")], **more'),
  };
  for (const [name, lines] of Object.entries(silent))
    it(`${name}: no finding`, () => assert.deepEqual(said(lines), []));
});
