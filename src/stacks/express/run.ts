import type { Range } from '../../policy/range.ts';
import type { ClassNode, FunctionNode } from './ast.ts';
import { CannotTell, OutOfFuel } from './limits.ts';
import type { Untrimmed } from './untrimmed.ts';
import type { FunctionValue, Value } from './values.ts';

/** How a program looks at the Origin of a request. */
export type OriginTest =
  /** Compared in full with a text of the file. */
  | { readonly kind: 'equals'; readonly value: string; readonly literal: Range }
  | {
      readonly kind: 'pattern';
      readonly source: string;
      readonly flags: string;
      readonly literal: Range | null;
      readonly range: Range;
    }
  /** A part of it is looked at: `endsWith`, `includes`, a comparison of host names. */
  | { readonly kind: 'part'; readonly method: string; readonly mention: string; readonly range: Range }
  /** The cors package lets everybody in for a value that is no text, list or expression. */
  | { readonly kind: 'truthy'; readonly range: Range };

/** A text that the method of a request is compared with. */
export interface MethodTest {
  readonly value: string;
  /** Between the quotes. */
  readonly literal: Range;
}

/** An exception of the program itself. */
export class Thrown extends Error {
  readonly value: Value;
  /** The innermost call or member that threw, or what was thrown. */
  at: Range | null;
  constructor(value: Value, at: Range | null = null) {
    super('thrown');
    this.value = value;
    this.at = at;
  }
}

/** One way through a program: unknown conditions are decided, and decided the same each time they are met. */
export class Run {
  fuel: number;
  depth = 0;
  readonly tests: OriginTest[] = [];
  readonly methodTests: MethodTest[] = [];
  /** Lists in which an Origin was looked up. */
  readonly untrimmed: Untrimmed[] = [];
  readonly called = new Set<FunctionNode>();
  readonly created: FunctionValue[] = [];
  /** Classes that were declared, and what makes an object of one. */
  readonly classes: { readonly node: ClassNode; readonly make: () => void }[] = [];
  readonly instantiated = new Set<ClassNode>();
  /** Functions that were handed to a library that is neither Express nor cors. */
  readonly foreign = new Set<FunctionNode>();
  /** A callback was handed to something unknown, which may call it or not. */
  escaped = false;
  /** The response was handed to something unknown, which may answer. */
  handedOver = false;
  readonly #decisions: boolean[];
  readonly #before: Run | null;
  /** What was decided on this way, by the key of the unknown condition; what was decided before it is left out. */
  readonly own = new Map<string, boolean>();
  #at = 0;

  /** `before` is the run of the module, whose decisions hold for its requests too. */
  constructor(decisions: boolean[], fuel: number, before: Run | null = null) {
    this.#decisions = decisions;
    this.fuel = fuel;
    this.#before = before;
  }

  /** The unknown conditions that were decided on this way and before it. */
  conditions(): readonly string[] {
    return [...(this.#before?.own.keys() ?? []), ...this.own.keys()];
  }

  /** How a condition was decided; undefined where it was not met. */
  taken(condition: string): boolean | undefined {
    return this.own.get(condition) ?? this.#before?.own.get(condition);
  }

  step(): void {
    if (--this.fuel < 0) throw new OutOfFuel();
  }

  /** Takes one side of an unknown condition; the other side gets a run of its own. */
  decide(key: string): boolean {
    const known = this.taken(key);
    if (known !== undefined) return known;
    const decision = this.#decisions[this.#at] ?? true;
    this.#decisions[this.#at] = decision;
    this.#at++;
    this.own.set(key, decision);
    return decision;
  }
}

export interface Paths<T> {
  readonly results: readonly T[];
  /** False when there were too many ways, or one of them could not be followed to its end. */
  readonly complete: boolean;
  /** Taken on all of them together. */
  readonly steps: number;
}

/** All ways together may take twice the fuel of one. */
const waysAtFull = 2;

/** Follows every way through `program`, up to `limit`, each with `fuel` steps at most. */
export function followAll<T>(
  program: (run: Run) => T,
  limit: number,
  fuel: number,
  before: Run | null = null,
): Paths<T> {
  const results: T[] = [];
  let decisions: boolean[] = [];
  let complete = true;
  const fuelOfAll = fuel * waysAtFull;
  let left = fuelOfAll;
  for (let i = 0; i < limit && left > 0; i++) {
    const given = Math.min(fuel, left);
    const run = new Run(decisions, given, before);
    try {
      results.push(program(run));
    } catch (error) {
      if (!(error instanceof OutOfFuel || error instanceof CannotTell || error instanceof RangeError))
        throw error;
      complete = false;
    }
    left -= given - run.fuel;
    const last = decisions.lastIndexOf(true);
    if (last < 0) return { results, complete, steps: fuelOfAll - left };
    decisions = [...decisions.slice(0, last), false];
  }
  return { results, complete: false, steps: fuelOfAll - left };
}
