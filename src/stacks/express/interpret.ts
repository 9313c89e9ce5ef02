import { callFunction } from './interpret/calls.ts';
import { evaluateExpression } from './interpret/expressions.ts';
import type { Interpreter, Surroundings } from './interpret/interpreter.ts';
import { runStatement } from './interpret/statements.ts';
import type { Run } from './run.ts';

/** An interpreter of the module whose text is `source`. Pure but for the values it makes. */
export function createInterpreter(run: Run, source: string, around: Surroundings): Interpreter {
  const interpreter: Interpreter = {
    run,
    around,
    sourceOf: (range) => source.slice(range.start, range.end),
    statement: (statement, scope) => runStatement(interpreter, statement, scope),
    evaluate: (expression, scope) => evaluateExpression(interpreter, expression, scope),
    call: (callee, args) => callFunction(interpreter, callee, args),
    decideOn: (value, range) =>
      interpreter.run.decide(value.type === 'unknown' ? value.key : interpreter.sourceOf(range)),
  };
  return interpreter;
}
