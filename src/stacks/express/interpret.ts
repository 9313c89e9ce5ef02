import { parseRegex, type Regex } from '../../policy/regex.ts';
import { callFunction } from './interpret/calls.ts';
import { evaluateExpression } from './interpret/expressions.ts';
import type { Interpreter, Surroundings } from './interpret/interpreter.ts';
import { runStatement } from './interpret/statements.ts';
import type { Run } from './run.ts';
import type { Sources } from './sources.ts';
import { positionOf } from './values.ts';

/** An interpreter of `sources`. Pure but for the values it makes. */
export function createInterpreter(run: Run, sources: Sources, around: Surroundings): Interpreter {
  const patterns = new Map<string, Regex | null>();
  const interpreter: Interpreter = {
    run,
    around,
    longKeys: new Map(),
    sourceOf: sources.sourceOf,
    use(range, value) {
      const position = positionOf(value);
      if (position !== null) sources.use(range, position);
    },
    patternOf({ source, flags }) {
      const key = `${flags}/${source}`;
      const known = patterns.get(key);
      if (known !== undefined) return known;
      const regex = parseRegex(source, { ignoreCase: flags.includes('i') });
      patterns.set(key, regex);
      return regex;
    },
    statement: (statement, scope) => runStatement(interpreter, statement, scope),
    evaluate: (expression, scope) => evaluateExpression(interpreter, expression, scope),
    call: (callee, args) => callFunction(interpreter, callee, args),
    decideOn: (value, range) =>
      interpreter.run.decide(
        value.type === 'unknown' ? (value.needs ?? value.key) : interpreter.sourceOf(range),
      ),
  };
  return interpreter;
}
