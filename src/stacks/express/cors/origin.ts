import type { Range } from '../../../policy/range.ts';
import type { PolicyRequest } from '../../../policy/types.ts';
import { apply } from '../builtins/apply.ts';
import { memberOf } from '../builtins/members.ts';
import { requestHeader, type Answer } from '../exchange.ts';
import { noteComparison } from '../interpret/comparison.ts';
import type { Interpreter } from '../interpret/interpreter.ts';
import { text, truth, undefinedValue, unknown, type Value } from '../values.ts';
import { noteUntrimmed } from '../untrimmed.ts';
import { callback, isCallable } from './callback.ts';
import type { Options } from './options.ts';

export interface Decided {
  readonly value: Value;
  readonly range: Range | null;
  readonly property: Range | null;
}

/** The `origin` that the headers are made of; null when the middleware is done without any. */
export function decideOrigin(
  interpreter: Interpreter,
  options: Options,
  call: Range,
  incoming: PolicyRequest,
  answer: Answer,
): Decided | null {
  const origin = options.read('origin');
  if (!origin) return { value: unset(options, answer), range: null, property: null };
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
    answer.fail('denial', given.error.range, given.error.value);
    return null;
  }
  const allowed = given.argument ?? { value: undefinedValue, range: call };
  const accepted = truth(allowed.value) ?? interpreter.decideOn(allowed.value, allowed.range);
  if (!accepted) {
    answer.stepBack(allowed.range);
    return null;
  }
  return { value: allowed.value, range: allowed.range, property: null };
}

export const allowOrigin = 'Access-Control-Allow-Origin';

/** The default; options that are spread in may say something else. */
function unset({ open }: Options, answer: Answer): Value {
  return open && answer.meantOrigin !== null ? unknown('options that are spread in', '') : text('*');
}

/** Access-Control-Allow-Origin, and the Vary that goes with it. */
export function writeOrigin(
  interpreter: Interpreter,
  origin: Decided,
  incoming: PolicyRequest,
  answer: Answer,
): void {
  const { value, range, property } = origin;
  if (value.type === 'unknown') {
    answer.noteVariable(value, range, 'off');
    noteUntrimmed(interpreter, value);
    if (answer.meantOrigin === null) answer.unknown.push({ about: allowOrigin, why: value.why, range });
    else answer.set(allowOrigin, value, range, property);
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
  if (allowed === null && value.type === 'list' && value.items.length === 1 && value.items[0])
    answer.noteVariable(value.items[0], range, 'nobody');
  if (allowed === null && answer.meantOrigin !== null) answer.set(allowOrigin, asked, range, property);
  else if (allowed === null)
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
      noteUntrimmed(interpreter, allowed);
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
