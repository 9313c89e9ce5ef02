import type { Range } from '../../../policy/range.ts';
import type { Expression, Parameter, Pattern } from '../ast.ts';
import { memberOf } from '../builtins/members.ts';
import type { Interpreter } from './interpreter.ts';
import { listOf, undefinedValue, unknown, type Scope, type Value } from '../values.ts';

/** Gives the names in `pattern` their values. */
export function bind(interpreter: Interpreter, pattern: Pattern, value: Value, scope: Scope): void {
  switch (pattern.kind) {
    case 'name':
      scope.names.set(pattern.name, value);
      return;
    case 'object':
      for (const { key, parameter } of pattern.entries) {
        const part =
          key === null || parameter.rest
            ? restOf(interpreter, value, pattern.range)
            : memberOf(interpreter, value, key);
        bindParameter(interpreter, parameter, part, scope);
      }
      return;
    case 'array': {
      const items = listOf(value);
      pattern.items.forEach((parameter, i) => {
        if (!parameter) return;
        const item = items ? (items[i] ?? undefinedValue) : memberOf(interpreter, value, String(i));
        bindParameter(interpreter, parameter, parameter.rest ? listValue(items?.slice(i)) : item, scope);
      });
      return;
    }
    case 'unknown':
      return;
  }
}

function restOf(interpreter: Interpreter, value: Value, range: Range): Value {
  return unknown('the rest of an object', `rest ${range.start} ${value.type}`);
}

export function bindParameter(
  interpreter: Interpreter,
  parameter: Parameter,
  value: Value,
  scope: Scope,
): void {
  const { fallback, pattern } = parameter;
  const given =
    fallback && isMissing(interpreter, value, fallback) ? interpreter.evaluate(fallback, scope) : value;
  bind(interpreter, pattern, given, scope);
}

/** A variable of the environment is followed both ways, as by `??`. */
function isMissing(interpreter: Interpreter, value: Value, fallback: Expression): boolean {
  if (value.type !== 'unknown' || value.variable === undefined) return value.type === 'undefined';
  const isNumber = fallback.kind === 'Number' || (fallback.kind === 'String' && /^\d+$/.test(fallback.value));
  return !isNumber && !interpreter.run.decide(`${value.key} is set`);
}

export function listValue(items: readonly Value[] | undefined): Value {
  return items ? { type: 'list', items: [...items] } : unknown('a list', 'list');
}
