import type { Range } from '../../policy/range.ts';
import type { CallNode } from './ast.ts';
import { host } from './builtins.ts';
import { listOf } from './interpret.ts';
import {
  native,
  undefinedValue,
  unknown,
  type App,
  type Argument,
  type HostValue,
  type NativeValue,
  type Unknown,
  type Value,
} from './values.ts';

/** What Express, cors and Node's http offer to a module, and the apps that it makes of them. */
export interface Library {
  readonly apps: App[];
  readonly corsCalls: CorsCall[];
  importModule(name: string, imported: string): Value;
  callOnUnknown(object: Unknown, method: string, args: readonly Argument[], node: CallNode): void;
}

export interface CorsCall {
  readonly options: Argument | null;
  /** The whole call. */
  readonly range: Range;
}

const methods = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'all'];
const here: Range = { start: 0, end: 0 };

export function createLibrary(): Library {
  const apps: App[] = [];
  const corsCalls: CorsCall[] = [];
  const guests = new Map<string, App>();

  const cors = native('cors', (args, node) => {
    const options = args[0] ?? null;
    const range = node?.range ?? here;
    corsCalls.push({ options, range });
    return handlerOf('cors()', { kind: 'cors', options, range });
  });
  const corsModule: NativeValue = { ...cors, members: { default: cors } };

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

  return {
    apps,
    corsCalls,
    importModule(name, imported) {
      if (name === 'cors') return imported === '*' || imported === 'default' ? corsModule : undefinedValue;
      if (name === 'express') {
        return imported === '*' || imported === 'default'
          ? expressModule
          : (parts[imported] ?? undefinedValue);
      }
      return unknown(
        `what '${name}' exports`,
        `import ${name} ${imported}`,
        !/^[./~@#]/.test(name) || name.startsWith('@'),
      );
    },
    callOnUnknown(object, method, args, node) {
      if (object.foreign || !/^param \w*(?:app|server|router|api|instance)$/i.test(object.key)) return;
      if (method !== 'use' && !methods.includes(method)) return;
      let app = guests.get(object.key);
      if (!app) {
        app = { kind: 'app', range: node.callee.range, layers: [] };
        guests.set(object.key, app);
        apps.push(app);
      }
      addLayer(app, method, args, node);
    },
  };
}

function handlerOf(name: string, handler: NonNullable<NativeValue['handler']>): NativeValue {
  return { type: 'native', name, call: () => undefinedValue, handler };
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
