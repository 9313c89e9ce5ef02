import assert from 'node:assert/strict';
import { lint } from '../../../../src/rules/lint.ts';

const setUp = `import express from 'express';\nimport cors from 'cors';\nconst app = express();\n`;
const open = '{ origin: true, credentials: true }';
const handler = (body: string): string => `app.use((req, res, next) => { ${body} next(); });`;

function rulesIn(text: string, path = 'app.ts'): string[] {
  return lint({ text }, { path }).map(({ rule }) => rule);
}

describe('Express by forms: options', () => {
  const forms: Readonly<Record<string, string>> = {
    'a class field': `class Api { options = ${open}; start() { const app = express(); app.use(cors(this.options)); } }`,
    'a private class field': `class Api { #options = ${open}; constructor() { const app = express(); app.use(cors(this.#options)); } }`,
    'a static class field': `class Config { static cors = ${open}; } app.use(cors(Config.cors));`,
    'a field set by the constructor': `class Api { constructor() { this.options = ${open}; this.app = express(); this.app.use(cors(this.options)); } }`,
    'a method that gives them': `class Api { get options() { return ${open}; } start() { const app = express(); app.use(cors(this.options)); } }`,
    'an instance of a class': `class Config { cors = ${open}; } const config = new Config(); app.use(cors(config.cors));`,
    'the left side of ||': `const options = ${open} || {}; app.use(cors(options));`,
    'the right side of ||': `const given = undefined; app.use(cors(given || ${open}));`,
    'the right side of ??': `const given = null; app.use(cors(given ?? ${open}));`,
    '&&': `app.use(cors(true && ${open}));`,
    'a default of a parameter': `function setUp(options = ${open}) { app.use(cors(options)); } setUp();`,
    'a default in a pattern': `const { origin = true, credentials = true } = {}; app.use(cors({ origin, credentials }));`,
    'an arrow function': `const options = () => (${open}); app.use(cors(options()));`,
    'a computed key': `const key = 'origin'; app.use(cors({ [key]: true, credentials: true }));`,
    'a quoted key': `app.use(cors({ 'origin': true, "credentials": true }));`,
    'a frozen object': `const options = Object.freeze(${open}); app.use(cors(options));`,
    'as const': `const options = ${open} as const; app.use(cors(options));`,
    'a getter': `const options = { get origin() { return true; }, credentials: true }; app.use(cors(options));`,
    'a nested constant': `const config = { http: { cors: ${open} } }; app.use(cors(config.http.cors));`,
    'taken apart': `const { cors: options } = { cors: ${open} }; app.use(cors(options));`,
    'Object.assign to what is there': `const options = { origin: true }; Object.assign(options, { credentials: true }); app.use(cors(options));`,
    'a delegate by name': `const delegate = function (req, callback) { callback(null, ${open}); }; app.use(cors(delegate));`,
    'a delegate that asks for the Origin': `app.use(cors((req, callback) => { const options = req.header('Origin') ? ${open} : { origin: false }; callback(null, options); }));`,
    'an origin function by method': `app.use(cors({ origin(origin, callback) { callback(null, origin); }, credentials: true }));`,
    'an origin function by name': `function anyone(origin, done) { done(null, origin || true); } app.use(cors({ origin: anyone, credentials: true }));`,
    'an async origin function': `app.use(cors({ origin: async (origin, callback) => { callback(null, true); }, credentials: true }));`,
    'a dynamic import': `const { default: allow } = await import('cors'); app.use(allow(${open}));`,
    'a type argument': `const options = cors<Request>(${open}); app.use(options);`,
    'if with a known condition': `const isOpen = true; if (isOpen) { app.use(cors(${open})); }`,
    switch: `const mode = 'open'; switch (mode) { case 'open': app.use(cors(${open})); break; default: app.use(cors({ origin: false })); }`,
    'a loop over paths': `for (const path of ['/a', '/b']) app.use(path, cors(${open}));`,
    forEach: `['/a', '/b'].forEach((path) => app.use(path, cors(${open})));`,
  };
  for (const [name, text] of Object.entries(forms)) {
    it(name, () =>
      assert.ok(
        /^(?:reflect-origin-credentials|origin-callback-always-true)/.test(rulesIn(setUp + text)[0] ?? ''),
      ),
    );
  }
});

