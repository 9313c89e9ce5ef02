import type { Range } from '../../../policy/range.ts';
import type { Interpreter } from './interpreter.ts';
import { same, taintOf, type Value } from '../values.ts';

/** `===`, which also notes that the program looked at the Origin. */
export function areEqual(interpreter: Interpreter, left: Value, right: Value, range?: Range): boolean | null {
  noteComparison(interpreter, left, right, range);
  return same(left, right);
}

/** Notes that the program compares the Origin, or a part of it, with a text. */
export function noteComparison(interpreter: Interpreter, left: Value, right: Value, range?: Range): void {
  noteMethod(interpreter, left, right);
  noteMethod(interpreter, right, left);
  noteStart(interpreter, left, right);
  noteStart(interpreter, right, left);
  const [looked, other] = taintOf(left) ? [left, right] : [right, left];
  const taint = taintOf(looked);
  if (!taint || other.type !== 'text' || other.taint) return;
  const literal = other.literal ?? other.made;
  if (taint === 'origin' && literal) {
    interpreter.run.tests.push({ kind: 'equals', value: other.value, literal });
  }
  if (taint === 'part' && range) {
    const { cut } = looked.type === 'text' ? looked : {};
    const method = cut === undefined ? '===' : cut === 'head' ? 'startsWith' : 'endsWith';
    interpreter.run.tests.push({ kind: 'part', method, mention: other.value, range });
  }
}

/** `origin.indexOf('https://app') === 0` asks how the Origin starts. */
function noteStart({ run }: Interpreter, found: Value, other: Value): void {
  if (found.type !== 'number' || found.look?.kind !== 'part' || found.look.method !== 'indexOf') return;
  if (other.type !== 'number' || other.value !== 0) return;
  const at = run.tests.indexOf(found.look);
  if (at >= 0) run.tests[at] = { ...found.look, method: 'startsWith' };
}

/** Notes a text that the method of a request is compared with. */
function noteMethod(interpreter: Interpreter, looked: Value, other: Value): void {
  if (looked.type !== 'text' || !looked.isMethod || other.type !== 'text' || !other.literal) return;
  interpreter.run.methodTests.push({ value: other.value, literal: other.literal });
}
