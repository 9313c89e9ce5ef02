import type { Range } from '../../../policy/range.ts';
import type { Statement } from '../ast.ts';
import { makeClass } from './classes.ts';
import { areEqual } from './comparison.ts';
import type { Completion, Interpreter } from './interpreter.ts';
import { bind } from './patterns.ts';
import { makeClosure, newScope } from './scope.ts';
import { keysOf } from '../builtins/objects.ts';
import { CannotTell } from '../limits.ts';
import { Thrown } from '../run.ts';
import { bool, listOf, truth, undefinedValue, type Scope } from '../values.ts';

const normal: Completion = { type: 'normal' };

const maxRounds = 500;

/** Words without which a stretch of code cannot matter for CORS. */
const relevant =
  /\b(?:return|throw|break|continue|next|cb|callback|done|cors|origin|options)\b|access-control|\.(?:use|set|header|setHeader|append|vary|push|add|all|send|json|end|status)\b|[^=!<>]=[^=>]/i;

/** Runs statements in `scope`, in which their functions are known from the start. */
export function runBlock(interpreter: Interpreter, body: readonly Statement[], scope: Scope): Completion {
  hoist(interpreter, body, scope);
  for (const statement of body) {
    const completion = interpreter.statement(statement, scope);
    if (completion.type !== 'normal') return completion;
  }
  return normal;
}

/** Makes the functions that `body` declares. */
export function hoist(interpreter: Interpreter, body: readonly Statement[], scope: Scope): void {
  for (const statement of body) {
    if (statement.kind !== 'Declare') continue;
    for (const { pattern, init } of statement.declarations) {
      if (pattern.kind === 'name' && init?.kind === 'Function' && init.name === pattern.name) {
        scope.names.set(pattern.name, makeClosure(interpreter, init, scope));
      }
    }
  }
}

/** Runs one statement in `scope`. */
export function runStatement(interpreter: Interpreter, statement: Statement, scope: Scope): Completion {
  interpreter.run.step();
  switch (statement.kind) {
    case 'Declare':
      declare(interpreter, statement, scope);
      return normal;
    case 'Import':
      for (const { imported, local } of statement.names) {
        scope.names.set(local, interpreter.around.importModule(statement.from, imported, statement.range));
      }
      return normal;
    case 'Evaluate':
      interpreter.evaluate(statement.value, scope);
      return normal;
    case 'Return':
      return {
        type: 'return',
        value: statement.value ? interpreter.evaluate(statement.value, scope) : undefinedValue,
      };
    case 'Throw':
      throw new Thrown(interpreter.evaluate(statement.value, scope), statement.value.range);
    case 'Block':
      return runBlock(interpreter, statement.body, newScope(scope));
    case 'If':
      return runIf(interpreter, statement, scope);
    case 'ForOf':
      return runForOf(interpreter, statement, scope);
    case 'Loop':
      return runLoop(interpreter, statement, newScope(scope));
    case 'Try':
      return runTry(interpreter, statement, scope);
    case 'Switch':
      return runSwitch(interpreter, statement, newScope(scope));
    case 'Break':
      return { type: 'break' };
    case 'Continue':
      return { type: 'continue' };
    case 'Class':
      scope.names.set(statement.name ?? '', makeClass(interpreter, statement, scope));
      return normal;
    case 'Nothing':
      return normal;
  }
}

function declare(
  interpreter: Interpreter,
  statement: Extract<Statement, { kind: 'Declare' }>,
  scope: Scope,
): void {
  for (const { pattern, init } of statement.declarations) {
    if (pattern.kind === 'name' && init?.kind === 'Function' && scope.names.has(pattern.name)) {
      if (init.name === pattern.name) continue;
    }
    bind(interpreter, pattern, init ? interpreter.evaluate(init, scope) : undefinedValue, scope);
  }
}

