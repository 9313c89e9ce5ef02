import type { Range } from '../../policy/range.ts';
import type { CallNode } from './ast.ts';
import { sessionCookie, type AppCookie } from './appCookie.ts';
import { guardsOf } from './guards.ts';
import {
  host,
  listOf,
  native,
  undefinedValue,
  unknown,
  type App,
  type Argument,
  type Handler,
  type HostValue,
  type Layer,
  type NativeValue,
  type Unknown,
  type Value,
} from './values.ts';

/** What Express, cors and Node's http offer to a module, and the apps that it makes of them. */
export interface Library {
  readonly apps: App[];
  readonly corsCalls: CorsCall[];
  /** Cookies of sessions. */
  readonly cookies: AppCookie[];
  importModule(name: string, imported: string): Value;
  callOnUnknown(object: Unknown, method: string, args: readonly Argument[], node: CallNode): void;
  callUnknown(callee: Unknown, args: readonly Argument[], node: CallNode): void;
}

export interface CorsCall {
  readonly options: Argument | null;
  /** NestJS hands options on, to the package of the server that it runs on. */
  readonly through: 'cors' | 'nest';
  /** The handler that the call gives; null where NestJS mounts it. */
  readonly made: NativeValue | null;
  /** The whole call. */
  readonly range: Range;
}

const methods = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'all'];
const here: Range = { start: 0, end: 0 };

