import type { ReadError } from '../../policy/types.ts';
import { conditionOf, type Condition } from './condition.ts';
import { mapOf, type VariableMap } from './maps.ts';
import type { Argument, Directive } from './scan.ts';

export interface AddHeader {
  readonly name: Argument;
  readonly value: Argument;
  readonly always: boolean;
  readonly directive: Directive;
}

/** One directive of the rewrite phase, in the order in which nginx runs them. */
export type Step =
  | { readonly does: 'set'; readonly variable: string; readonly value: Argument }
  | { readonly does: 'if'; readonly condition: Condition; readonly level: Level }
  | {
      readonly does: 'return';
      readonly status: number;
      readonly bare: boolean;
      readonly directive: Directive;
    }
  | { readonly does: 'break' }
  | {
      readonly does: 'rewrite';
      readonly flag: 'last' | 'break' | 'redirect' | 'permanent' | null;
      /** True when the expression takes every path. */
      readonly always: boolean;
      readonly directive: Directive;
    };

export interface ErrorPage {
  readonly statuses: readonly number[];
  /** `=204` is 204, `=` is 'of the page', nothing is null. */
  readonly answer: number | 'of the page' | null;
  readonly target: string;
  readonly directive: Directive;
}

/** A place in the configuration that headers and handlers can be attached to. */
export interface Level {
  readonly kind: 'http' | 'server' | 'location' | 'if' | 'limit_except';
  /** As a person would call it: `location /api/`. */
  readonly label: string;
  /** Null for a level that the file itself is. */
  readonly directive: Directive | null;
  readonly parent: Level | null;
  readonly headers: AddHeader[];
  inherit: { readonly mode: 'on' | 'off' | 'merge'; readonly directive: Directive } | null;
  /** Something that may hold further directives or change headers in a way that the file does not show. */
  opaque: Directive | null;
  readonly steps: Step[];
  /** `proxy_pass` and its like. */
  handler: Directive | null;
  tryFiles: Directive | null;
  readonly errorPages: ErrorPage[];
  authBasic: Directive | null;
  authRequest: Directive | null;
  /** `deny all` with no `allow` beside it, or a list that depends on the caller's address. */
  access: { readonly rule: 'nobody' | 'by address'; readonly directive: Directive } | null;
  satisfyAny: boolean | null;
  interceptsErrors: boolean | null;
  limit: { readonly methods: readonly string[]; readonly level: Level } | null;
  readonly locations: Level[];
  readonly uri: LocationUri | null;
}

export interface LocationUri {
  readonly modifier: '=' | '^~' | '~' | '~*' | '@' | '';
  readonly path: string;
}

export interface Model {
  readonly servers: readonly Level[];
  /** Servers in which some location is told by an expression. */
  readonly byExpression: ReadonlySet<Level>;
  readonly maps: ReadonlyMap<string, VariableMap>;
  /** Variables that some `set` in the file gives a value. */
  readonly setVariables: ReadonlySet<string>;
  /** Where a `map` can be written: the start of the first server's line; null in a snippet. */
  readonly mapSite: number | null;
  readonly errors: readonly ReadError[];
}

/** Builds the levels of one file: a whole nginx.conf, the inside of `http`, or a snippet for a server or a location. */
export function modelOf(directives: readonly Directive[]): Model {
  const build = new Builder();
  const http = directives.find((directive) => directive.name === 'http' && directive.block);
  const inside = http?.block?.directives ?? directives;
  const servers = inside.filter((directive) => directive.name === 'server' && directive.block);
  if (servers.length > 0 || inside.some((directive) => httpOnly.has(directive.name) && directive.block)) {
    const outer = build.level('http', http ? 'http' : 'this file', http ?? null, null);
    build.fill(outer, inside);
    const levels = servers.map((server) => {
      const level = build.level('server', serverLabel(server), server, outer);
      build.fill(level, server.block?.directives ?? []);
      return level;
    });
    return build.model(levels, inside, servers[0]?.range.start ?? null);
  }
  const isServer = inside.some((directive) => serverOnly.has(directive.name));
  const level = build.level(isServer ? 'server' : 'location', 'this file', null, null);
  build.fill(level, inside);
  return build.model([level], inside, null);
}

const httpOnly: ReadonlySet<string> = new Set(['map', 'upstream', 'geo', 'split_clients', 'types']);
const serverOnly: ReadonlySet<string> = new Set(['location', 'listen', 'server_name']);

