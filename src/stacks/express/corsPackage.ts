import type { Range } from '../../policy/range.ts';
import type { PolicyRequest } from '../../policy/types.ts';
import { apply } from './builtins/apply.ts';
import { memberOf } from './builtins/members.ts';
import { requestHeader, requestHost, type Answer } from './exchange.ts';
import { noteComparison } from './interpret/comparison.ts';
import type { Interpreter } from './interpret/interpreter.ts';
import {
  isNothing,
  native,
  text,
  toText,
  truth,
  undefinedValue,
  unknown,
  type Argument,
  type ObjectValue,
  type Property,
  type Value,
} from './values.ts';

/** What the cors package (2.8) does to one request. */
export function runCors(
  interpreter: Interpreter,
  options: Argument | null,
  call: Range,
  request: PolicyRequest,
  answer: Answer,
): void {
  answer.touched.push(call);
  if (options && isCallable(options.value)) {
    const given = callback(interpreter, options.value, requestHost(request), answer, call);
    if (given === null) return;
    if (given.error !== null) answer.outcome = 'failed';
    else configure(interpreter, given.argument, call, request, answer);
    return;
  }
  configure(interpreter, options, call, request, answer);
}

interface Called {
  /** The error that the callback was given, null for none. */
  readonly error: Value | null;
  readonly argument: Argument | null;
}

/** Calls `(given, callback)`; null when the callback is not called, which leaves the request hanging. */
function callback(
  interpreter: Interpreter,
  callee: Value,
  given: Value,
  answer: Answer,
  call: Range,
): Called | null {
  let called: Called | null = null;
  const receive = native('callback', ([error, argument], node) => {
    const range = argument?.range ?? node?.range ?? call;
    const failed = error && truth(error.value) !== false ? error.value : null;
    called ??= { error: failed, argument: { value: argument?.value ?? undefinedValue, range } };
    return undefinedValue;
  });
  const escapedBefore = interpreter.run.escaped;
  interpreter.run.escaped = false;
  apply(interpreter, callee, [given, receive]);
  const escaped = interpreter.run.escaped;
  interpreter.run.escaped = escapedBefore;
  if (called === null && escaped) {
    answer.markAllUnknown('a callback that something else calls', call);
    // Which way it goes on is unknown as well; passing on keeps the rest of the app in view.
    answer.outcome ??= 'next';
  }
  return called;
}

function isCallable(value: Value): boolean {
  return value.type === 'function' || (value.type === 'native' && !value.handler);
}

interface Options {
  /** The value of an option, or null when it is left at its default. */
  read(name: string): Property | null;
  readonly open: boolean;
}

function optionsOf(options: Argument | null): Options | null {
  const value = options?.value;
  if (!value || isNothing(value)) return { read: () => null, open: false };
  if (value.type === 'unknown') return null;
  const object: ObjectValue | null = value.type === 'object' ? value : null;
  return {
    read: (name) => object?.properties.get(name) ?? null,
    open: object?.open ?? false,
  };
}

function configure(
  interpreter: Interpreter,
  argument: Argument | null,
  call: Range,
  incoming: PolicyRequest,
  answer: Answer,
): void {
  const options = optionsOf(argument);
  if (!options) {
    const why = argument?.value.type === 'unknown' ? argument.value.why : 'options from elsewhere';
    answer.markAllUnknown(why, argument?.range ?? call);
    answer.outcome = incoming.method === 'OPTIONS' ? 'ended' : 'next';
    return;
  }
  if (options.open) markOpen(options, answer, argument?.range ?? call);
  const origin = options.read('origin');
  const decided = decideOrigin(interpreter, origin, call, incoming, answer);
  if (decided === null) return;
  writeAll(interpreter, decided, options, incoming, answer);
}

/** Something unknown was spread in: options that are not seen may be set. */
function markOpen(options: Options, answer: Answer, range: Range): void {
  const why = 'options that are spread in';
  const about = {
    origin: 'Access-Control-Allow-Origin',
    credentials: 'Access-Control-Allow-Credentials',
    methods: 'Access-Control-Allow-Methods',
    allowedHeaders: 'Access-Control-Allow-Headers',
    exposedHeaders: 'Access-Control-Expose-Headers',
    maxAge: 'Access-Control-Max-Age',
  };
  for (const [name, header] of Object.entries(about)) {
    if (!options.read(name)) answer.unknown.push({ about: header, why, range });
  }
}

interface Decided {
  readonly value: Value;
  readonly range: Range | null;
  readonly property: Range | null;
}

/** The `origin` that the headers are made of; null when the middleware is done without any. */
function decideOrigin(
  interpreter: Interpreter,
  origin: Property | null,
  call: Range,
  incoming: PolicyRequest,
  answer: Answer,
): Decided | null {
  if (!origin) return { value: text('*'), range: null, property: null };
  const known = truth(origin.value);
  if (known === false) {
    answer.outcome = 'next';
    return null;
  }
  if (known === null) return { value: origin.value, range: origin.valueRange, property: origin.range };
  if (!isCallable(origin.value)) {
    return { value: origin.value, range: origin.valueRange, property: origin.range };
  }
  const given = callback(interpreter, origin.value, requestHeader(incoming, 'origin'), answer, call);
  if (given === null) return null;
  if (given.error !== null) {
    answer.outcome = 'failed';
    return null;
  }
  const allowed = given.argument ?? { value: undefinedValue, range: call };
  const accepted = truth(allowed.value) ?? interpreter.decideOn(allowed.value, allowed.range);
  if (!accepted) {
    answer.outcome = 'next';
    return null;
  }
  return { value: allowed.value, range: allowed.range, property: null };
}

