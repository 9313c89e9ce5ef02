import type { Range } from '../../../policy/range.ts';
import type { Regex } from '../../../policy/regex.ts';
import type { CallNode, Expression, Statement } from '../ast.ts';
import type { Run } from '../run.ts';
import type { Argument, FunctionValue, RegexValue, Scope, Unknown, Value } from '../values.ts';

/** Works out what a module does, without running it. What evaluates a part asks it about the other parts. */
export interface Interpreter {
  run: Run;
  readonly around: Surroundings;
  /** Short names of keys that are too long to be passed on. */
  readonly longKeys: Map<string, string>;
  sourceOf(range: Range): string;
  /** Notes that the code at `range` uses `value`, which may stand in another file. */
  use(range: Range, value: Value): void;
  /** What the expression matches; null when that cannot be told. The same for the same expression. */
  patternOf(regex: RegexValue): Regex | null;
  statement(statement: Statement, scope: Scope): Completion;
  evaluate(expression: Expression, scope: Scope): Value;
  /** Calls a function of the file. What an async function returns stands for the value it resolves to. */
  call(callee: FunctionValue, args: readonly Value[]): Value;
  /** Decides an unknown value's truth for this run. */
  decideOn(value: Value, range: Range): boolean;
}

/** What lies outside of the module. */
export interface Surroundings {
  /** What the module that runs imports at `at`; `*` for the whole of what `name` exports. */
  importModule(name: string, imported: string, at: Range): Value;
  /** A method call on a value that is not known, such as an app that came in as a parameter. */
  callOnUnknown(object: Unknown, method: string, args: readonly Argument[], node: CallNode): void;
  /** A call of a function that is not known, such as what a library exports. */
  callUnknown(callee: Unknown, args: readonly Argument[], node: CallNode): void;
}

/** How a statement ends. */
export type Completion =
  { readonly type: 'normal' | 'break' | 'continue' } | { readonly type: 'return'; readonly value: Value };