const handlers =
  /^(?:(?:proxy|fastcgi|uwsgi|scgi|grpc|memcached)_pass|content_by_lua(?:_block|_file)?|js_content|perl|passenger_enabled|dav_methods)$/;

/** Files whose usual content sets neither headers nor handlers. */
const plainIncludes =
  /(?:^|\/)(?:mime\.types|fastcgi_params|fastcgi\.conf|fastcgi-php\.conf|uwsgi_params|scgi_params|proxy_params|(?:conf\.d|sites-enabled|modules-enabled)\/\*[^/]*)$/;

class Builder {
  readonly #errors: ReadError[] = [];
  readonly #set = new Set<string>();

  level(kind: Level['kind'], label: string, directive: Directive | null, parent: Level | null): Level {
    return {
      kind,
      label,
      directive,
      parent,
      headers: [],
      inherit: null,
      opaque: null,
      steps: [],
      handler: null,
      tryFiles: null,
      errorPages: [],
      authBasic: null,
      authRequest: null,
      access: null,
      satisfyAny: null,
      interceptsErrors: null,
      limit: null,
      locations: [],
      uri: kind === 'location' && directive ? uriOf(directive) : null,
    };
  }

  fill(level: Level, directives: readonly Directive[]): void {
    for (const directive of directives) this.#take(level, directive);
  }

  model(servers: readonly Level[], outer: readonly Directive[], mapSite: number | null): Model {
    const maps = new Map<string, VariableMap>();
    for (const directive of outer) {
      const map = directive.name === 'map' ? mapOf(directive) : null;
      if (map) maps.set(map.variable, map);
    }
    const byExpression = new Set(servers.filter((server) => locationsBelow(server).some(isByExpression)));
    return { servers, byExpression, maps, setVariables: this.#set, mapSite, errors: this.#errors };
  }

  #take(level: Level, directive: Directive): void {
    const first = directive.args[0];
    if (directive.damaged) {
      if (/^(?:add_header|include|more_)/.test(directive.name)) level.opaque = directive;
      return;
    }
    switch (directive.name) {
      case 'add_header':
        this.#addHeader(level, directive);
        return;
      case 'add_header_inherit':
        level.inherit = inheritOf(directive);
        return;
      case 'more_set_headers':
      case 'more_clear_headers':
        level.opaque = directive;
        return;
      case 'include':
        if (first && !plainIncludes.test(first.value)) level.opaque = directive;
        return;
      case 'location':
        this.#location(level, directive);
        return;
      case 'if':
        this.#if(level, directive);
        return;
      case 'set':
        this.#setVariable(level, directive);
        return;
      case 'return':
        this.#return(level, directive);
        return;
      case 'break':
        level.steps.push({ does: 'break' });
        return;
      case 'rewrite':
        this.#rewrite(level, directive);
        return;
      case 'try_files':
        level.tryFiles = directive;
        return;
      case 'error_page':
        this.#errorPage(level, directive);
        return;
      case 'auth_basic':
        level.authBasic = directive;
        return;
      case 'auth_request':
        level.authRequest = directive;
        return;
      case 'allow':
      case 'deny':
        this.#access(level, directive);
        return;
      case 'satisfy':
        level.satisfyAny = first?.value === 'any';
        return;
      case 'proxy_intercept_errors':
      case 'fastcgi_intercept_errors':
        level.interceptsErrors = first?.value === 'on';
        return;
      case 'limit_except':
        this.#limitExcept(level, directive);
        return;
      default:
        if (handlers.test(directive.name)) level.handler = directive;
    }
  }

