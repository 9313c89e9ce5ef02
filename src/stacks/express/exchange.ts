import type { Range } from '../../policy/range.ts';
import type { Failure, LostHeader, PolicyRequest, UnknownPart } from '../../policy/types.ts';
import { appCookie, type AppCookie } from './appCookie.ts';
import type { CallNode } from './ast.ts';
import { Thrown } from './run.ts';
import {
  bool,
  host,
  native,
  text,
  toText,
  undefinedValue,
  unknown,
  type Argument,
  type HostValue,
  type Value,
} from './values.ts';

/** A header line that the program wrote. */
export interface Line {
  readonly name: string;
  readonly value: string;
  readonly range: Range | null;
  /** What to take out of the source so that the line is not written; null when that cannot be told. */
  readonly remove: Range | null;
  /** It repeats the Origin of the request. */
  readonly echoes: boolean;
  /** Between the quotes, when the value is spelt out. */
  readonly literal: Range | null;
}

/** What becomes of an answer without an environment variable: no other site can read it. */
export interface ClosedWithout {
  readonly variable: string;
  /** What stands for the origin. */
  readonly range: Range;
  /** The cors package switches itself off or has nobody on its list; a header says `undefined`, or Node refuses to write that. */
  readonly how: 'off' | 'nobody' | 'text' | 'failure';
}

/** The response while it is made. */
export class Answer {
  lines: Line[] = [];
  readonly lost: LostHeader[] = [];
  unknown: UnknownPart[] = [];
  /** Places that wrote a CORS header or ran the cors package. */
  readonly touched: Range[] = [];
  /** The cors package is at work: its call is the place, not the options that it reads. */
  byPackage = false;
  status: number | null = null;
  /** What neither answers nor passes on. */
  stuckAt: Range | null = null;
  failure: Failure | null = null;
  /** The cors package was told no, and nothing says that the answer differs by Origin. */
  steppedBackAt: Range | null = null;
  readonly closedWithout: ClosedWithout[] = [];
  readonly cookies: AppCookie[] = [];
  /** What the current handler did last: passed on, ended, failed; null when nothing yet. */
  outcome: 'next' | 'ended' | 'failed' | null = null;
  /** What an unknown Access-Control-Allow-Origin is taken to say; null where it stays unknown. */
  readonly meantOrigin: string | null;

  constructor({ origin, meant }: Pick<PolicyRequest, 'origin' | 'meant'>) {
    this.meantOrigin = meant ? origin : null;
  }

  set(name: string, value: Value, range: Range | null, remove: Range | null): void {
    this.remove(name, range);
    this.unknown = this.unknown.filter(({ about }) => about.toLowerCase() !== name.toLowerCase());
    this.add(name, value, range, remove);
  }

  add(name: string, value: Value, range: Range | null, remove: Range | null): void {
    if (range && !this.byPackage && /^access-control-/i.test(name)) this.touched.push(range);
    for (const item of value.type === 'list' ? value.items : [value]) {
      const shown = toText(item) ?? this.#meantFor(name);
      if (shown === null) {
        const why = item.type === 'unknown' ? item.why : 'a computed value';
        this.unknown.push({ about: name, why, range });
        continue;
      }
      const literal = item.type === 'text' ? (item.literal ?? null) : null;
      const echoes = item.type === 'text' && item.taint === 'origin';
      this.lines.push({ name, value: shown, range, remove, echoes, literal });
    }
  }