describe('Express by forms: where it is mounted', () => {
  const forms: Readonly<Record<string, string>> = {
    'several paths': `app.use(['/a', '/b'], cors(${open}));`,
    'several handlers': `app.use('/api', express.json(), cors(${open}), router);`,
    'lists in lists': `app.use([[cors(${open})], [express.json()]]);`,
    all: `app.all('/items', cors(${open}), (req, res) => res.json([]));`,
    'a router with options': `const api = express.Router({ mergeParams: true }); api.use(cors(${open})); app.use('/api', api);`,
    'new Router': `import { Router } from 'express'; const api = new Router(); api.use(cors(${open})); app.use('/api', api);`,
    'a router that a function makes': `function makeRouter() { const r = express.Router(); r.use(cors(${open})); return r; } app.use('/api', makeRouter());`,
    'app.options and app.use': `app.options('/{*splat}', cors(${open})); app.use(cors(${open}));`,
    'a function that sets up': `const setUpCors = (server) => { server.use(cors(${open})); }; setUpCors(app);`,
    'an app in an object': `const server = { app: express() }; server.app.use(cors(${open}));`,
    'an optional call': `app?.use?.(cors(${open}));`,
    'a chain of routes': `app.route('/items').all(cors(${open})).get((req, res) => res.json([]));`,
  };
  for (const [name, text] of Object.entries(forms)) {
    it(name, () => assert.equal(rulesIn(setUp + text)[0], 'reflect-origin-credentials'));
  }
});

describe('Express by forms: headers by hand', () => {
  const origin = `'Access-Control-Allow-Origin'`;
  const credentials = `'Access-Control-Allow-Credentials'`;
  const forms: Readonly<Record<string, string>> = {
    'res.header': handler(`res.header(${origin}, '*'); res.header(${credentials}, 'true');`),
    'res.set': handler(`res.set(${origin}, '*'); res.set(${credentials}, 'true');`),
    'res.setHeader': handler(`res.setHeader(${origin}, '*'); res.setHeader(${credentials}, 'true');`),
    'res.append': handler(`res.append(${origin}, '*'); res.append(${credentials}, 'true');`),
    'res.set of an object': handler(`res.set({ ${origin}: '*', ${credentials}: 'true' });`),
    'res.header of an object by name': `const headers = { ${origin}: '*', ${credentials}: 'true' }; ${handler('res.header(headers);')}`,
    'a chain': handler(`res.set(${origin}, '*').set(${credentials}, 'true');`),
    'names in an object': `const NAMES = { origin: ${origin}, credentials: ${credentials} }; ${handler("res.set(NAMES.origin, '*'); res.set(NAMES.credentials, 'true');")}`,
    'a loop over entries': `const headers = { ${origin}: '*', ${credentials}: 'true' }; ${handler('for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);')}`,
    'forEach over keys': `const headers = { ${origin}: '*', ${credentials}: 'true' }; ${handler('Object.keys(headers).forEach((name) => res.setHeader(name, headers[name]));')}`,
    'response by another name': `app.use(function allow(request, response, done) { response.header(${origin}, '*'); response.header(${credentials}, 'true'); done(); });`,
    'other case': handler(
      `res.header('access-control-allow-origin', '*'); res.header('ACCESS-CONTROL-ALLOW-CREDENTIALS', 'true');`,
    ),
    'an async handler': `app.use(async (req, res, next) => { res.set(${origin}, '*'); res.set(${credentials}, 'true'); await log(req); next(); });`,
    'a class of handlers': `class Allow { handle(req, res, next) { res.set(${origin}, '*'); res.set(${credentials}, 'true'); next(); } } const allow = new Allow(); app.use(allow.handle);`,
    'a bound method': `class Allow { handle(req, res, next) { res.set(${origin}, '*'); res.set(${credentials}, 'true'); next(); } mount(app) { app.use(this.handle.bind(this)); } }`,
    'a function that makes the handler': `const allow = (value) => (req, res, next) => { res.set(${origin}, value); res.set(${credentials}, 'true'); next(); }; app.use(allow('*'));`,
    'raw http': `import http from 'node:http'; http.createServer((req, res) => { res.setHeader(${origin}, '*'); res.setHeader(${credentials}, 'true'); res.end(); });`,
    'raw http with options': `import { createServer } from 'https'; createServer({ key, cert }, (req, res) => { res.writeHead(200, 'OK', { ${origin}: '*', ${credentials}: 'true' }); res.end(); });`,
    'http by require': `const http = require('http'); const server = http.createServer(function (request, response) { response.writeHead(200, { ${origin}: '*', ${credentials}: 'true' }); response.end(); });`,
    "the server's request event": `import http from 'node:http'; const server = http.createServer(); server.on('request', (req, res) => { res.setHeader(${origin}, '*'); res.setHeader(${credentials}, 'true'); res.end(); });`,
  };
  for (const [name, text] of Object.entries(forms)) {
    it(name, () => assert.equal(rulesIn(setUp + text)[0], 'wildcard-with-credentials'));
  }
});