  #addHeader(level: Level, directive: Directive): void {
    const [name, value, flag, ...more] = directive.args;
    if (level.kind === 'limit_except' || (level.kind === 'if' && level.parent?.kind === 'server')) {
      this.#refused(directive, `nginx does not start: add_header is not allowed inside ${level.label} here.`);
      return;
    }
    if (!name || !value) {
      level.opaque = directive;
      return;
    }
    if (flag && (flag.value !== 'always' || more.length > 0)) {
      this.#refused(
        directive,
        `nginx does not start: it does not know the parameter "${flag.value}" of add_header.`,
      );
      level.opaque = directive;
      return;
    }
    level.headers.push({ name, value, always: flag !== undefined, directive });
  }

  #location(level: Level, directive: Directive): void {
    if (!directive.block || (level.kind !== 'server' && level.kind !== 'location')) return;
    const label = ['location', ...directive.args.map((argument) => argument.value)].join(' ');
    const location = this.level('location', label, directive, level);
    this.fill(location, directive.block.directives);
    level.locations.push(location);
  }

  #if(level: Level, directive: Directive): void {
    if (!directive.block || level.kind === 'if' || level.kind === 'http') return;
    const inner = this.level('if', 'if', directive, level);
    this.fill(inner, directive.block.directives);
    level.steps.push({ does: 'if', condition: conditionOf(directive), level: inner });
  }

  #setVariable(level: Level, directive: Directive): void {
    const [name, value] = directive.args;
    if (!name?.value.startsWith('$') || !value) return;
    this.#set.add(name.value.slice(1));
    level.steps.push({ does: 'set', variable: name.value.slice(1), value });
  }

  #return(level: Level, directive: Directive): void {
    const [code, text] = directive.args;
    if (!code) return;
    const isCode = /^\d{1,3}$/.test(code.value);
    const status = isCode ? Number(code.value) : 302;
    level.steps.push({ does: 'return', status, bare: isCode && !text, directive });
  }

  #rewrite(level: Level, directive: Directive): void {
    const [pattern, target, flag] = directive.args;
    if (!pattern || !target) return;
    const always = /^(?:\^|\.\*|\^\/?\.\*|\^?\/?\(\.[*+]\)\$?|\^\/?\.[*+]\$)$/.test(pattern.value);
    const written = flag?.value;
    const known =
      written === 'last' || written === 'break' || written === 'redirect' || written === 'permanent';
    const leaves = /^(?:https?:\/\/|\$scheme)/.test(target.value);
    const kind = known ? written : leaves ? 'redirect' : null;
    level.steps.push({ does: 'rewrite', flag: kind, always, directive });
  }

  #errorPage(level: Level, directive: Directive): void {
    const target = directive.args.at(-1);
    if (!target || directive.args.length < 2) return;
    const words = directive.args.slice(0, -1).map((argument) => argument.value);
    const mark = words.find((word) => word.startsWith('='));
    const answer = mark === undefined ? null : mark === '=' ? 'of the page' : Number(mark.slice(1));
    const statuses = words.filter((word) => /^\d+$/.test(word)).map(Number);
    level.errorPages.push({ statuses, answer, target: target.value, directive });
  }

  #access(level: Level, directive: Directive): void {
    const nobody = directive.name === 'deny' && directive.args[0]?.value === 'all' && !level.access;
    level.access = {
      rule: nobody ? 'nobody' : 'by address',
      directive: level.access?.directive ?? directive,
    };
  }

  #limitExcept(level: Level, directive: Directive): void {
    if (!directive.block || level.kind !== 'location') return;
    const inner = this.level('limit_except', 'limit_except', directive, level);
    this.fill(inner, directive.block.directives);
    const methods = directive.args.map((argument) => argument.value.toUpperCase());
    if (methods.includes('GET')) methods.push('HEAD');
    level.limit = { methods, level: inner };
  }

  #refused(directive: Directive, message: string): void {
    this.#errors.push({ range: directive.shown, message });
  }
}

function inheritOf(directive: Directive): Level['inherit'] {
  const mode = directive.args[0]?.value;
  return mode === 'on' || mode === 'off' || mode === 'merge' ? { mode, directive } : null;
}

function serverLabel(server: Directive): string {
  const names = server.block?.directives.find((directive) => directive.name === 'server_name');
  const first = names?.args[0]?.value;
  return first === undefined || first === '_' ? 'server' : `server ${first}`;
}

function uriOf(directive: Directive): LocationUri {
  const [first, second] = directive.args;
  if (first && second) return { modifier: modifierOf(first.value), path: second.value };
  const glued = /^(=|\^~|~\*|~|@)?(.*)$/s.exec(first?.value ?? '');
  return { modifier: modifierOf(glued?.[1] ?? ''), path: glued?.[2] ?? '' };
}

function modifierOf(text: string): LocationUri['modifier'] {
  return text === '=' || text === '^~' || text === '~' || text === '~*' || text === '@' ? text : '';
}

function isByExpression({ uri }: Level): boolean {
  return uri?.modifier === '~' || uri?.modifier === '~*';
}

/** The server that a level belongs to; the outermost level in a snippet. */
export function serverOf(level: Level): Level {
  let at = level;
  while (at.kind !== 'server' && at.parent) at = at.parent;
  return at;
}

/** Every location below `level`, itself excluded, outer before inner. */
export function locationsBelow(level: Level): readonly Level[] {
  const found: Level[] = [];
  const queue = [...level.locations];
  for (let next = queue.shift(); next; next = queue.shift()) {
    found.push(next);
    queue.unshift(...next.locations);
  }
  return found;
}