  #meantFor(name: string): string | null {
    return isAllowOrigin(name) ? this.meantOrigin : null;
  }

  remove(name: string, by: Range | null): void {
    const isIt = (line: Line): boolean => line.name.toLowerCase() === name.toLowerCase();
    for (const { name: lostName, value, range } of this.lines.filter(isIt)) {
      this.lost.push({ name: lostName, value, range, lostAt: by, how: 'overwritten' });
    }
    this.lines = this.lines.filter((line) => !isIt(line));
  }

  vary(name: string, range: Range | null): void {
    const at = this.lines.findIndex((line) => line.name.toLowerCase() === 'vary');
    const line = this.lines[at];
    if (!line) {
      this.add('Vary', text(name), range, null);
      return;
    }
    const listed = line.value.split(',').map((one) => one.trim().toLowerCase());
    if (listed.includes('*') || listed.includes(name.toLowerCase())) return;
    this.lines[at] = { ...line, value: `${line.value}, ${name}` };
  }

  /** Express answers 500. */
  fail(by: Failure['by'], range: Range | null): void {
    this.outcome = 'failed';
    this.failure ??= range && { by, range };
  }

  /** Nothing is written, not even that the answer differs by Origin, unless that was said before. */
  stepBack(range: Range): void {
    const says = this.lines.some(({ name, value }) => /^vary$/i.test(name) && /\borigin\b|\*/i.test(value));
    if (!says) this.steppedBackAt = range;
    this.outcome = 'next';
  }

  /** The request hangs: no answer leaves the server, so that nothing of it can be told. */
  neverAnswers(range: Range): void {
    this.stuckAt = range;
    this.markAllUnknown('a request that is never answered', range);
  }

  /** Where the origin that is allowed comes from an environment variable alone. */
  noteVariable(origin: Value, range: Range | null, how: ClosedWithout['how']): void {
    if (origin.type !== 'unknown' || origin.variable === undefined || !range) return;
    this.closedWithout.push({ variable: origin.variable, range, how });
  }

  /** Everything but `known`, which was written before. */
  markAllUnknown(why: string, range: Range | null, known?: string): void {
    for (const about of corsHeaders) if (about !== known) this.unknown.push({ about, why, range });
  }
}

function isAllowOrigin(name: string): boolean {
  return name.toLowerCase() === 'access-control-allow-origin';
}

const corsHeaders = [
  'Access-Control-Allow-Origin',
  'Access-Control-Allow-Credentials',
  'Access-Control-Allow-Methods',
  'Access-Control-Allow-Headers',
  'Access-Control-Expose-Headers',
  'Access-Control-Max-Age',
  'Vary',
  'status',
];

/** Headers that a preflight never carries. */
const neverInPreflights =
  /^(?:authorization|cookie|x-api-key|x-csrf-token|x-xsrf-token|x-auth-token|x-access-token)$/;
const always = /^access-control-request-/;

/** The value of a request header, as `req.headers[name]`. */
export function requestHeader(request: PolicyRequest, name: string): Value {
  if (name === 'origin') return request.origin === null ? undefinedValue : text(request.origin, 'origin');
  const found = request.headers.find(([key]) => key.toLowerCase() === name);
  if (found) return text(found[1]);
  if (always.test(name)) return undefinedValue;
  if (request.method === 'OPTIONS' && neverInPreflights.test(name)) return undefinedValue;
  return unknown(`the request header ${name}`, `request header ${name}`);
}

export function requestHost(request: PolicyRequest): HostValue {
  const headers = host('headers', (name) => requestHeader(request, name));
  const read = native('header', ([name]) =>
    requestHeader(request, (name && toText(name.value))?.toLowerCase() ?? ''),
  );
  return host('request', (name) => {
    switch (name) {
      case 'method':
        return { type: 'text', value: request.method, isMethod: true };
      case 'headers':
        return headers;
      case 'get':
      case 'header':
        return read;
      case 'xhr':
        return bool(false);
      default:
        return unknown(`'${name}' of the request`, `request.${name}`);
    }
  });
}