describe('Express by forms: NestJS', () => {
  const nest = "import { NestFactory } from '@nestjs/core';\nimport { AppModule } from './app.module';\n";
  const forms: Readonly<Record<string, string>> = {
    'enableCors by a constant': `async function bootstrap() { const options = ${open}; const app = await NestFactory.create<NestExpressApplication>(AppModule); app.enableCors(options); } void bootstrap();`,
    'options by a constant': `const cors = ${open}; async function bootstrap() { const app = await NestFactory.create(AppModule, { cors }); await app.listen(3000); } bootstrap();`,
    'at the top': `const app = await NestFactory.create(AppModule); app.enableCors(${open});`,
    'an adapter': `const app = await NestFactory.create(AppModule, new ExpressAdapter(), { cors: ${open} });`,
  };
  for (const [name, text] of Object.entries(forms)) {
    it(name, () => assert.deepEqual(rulesIn(nest + text), ['reflect-origin-credentials']));
  }

  it('enableCors() and cors: true stay silent', () => {
    assert.deepEqual(rulesIn(`${nest}const app = await NestFactory.create(AppModule, { cors: true });`), []);
    assert.deepEqual(
      rulesIn(`${nest}const app = await NestFactory.create(AppModule); app.enableCors();`),
      [],
    );
  });
});

describe('Express by forms: files', () => {
  const common = `const express = require('express');\nconst app = express();\napp.use(require('cors')(${open}));\n`;
  const module = `${setUp}app.use(cors(${open}));\n`;
  const typed = `import express, { type Express } from 'express';\nimport cors, { type CorsOptions } from 'cors';\nconst app: Express = express();\nconst options: CorsOptions = ${open};\napp.use(cors(options!));\nexport type Handler<T> = (req: Request) => Promise<T>;\n`;
  const page = `export const Page = ({ name }) => <div title="don't">{name} isn't here</div>;\n`;
  for (const [path, text] of [
    ['a.js', common],
    ['a.cjs', common],
    ['a.mjs', module],
    ['a.ts', typed],
    ['a.mts', typed],
    ['a.cts', typed],
    ['a.jsx', module + page],
    ['a.tsx', typed + page],
    ['a.js', module + page],
    ['a.ts', `#!/usr/bin/env node\n'use strict';\n${typed}`],
  ] as const) {
    it(path, () => assert.deepEqual(rulesIn(text, path), ['reflect-origin-credentials']));
  }

  it('types alone are none', () => assert.deepEqual(rulesIn(typed, 'a.d.ts'), []));
});

describe('Express by forms: look-alikes stay silent', () => {
  const forms: Readonly<Record<string, string>> = {
    'socket.io': `import { Server } from 'socket.io'; const io = new Server(http, { cors: ${open} }); io.use((socket, next) => next());`,
    'socket.io by require': `const io = require('socket.io')(server, { cors: { origin: '*', credentials: true } });`,
    '@fastify/cors': `import Fastify from 'fastify'; import cors from '@fastify/cors'; const app = Fastify(); await app.register(cors, ${open});`,
    'fastify-cors': `const app = require('fastify')(); app.register(require('fastify-cors'), ${open});`,
    'Fastify hooks': `const app = require('fastify')(); app.addHook('onRequest', async (request, reply) => { reply.header('Access-Control-Allow-Origin', request.headers.origin); reply.header('Access-Control-Allow-Credentials', 'true'); });`,
    '@koa/cors': `import Koa from 'koa'; import cors from '@koa/cors'; const app = new Koa(); app.use(cors(${open}));`,
    'Koa by hand': `const Koa = require('koa'); const app = new Koa(); app.use(async (ctx, next) => { ctx.set('Access-Control-Allow-Origin', ctx.get('Origin')); ctx.set('Access-Control-Allow-Credentials', 'true'); await next(); });`,
    Hono: `import { Hono } from 'hono'; import { cors } from 'hono/cors'; const app = new Hono(); app.use('/api/*', cors({ origin: (origin) => origin, credentials: true }));`,
    Hapi: `const Hapi = require('@hapi/hapi'); const server = Hapi.server({ routes: { cors: { origin: ['*'], credentials: true } } });`,
    Elysia: `import { Elysia } from 'elysia'; import { cors } from '@elysiajs/cors'; new Elysia().use(cors(${open})).listen(3000);`,
    restify: `const restify = require('restify'); const corsMiddleware = require('restify-cors-middleware'); const cors = corsMiddleware({ origins: ['*'], credentials: true }); const server = restify.createServer(); server.pre(cors.preflight); server.use(cors.actual);`,
    Strapi: `module.exports = ['strapi::errors', { name: 'strapi::cors', config: { origin: ['*'], credentials: true } }];`,
    Vite: `export default { server: { cors: ${open} } };`,
  };
  for (const [name, text] of Object.entries(forms)) {
    it(name, () => assert.deepEqual(rulesIn(text, 'app.js'), []));
  }
});
