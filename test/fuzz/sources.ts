import { globSync, readFileSync, readdirSync } from 'node:fs';
import type { ReadContext } from '../../src/policy/types.ts';
import { recognise } from '../../src/stacks/registry.ts';
import { contextOf } from '../proof/files.ts';
import { readPage } from '../proof/page.ts';

/** A text that the linter reads as one of its stacks. */
export interface Source {
  readonly text: string;
  readonly context: ReadContext;
}

const root = new URL('../../', import.meta.url);

/** The blocks of every rule's page, the examples, and forms that packages are written in. */
export function sources(): readonly [Source, ...Source[]] {
  const [first, ...others] = [...fromPages(), ...fromExamples(), ...packageForms];
  if (!first) throw new Error('There is no text to begin with.');
  return [first, ...others];
}

function fromPages(): Source[] {
  const pages = new URL('docs/rules/', root);
  return readdirSync(pages)
    .map((name) => readPage(readFileSync(new URL(name, pages), 'utf8')))
    .flatMap(({ cases }) => cases.flatMap(({ block, fixed }) => [block, ...fixed]))
    .map((block) => ({ text: block.text, context: contextOf(block) }));
}

function fromExamples(): Source[] {
  const files = globSync('examples/**/*', { cwd: root.pathname, exclude: (name) => name === 'node_modules' });
  return files.flatMap((path) => {
    if (!/\.(?:m?js|py|conf|htaccess)$/.test(path)) return [];
    const text = readFileSync(new URL(path, root), 'utf8');
    return recognise(path, text) ? [{ text, context: { path } }] : [];
  });
}

const packageForms: readonly Source[] = [
  {
    context: { path: 'lib/Server.ts' },
    text: `import express, { Router, type Request } from 'express';
import cors from 'cors';

export class Server<T extends object = {}> {
  private readonly app = express();
  constructor(private readonly options: { origin?: string | string[]; paths: T }) {
    if (this.options.origin) this.app.use(cors({ origin: this.options.origin, credentials: true }));
    this.app.use('/api', this.routes());
  }
  private routes(): Router {
    const router = Router();
    for (const [path, handler] of Object.entries(this.options.paths)) router.get(path, cors(), handler);
    return router;
  }
}
`,
  },
  {
    context: { path: 'lib/middleware.js' },
    text: `'use strict';
Object.defineProperty(exports, '__esModule', { value: true });
const cors_1 = __importDefault(require('cors'));
const allowed = (process.env.ORIGINS || 'http://localhost:3000').split(/\\s*,\\s*/);
exports.corsMiddleware = function (req, res, next) {
  const { origin } = req.headers;
  if (allowed.some((one) => one === origin || new RegExp('^' + one.replace(/[.*]/g, '\\\\$&') + '$').test(origin))) {
    res.set({ 'Access-Control-Allow-Origin': origin, Vary: 'Origin', ...exports.more });
  }
  if (req.method === 'OPTIONS') return res.writeHead(204, { 'Access-Control-Max-Age': 600 }).end();
  switch (req.path) { case '/': res.header('Access-Control-Allow-Credentials', \`\${true}\`); default: next(); }
};
module.exports = (0, cors_1.default)({ origin: (origin, done) => done(null, allowed.indexOf(origin) !== -1) });
`,
  },
  {
    context: { path: 'dist/handler.mjs' },
    text: `const headers = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Methods': ['GET', 'PUT'].join() };
async function* parts() { try { yield await import('./x.mjs'); } catch { label: for (;;) break label; } finally { void 0; } }
export default async (req, res) => {
  for await (const part of parts()) Object.keys(headers).forEach((name) => res.setHeader(name, headers[name] ?? part?.[name]));
  do { res.statusCode ||= 200; } while (res.statusCode++ < 300 && !res.writableEnded);
  res.end(JSON.stringify({ ...headers, get n() { return this.m; }, [\`a\${1 + 1}\`]: /x{2,}?(?<y>\\k<y>)/giu }));
};
`,
  },
];