export function responseHost(answer: Answer): HostValue {
  const write = (how: Writing) =>
    native('header', (args, node) => {
      writeHeader(answer, args, node, how);
      return self;
    });
  const end = native('end', () => {
    answer.outcome ??= 'ended';
    return self;
  });
  const members: Readonly<Record<string, Value>> = {
    header: write({ append: false, byNode: false }),
    set: write({ append: false, byNode: false }),
    setHeader: write({ append: false, byNode: true }),
    append: write({ append: true, byNode: false }),
    appendHeader: write({ append: true, byNode: true }),
    vary: native('vary', (args) => {
      for (const { value, range } of args) {
        if (answer.outcome) break;
        const names = value.type === 'list' ? value.items : [value];
        for (const name of names)
          for (const one of (toText(name) ?? '').split(',')) answer.vary(one.trim(), range);
      }
      return self;
    }),
    removeHeader: native('removeHeader', (args) => {
      const name = args[0] && toText(args[0].value);
      if (name && !answer.outcome) answer.remove(name, args[0]?.range ?? null);
      return self;
    }),
    get: native('get', ([name]) => currentValue(answer, name)),
    getHeader: native('getHeader', ([name]) => currentValue(answer, name)),
    status: native('status', ([status]) => {
      setStatus(answer, status);
      return self;
    }),
    'set statusCode': native('statusCode', ([status]) => {
      setStatus(answer, status);
      return undefinedValue;
    }),
    sendStatus: native('sendStatus', ([status]) => {
      setStatus(answer, status);
      answer.outcome ??= 'ended';
      return self;
    }),
    writeHead: native('writeHead', (args, node) => {
      setStatus(answer, args[0]);
      const headers = args.at(-1);
      if (headers?.value.type === 'object')
        writeHeader(answer, [headers], node, { append: false, byNode: true });
      return self;
    }),
    redirect: native('redirect', ([status]) => {
      if (answer.outcome === null) answer.status = status?.value.type === 'number' ? status.value.value : 302;
      answer.outcome ??= 'ended';
      return self;
    }),
    cookie: native('cookie', ([name, , options], node) => {
      const shown = name && toText(name.value);
      const cookie = shown ? appCookie(shown, options?.value, node?.range ?? name.range) : null;
      if (cookie && answer.outcome === null) answer.cookies.push(cookie);
      return self;
    }),
    headersSent: bool(false),
  };
  const self: HostValue = host('response', (name) => {
    const member = members[name];
    if (member) return member;
    if (['end', 'send', 'json', 'jsonp', 'render', 'sendFile', 'download', 'pipe'].includes(name)) return end;
    if (['type', 'clearCookie', 'links', 'location', 'attachment', 'contentType'].includes(name)) {
      return native(name, () => self);
    }
    return unknown(`'${name}' of the response`, `response.${name}`);
  });
  return self;
}

function setStatus(answer: Answer, status: Argument | undefined): void {
  if (answer.outcome !== null || !status) return;
  if (status.value.type === 'number') answer.status = status.value.value;
  else answer.unknown.push({ about: 'status', why: 'a computed status', range: status.range });
}

function currentValue(answer: Answer, name: Argument | undefined): Value {
  const wanted = (name && toText(name.value))?.toLowerCase();
  const line = answer.lines.find((one) => one.name.toLowerCase() === wanted);
  return line ? text(line.value) : undefinedValue;
}

interface Writing {
  /** Beside the lines that are there, instead of in their place. */
  readonly append: boolean;
  /** Express turns each value into a text; Node itself throws at one that is undefined. */
  readonly byNode: boolean;
}

function writeHeader(answer: Answer, args: readonly Argument[], node: CallNode | null, how: Writing): void {
  // What is written behind the answer never leaves the server.
  if (answer.outcome !== null) return;
  const [name, value] = args;
  if (!name) return;
  if (name.value.type === 'object') {
    for (const [key, { value: given, valueRange, range }] of name.value.properties) {
      if (how.byNode) refuseUndefined(answer, key, given, valueRange);
      answer.set(key, given, valueRange, range);
    }
    if (name.value.open) answer.markAllUnknown('an object that is put together elsewhere', name.range);
    return;
  }
  const key = name.value.type === 'unknown' ? null : toText(name.value);
  if (key === null) {
    answer.markAllUnknown('a header name that is computed', name.range);
    return;
  }
  if (!value) {
    answer.markAllUnknown('a header without a value', name.range);
    return;
  }
  const { value: given, range } = value;
  const remove = node ? wholeCall(node) : null;
  if (how.byNode) refuseUndefined(answer, key, given, range);
  if (isAllowOrigin(key)) answer.noteVariable(given, range, how.byNode ? 'failure' : 'text');
  if (how.append) answer.add(key, given, range, remove);
  else answer.set(key, given, range, remove);
}

/** @throws Thrown as Node does (ERR_HTTP_INVALID_HEADER_VALUE). */
function refuseUndefined(answer: Answer, name: string, value: Value, range: Range): void {
  if (value.type !== 'undefined') return;
  if (/^access-control-/i.test(name)) answer.touched.push(range);
  answer.lost.push({ name, value: 'undefined', range, lostAt: range, how: 'refused' });
  throw new Thrown(undefinedValue);
}

/** A call that stands for itself; in a chain, taking out one would take out those before it. */
function wholeCall({ callee, range }: CallNode): Range | null {
  return callee.kind === 'Member' && callee.object.kind === 'Identifier' ? range : null;
}
