import type { Range } from '../../../policy/range.ts';
import type { PolicyRequest } from '../../../policy/types.ts';
import { requestHost, type Answer } from '../exchange.ts';
import type { Interpreter } from '../interpret/interpreter.ts';
import { text, truth, unknown, type Argument } from '../values.ts';
import { callback, isCallable } from './callback.ts';
import { writeAllowedHeaders, writeCredentials, writeList, writeMaxAge } from './headers.ts';
import { markOpen, optionsOf, type Options } from './options.ts';
import { allowOrigin, decideOrigin, writeOrigin, type Decided } from './origin.ts';

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
    if (given.error !== null) answer.fail('error', given.error.range, given.error.value);
    else {
      configure(interpreter, given.argument, call, request, answer);
      stepBackWith(given.argument, answer);
    }
    return;
  }
  configure(interpreter, options, call, request, answer);
}

/** Options that are made for each request may turn CORS off for some of them. */
function stepBackWith(argument: Argument | null, answer: Answer): void {
  const origin = optionsOf(argument)?.read('origin');
  if (origin?.value.type === 'boolean' && !origin.value.value) answer.stepBack(origin.valueRange);
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
    markOptionsUnknown(argument, call, answer);
    answer.outcome = incoming.method === 'OPTIONS' ? 'ended' : 'next';
    return;
  }
  const decided = decideOrigin(interpreter, options, call, incoming, answer);
  if (decided !== null) writeAll(interpreter, decided, options, incoming, answer);
  if (options.open) markOpen(options, answer, argument?.range ?? call);
}

function markOptionsUnknown(argument: Argument | null, call: Range, answer: Answer): void {
  const value = argument?.value.type === 'unknown' ? argument.value : unknown('options from elsewhere', '');
  const range = argument?.range ?? call;
  if (answer.meantOrigin === null) {
    answer.markAllUnknown(value.why, range);
    return;
  }
  answer.set(allowOrigin, value, range, null);
  answer.markAllUnknown(value.why, range, allowOrigin);
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