export function createLibrary(): Library {
  const apps: App[] = [];
  const corsCalls: CorsCall[] = [];
  const cookies: AppCookie[] = [];
  const guests = new Map<string, App>();
  const guest = (key: string, node: CallNode): App => {
    const known = guests.get(key);
    if (known) return known;
    const app: App = { kind: 'router', range: node.callee.range, layers: [] };
    guests.set(key, app);
    apps.push(app);
    return app;
  };

  const cors = native('cors', (args, node) => {
    const options = args[0] ?? null;
    const range = node?.range ?? here;
    const made = handlerOf('cors()', { kind: 'cors', options, range });
    corsCalls.push({ options, range, through: 'cors', made });
    return made;
  });
  const maker: NativeValue = { ...cors, handler: { kind: 'maker' } };
  const corsModule: NativeValue = { ...maker, members: { default: maker } };

  const make = (kind: App['kind']) =>
    native(kind, (_, node) => {
      const app: App = { kind, range: node?.range ?? here, layers: [] };
      apps.push(app);
      return appHost(app);
    });
  const opaque = (name: string): NativeValue => native(name, () => handlerOf(name, { kind: 'opaque' }));
  const router = make('router');
  const parts: Record<string, Value> = {
    Router: router,
    json: opaque('express.json()'),
    urlencoded: opaque('express.urlencoded()'),
    text: opaque('express.text()'),
    raw: opaque('express.raw()'),
    static: opaque('express.static()'),
  };
  const express = native('express', make('app').call, parts);
  const expressModule: NativeValue = { ...express, members: { ...parts, default: express } };

  const createServer = native('createServer', (args, node) => {
    const handler = args.at(-1);
    const range = node?.range ?? here;
    if (handler?.value.type === 'function') {
      const layer: Layer = { kind: 'use', method: null, path: null, handlers: [handler], range };
      apps.push({ kind: 'app', range, layers: [layer] });
    }
    return serverHost((listener) => {
      const layer: Layer = { kind: 'use', method: null, path: null, handlers: [listener], range };
      apps.push({ kind: 'app', range, layers: [layer] });
    });
  });

  return {
    apps,
    corsCalls,
    cookies,
    callUnknown(callee, args, node) {
      const cookie = sessionCookie(callee, args[0]?.value, node.range);
      if (cookie) cookies.push(cookie);
    },
    importModule(name, imported) {
      if (name === 'cors') return imported === '*' || imported === 'default' ? corsModule : undefinedValue;
      if (/^(?:node:)?(?:https?|http2)$/.test(name)) return httpModule(imported, createServer);
      if (name === 'express') {
        return imported === '*' || imported === 'default'
          ? expressModule
          : (parts[imported] ?? undefinedValue);
      }
      const guards = guardsOf(name, imported, handlerOf);
      if (guards) return guards;
      return unknown(
        `what '${name}' exports`,
        `import ${name} ${imported}`,
        (!/^[./~@#]/.test(name) || name.startsWith('@')) && !likeNode.test(name),
      );
    },
    callOnUnknown(object, method, args, node) {
      const nest = nestCors(object, method, args);
      if (nest) {
        const { range } = node;
        const handler = { kind: 'cors', options: nest.options, range } as const;
        corsCalls.push({ options: nest.options, range, through: 'nest', made: null });
        const value = handlerOf('enableCors()', handler);
        guest(object.key, node).layers.push({
          kind: 'use',
          method: null,
          path: null,
          handlers: [{ value, range }],
          range,
        });
        return;
      }
      if (object.foreign || !guestName.test(object.key)) return;
      if (method === 'use' || methods.includes(method)) addLayer(guest(object.key, node), method, args, node);
    },
  };
}

/** Libraries that hand the request and response of Node on to the functions that they are given. */
const likeNode =
  /^(?:firebase-functions|@google-cloud\/functions-framework|polka|connect|restify|json-server|next-connect|micro|router|webpack-dev-server)(?:\/|$)/;

/** An app that comes in as a parameter or stands in a field. */
const guestName = /^(?:param |this\.)\w*(?:app|application|server|router|api|instance|express)$/i;

/** NestJS hands these options to the cors package: `app.enableCors(…)`, `NestFactory.create(AppModule, { cors: … })`. */
function nestCors(
  object: Unknown,
  method: string,
  args: readonly Argument[],
): { options: Argument | null } | null {
  if (method === 'enableCors') return { options: args[0] ?? null };
  const last = args.at(-1)?.value;
  if (method !== 'create' || !object.key.startsWith('import @nestjs/core') || last?.type !== 'object')
    return null;
  const cors = last.properties.get('cors');
  if (cors?.value.type === 'object') return { options: { value: cors.value, range: cors.valueRange } };
  return cors?.value.type === 'boolean' && cors.value.value ? { options: null } : null;
}

function handlerOf(name: string, handler: Handler): NativeValue {
  return {
    type: 'native',
    name,
    call([, response, next]) {
      if (response?.value.type === 'host') response.value.meet?.(handler, next?.value ?? undefinedValue);
      return undefinedValue;
    },
    handler,
  };
}

/** A server of Node, whose requests a listener may take as well. */
function serverHost(serve: (listener: Argument) => void): HostValue {
  const on = native('on', ([event, listener]) => {
    const isRequest = event?.value.type === 'text' && event.value.value === 'request';
    if (isRequest && listener?.value.type === 'function') serve(listener);
    return self;
  });
  const self = host('server', (name) =>
    name === 'on' || name === 'addListener' ? on : unknown(`'${name}' of a server`, `server.${name}`, true),
  );
  return self;
}

function httpModule(imported: string, createServer: NativeValue): Value {
  if (creates(imported)) return createServer;
  if (imported !== '*' && imported !== 'default')
    return unknown(`'${imported}' of http`, `http ${imported}`, true);
  return host('http', (name) =>
    creates(name) ? createServer : unknown(`'${name}' of http`, `http.${name}`, true),
  );
}

/** `createSecureServer` is that of http2, whose requests and responses have the same methods. */
function creates(name: string): boolean {
  return name === 'createServer' || name === 'createSecureServer';
}

function appHost(app: App): HostValue {
  const self: HostValue = {
    ...host(app.kind, (name) => {
      if (name === 'use' || methods.includes(name)) {
        return native(name, (args, node) => {
          if (name === 'get' && args.length < 2) return unknown('a setting', `app.get ${args.length}`);
          if (node) addLayer(app, name, args, node);
          return self;
        });
      }
      if (name === 'route') return native('route', ([path]) => routeHost(app, path));
      if (['set', 'enable', 'disable', 'engine', 'param'].includes(name)) return native(name, () => self);
      return unknown(`'${name}' of an app`, `app.${name}`, true);
    }),
    app,
  };
  return self;
}

function routeHost(app: App, path: Argument | undefined): HostValue {
  const self = host('route', (name) =>
    methods.includes(name)
      ? native(name, (args, node) => {
          if (node && path) addLayer(app, name, [path, ...args], node);
          return self;
        })
      : undefinedValue,
  );
  return self;
}

function addLayer(app: App, method: string, args: readonly Argument[], node: CallNode): void {
  const hasPath = args.length > 0 && isPath(args[0], method !== 'use' || args.length > 1);
  const handlers = (hasPath ? args.slice(1) : args).flatMap(flatten);
  app.layers.push({
    kind: method === 'use' ? 'use' : 'route',
    method: method === 'use' || method === 'all' ? null : method.toUpperCase(),
    path: hasPath ? (args[0] ?? null) : null,
    handlers,
    range: node.range,
  });
}

function isPath(argument: Argument | undefined, more: boolean): boolean {
  const value = argument?.value;
  if (!value) return false;
  if (value.type === 'text' || value.type === 'regex') return true;
  if (value.type === 'list')
    return value.items.length > 0 && value.items.every((item) => item.type === 'text');
  return more && value.type === 'unknown' && /path|prefix|base|route|url|version/i.test(value.key);
}

function flatten(argument: Argument): readonly Argument[] {
  const items = argument.value.type === 'list' ? listOf(argument.value) : null;
  return items ? items.flatMap((value) => flatten({ value, range: argument.range })) : [argument];
}
