import type { FunctionNode } from '../ast.ts';
import type { Interpreter } from './interpreter.ts';
import type { FunctionValue, Scope, Value } from '../values.ts';

export function newScope(parent: Scope | null): Scope {
  return { names: new Map(), parent };
}

export function lookUp(name: string, scope: Scope): Value | null {
  for (let at: Scope | null = scope; at; at = at.parent) {
    const value = at.names.get(name);
    if (value) return value;
  }
  return null;
}

export function assignTo(name: string, value: Value, scope: Scope): void {
  for (let at: Scope | null = scope; at; at = at.parent) {
    if (!at.names.has(name)) continue;
    at.names.set(name, value);
    return;
  }
  scope.names.set(name, value);
}

export function makeClosure(interpreter: Interpreter, node: FunctionNode, scope: Scope): FunctionValue {
  const value: FunctionValue = { type: 'function', node, scope };
  interpreter.run.created.push(value);
  return value;
}
