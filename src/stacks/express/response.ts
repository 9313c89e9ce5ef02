import type { Range } from '../../policy/range.ts';
import { appCookie } from './appCookie.ts';
import type { CallNode } from './ast.ts';
import { errorObject } from './builtins/objects.ts';
import { isAllowOrigin, type Answer } from './exchange.ts';
import { Thrown } from './run.ts';
import {
  bool,
  host,
  listOf,
  native,
  text,
  toText,
  undefinedValue,
  unknown,
  type Argument,
  type HostValue,
  type Value,
} from './values.ts';

/** What a program may do with the response; `answer` keeps what comes of it. */
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
    setHeaders: native('setHeaders', (args) => {
      writeAll(answer, args[0]);
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
  return line ? text(line.value, line.echoes ? 'origin' : undefined) : undefinedValue;
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
  const { value: given } = value;
  // A loop over an object: what it writes stands in the object.
  const property = name.value.type === 'text' ? name.value.keyOf : undefined;
  const range = property?.valueRange ?? value.range;
  const remove = property ? property.range : node ? wholeCall(node) : null;
  if (how.byNode) refuseUndefined(answer, key, given, range);
  if (isAllowOrigin(key)) answer.noteVariable(given, range, how.byNode ? 'failure' : 'text');
  if (how.append) answer.add(key, given, range, remove, value.range);
  else answer.set(key, given, range, remove, value.range);
}

/** `setHeaders(headers)` of Node, with a Map or Headers. */
function writeAll(answer: Answer, headers: Argument | undefined): void {
  const pairs = headers && listOf(headers.value);
  if (answer.outcome !== null || !headers) return;
  if (!pairs) {
    answer.markAllUnknown('headers that are put together elsewhere', headers.range);
    return;
  }
  const how = { append: false, byNode: true };
  for (const pair of pairs) {
    const [name, value = undefinedValue] = listOf(pair) ?? [];
    const literal = value.type === 'text' ? value.literal : undefined;
    if (name)
      writeHeader(
        answer,
        [
          { value: name, range: headers.range },
          { value, range: literal ?? headers.range },
        ],
        null,
        how,
      );
  }
}

/** @throws Thrown as Node does (ERR_HTTP_INVALID_HEADER_VALUE). */
function refuseUndefined(answer: Answer, name: string, value: Value, range: Range): void {
  if (value.type !== 'undefined') return;
  if (/^access-control-/i.test(name)) answer.touched.push(range);
  answer.lost.push({ name, value: 'undefined', range, lostAt: range, how: 'refused' });
  throw new Thrown(errorObject(text(`Invalid value "undefined" for header "${name}"`)));
}

/** A call that stands for itself; in a chain, taking out one would take out those before it. */
function wholeCall({ callee, range }: CallNode): Range | null {
  return callee.kind === 'Member' && callee.object.kind === 'Identifier' ? range : null;
}