function writeAll(
  interpreter: Interpreter,
  origin: Decided,
  options: Options,
  incoming: PolicyRequest,
  answer: Answer,
): void {
  const isPreflight = incoming.method === 'OPTIONS';
  writeOrigin(interpreter, origin, incoming, answer);
  writeCredentials(options, answer);
  if (isPreflight) {
    writeList(
      options.read('methods'),
      'Access-Control-Allow-Methods',
      answer,
      text('GET,HEAD,PUT,PATCH,POST,DELETE'),
    );
    writeAllowedHeaders(options, incoming, answer);
    writeMaxAge(options, answer);
  }
  const exposed = options.read('exposedHeaders');
  if (exposed && truth(exposed.value) !== false)
    writeList(exposed, 'Access-Control-Expose-Headers', answer, null);
  const goesOn = options.read('preflightContinue');
  if (!isPreflight || (goesOn && truth(goesOn.value))) {
    answer.outcome = 'next';
    return;
  }
  const status = options.read('optionsSuccessStatus');
  answer.status = 204;
  if (status?.value.type === 'number') answer.status = status.value.value;
  else if (status?.value.type === 'unknown') {
    answer.unknown.push({ about: 'status', why: status.value.why, range: status.valueRange });
  }
  answer.outcome = 'ended';
}

const allowOrigin = 'Access-Control-Allow-Origin';

function writeOrigin(
  interpreter: Interpreter,
  origin: Decided,
  incoming: PolicyRequest,
  answer: Answer,
): void {
  const { value, range, property } = origin;
  if (value.type === 'unknown') {
    answer.unknown.push({ about: allowOrigin, why: value.why, range });
    answer.unknown.push({ about: 'Vary', why: value.why, range });
    return;
  }
  if (value.type === 'text') {
    answer.set(allowOrigin, value, range, property);
    if (value.value !== '*') answer.vary('Origin', range);
    return;
  }
  const asked = requestHeader(incoming, 'origin');
  const allowed = isAllowed(interpreter, asked, value, range);
  if (allowed === null)
    answer.unknown.push({ about: allowOrigin, why: 'a list with unknown entries', range });
  else if (allowed && asked.type === 'text') answer.set(allowOrigin, asked, range, property);
  answer.vary('Origin', range);
}

/** Lists are searched, texts compared, patterns tested; anything else lets in everybody when it is truthy. */
function isAllowed(
  interpreter: Interpreter,
  asked: Value,
  allowed: Value,
  range: Range | null,
): boolean | null {
  switch (allowed.type) {
    case 'unknown':
      return null;
    case 'list': {
      let found: boolean | null = false;
      for (const item of allowed.items) {
        const one = isAllowed(interpreter, asked, item, range);
        if (one === true) return true;
        if (one === null) found = null;
      }
      return found;
    }
    case 'text':
      noteComparison(interpreter, asked, allowed);
      return asked.type === 'text' && asked.value === allowed.value;
    case 'regex':
      return truth(apply(interpreter, memberOf(interpreter, allowed, 'test'), [asked]));
    default: {
      const isPlainTrue = allowed.type === 'boolean';
      if (truth(allowed) && range && !isPlainTrue) interpreter.run.tests.push({ kind: 'truthy', range });
      return truth(allowed);
    }
  }
}

function writeCredentials(options: Options, answer: Answer): void {
  const credentials = options.read('credentials');
  if (!credentials) return;
  const { value, valueRange, range } = credentials;
  const about = 'Access-Control-Allow-Credentials';
  if (value.type === 'unknown') answer.unknown.push({ about, why: value.why, range: valueRange });
  if (value.type === 'boolean' && value.value) answer.set(about, text('true'), valueRange, range);
}

function writeList(option: Property | null, name: string, answer: Answer, fallback: Value | null): void {
  const value = option?.value ?? fallback;
  if (!value) return;
  const shown = toText(value);
  const joined: Value =
    shown === null
      ? unknown('a list with unknown entries', `${name} list`)
      : value.type === 'list'
        ? text(shown)
        : value;
  if (shown === '') return;
  answer.set(name, joined, option?.valueRange ?? null, option?.range ?? null);
}

function writeAllowedHeaders(options: Options, incoming: PolicyRequest, answer: Answer): void {
  const set = [options.read('allowedHeaders'), options.read('headers')].find(
    (option) => option && truth(option.value) !== false,
  );
  if (set) {
    writeList(set, 'Access-Control-Allow-Headers', answer, null);
    return;
  }
  answer.vary('Access-Control-Request-Headers', null);
  const asked = requestHeader(incoming, 'access-control-request-headers');
  if (asked.type === 'text' && asked.value !== '')
    answer.set('Access-Control-Allow-Headers', asked, null, null);
}

function writeMaxAge(options: Options, answer: Answer): void {
  const maxAge = options.read('maxAge');
  if (!maxAge) return;
  const { value, valueRange, range } = maxAge;
  if (value.type !== 'number' && truth(value) === false) return;
  answer.set('Access-Control-Max-Age', value, valueRange, range);
}