function runIf(
  interpreter: Interpreter,
  statement: Extract<Statement, { kind: 'If' }>,
  scope: Scope,
): Completion {
  const test = interpreter.evaluate(statement.test, scope);
  const known = truth(test);
  const branches = [statement.then, statement.otherwise];
  if (known === null && !branches.some((branch) => branch && matters(interpreter, branch.range)))
    return normal;
  const holds = known ?? interpreter.decideOn(test, statement.test.range);
  const branch = holds ? statement.then : statement.otherwise;
  return branch ? interpreter.statement(branch, scope) : normal;
}

function matters(interpreter: Interpreter, range: Range): boolean {
  return relevant.test(interpreter.sourceOf(range));
}

function runTry(
  interpreter: Interpreter,
  statement: Extract<Statement, { kind: 'Try' }>,
  scope: Scope,
): Completion {
  let completion: Completion;
  try {
    completion = interpreter.statement(statement.body, scope);
  } catch (error) {
    if (!(error instanceof Thrown) || !statement.handler) throw error;
    const inner = newScope(scope);
    if (statement.name) inner.names.set(statement.name, error.value);
    completion = interpreter.statement(statement.handler, inner);
  }
  if (!statement.finalizer) return completion;
  const last = interpreter.statement(statement.finalizer, scope);
  return last.type === 'normal' ? completion : last;
}

function runSwitch(
  interpreter: Interpreter,
  statement: Extract<Statement, { kind: 'Switch' }>,
  scope: Scope,
): Completion {
  const value = interpreter.evaluate(statement.value, scope);
  let from = -1;
  for (const [i, one] of statement.cases.entries()) {
    if (!one.test) continue;
    const test = interpreter.evaluate(one.test, scope);
    const equal = areEqual(interpreter, value, test);
    if (
      equal ??
      interpreter.run.decide(
        `${interpreter.sourceOf(statement.value.range)}===${interpreter.sourceOf(one.test.range)}`,
      )
    ) {
      from = i;
      break;
    }
  }
  if (from < 0) from = statement.cases.findIndex((one) => one.test === null);
  if (from < 0) return normal;
  for (const { body } of statement.cases.slice(from)) {
    const completion = runBlock(interpreter, body, scope);
    if (completion.type === 'break') return normal;
    if (completion.type !== 'normal') return completion;
  }
  return normal;
}

function runForOf(
  interpreter: Interpreter,
  statement: Extract<Statement, { kind: 'ForOf' }>,
  scope: Scope,
): Completion {
  const value = interpreter.evaluate(statement.list, scope);
  const list = statement.over === 'keys' ? keysOf(value) : listOf(value);
  if (!list) {
    if (matters(interpreter, statement.body.range)) throw new CannotTell();
    return normal;
  }
  for (const item of list.slice(0, maxRounds)) {
    const inner = newScope(scope);
    bind(interpreter, statement.pattern, item, inner);
    const completion = interpreter.statement(statement.body, inner);
    if (completion.type === 'break') break;
    if (completion.type === 'return') return completion;
  }
  return normal;
}

/** What never ends is not followed for hundreds of rounds first: each may mount handlers that every request would meet. */
function isEndless(interpreter: Interpreter, { test, body }: Extract<Statement, { kind: 'Loop' }>): boolean {
  const isAlways = test === null || (test.kind === 'Boolean' && test.value);
  return isAlways && !/\b(?:break|return|throw)\b/.test(interpreter.sourceOf(body.range));
}

function runLoop(
  interpreter: Interpreter,
  statement: Extract<Statement, { kind: 'Loop' }>,
  scope: Scope,
): Completion {
  if (statement.init) interpreter.statement(statement.init, scope);
  if (isEndless(interpreter, statement)) throw new CannotTell();
  for (let round = 0; ; round++) {
    if (round > maxRounds) throw new CannotTell();
    const test = statement.test ? interpreter.evaluate(statement.test, scope) : bool(true);
    const holds = truth(test);
    if (holds === null) {
      if (matters(interpreter, statement.body.range)) throw new CannotTell();
      return normal;
    }
    if (!holds) return normal;
    const completion = interpreter.statement(statement.body, scope);
    if (completion.type === 'break') return normal;
    if (completion.type === 'return') return completion;
    if (statement.update) interpreter.evaluate(statement.update, scope);
  }
}
