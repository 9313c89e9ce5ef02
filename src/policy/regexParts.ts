import type { AST } from '@eslint-community/regexpp';
import { acceptor, type OneCharacter } from './regexCharacters.ts';

/** Matching took all the steps that it was given. */
export class TooMuchWork extends Error {}

/** What is left to match behind some point of the pattern; true when it matches from `at` on. */
export type Rest = (at: number) => boolean;

type Group = readonly [start: number, end: number] | undefined;

/** What the parts of one pattern share while an input is matched. */
export interface Machine {
  readonly ignoreCase: boolean;
  readonly groupNumbers: ReadonlyMap<AST.CapturingGroup, number>;
  /** With references, what follows depends on what the groups took. */
  readonly refers: boolean;
  /** Counts the inputs. */
  round: number;
  input: string;
  groups: Group[];
  /** Where the groups that are being matched begin. */
  readonly opened: (number | undefined)[];
  /** Left for this input. */
  fuel: number;
}

function step(machine: Machine): void {
  if (--machine.fuel < 0) throw new TooMuchWork();
}

/** Most parts of a pattern are never reached. */
export function lazily(make: () => Rest): Rest {
  let made: Rest | null = null;
  return (at) => {
    made ??= make();
    return made(at);
  };
}

/** Where several ways come together. */
function junction(machine: Machine, rest: Rest): Rest {
  if (machine.refers) return rest;
  const failedIn: number[] = [];
  return (at) => {
    if (failedIn[at] === machine.round) return false;
    if (rest(at)) return true;
    failedIn[at] = machine.round;
    return false;
  };
}

/**
 * Matches one of `all`, then `next`. Each way is tried in its order, but none twice from the same place: without references, what failed to
 * match from a position fails there again, whichever way leads to it. So the work grows with the length of pattern and input, not
 * with the ways.
 */
export function alternatives(
  machine: Machine,
  all: readonly AST.Alternative[],
  backwards: boolean,
  next: Rest,
): Rest {
  const [only] = all;
  if (only && all.length === 1) return sequence(machine, only.elements, backwards, next);
  const after = junction(machine, next);
  const ways = all.map(({ elements }) => lazily(() => sequence(machine, elements, backwards, after)));
  return (at) => ways.some((way) => way(at));
}

function sequence(machine: Machine, elements: readonly AST.Element[], backwards: boolean, next: Rest): Rest {
  const fromLast = backwards ? elements : elements.toReversed();
  return fromLast.reduce((rest, element) => one(machine, element, backwards, rest), next);
}

function one(machine: Machine, element: AST.Element, backwards: boolean, next: Rest): Rest {
  step(machine);
  switch (element.type) {
    case 'Character':
    case 'CharacterSet':
    case 'CharacterClass':
    case 'ExpressionCharacterClass':
      return character(machine, element, backwards, next);
    case 'Group':
      return alternatives(machine, element.alternatives, backwards, next);
    case 'CapturingGroup':
      return capture(machine, element, backwards, next);
    case 'Quantifier':
      return repeat(machine, element, backwards, next);
    case 'Assertion':
      return assertion(machine, element, next);
    case 'Backreference':
      return reference(machine, element, backwards, next);
  }
}

function character(machine: Machine, element: OneCharacter, backwards: boolean, next: Rest): Rest {
  const isIt = acceptor(element, machine.ignoreCase);
  return (at) => {
    step(machine);
    const index = backwards ? at - 1 : at;
    if (index < 0 || index >= machine.input.length || !isIt(machine.input.charCodeAt(index))) return false;
    return next(backwards ? index : index + 1);
  };
}

function capture(machine: Machine, group: AST.CapturingGroup, backwards: boolean, next: Rest): Rest {
  const number = machine.groupNumbers.get(group) ?? 0;
  const inner = alternatives(machine, group.alternatives, backwards, (after) => {
    const start = machine.opened[number] ?? after;
    const before = machine.groups;
    machine.groups = [...before];
    machine.groups[number] = backwards ? [after, start] : [start, after];
    if (next(after)) return true;
    machine.groups = before;
    return false;
  });
  return (at) => {
    const before = machine.opened[number];
    machine.opened[number] = at;
    if (inner(at)) return true;
    machine.opened[number] = before;
    return false;
  };
}

/** Each round is a part of its own, as if it were written out, and is made when something reaches it. */
function repeat(machine: Machine, quantifier: AST.Quantifier, backwards: boolean, next: Rest): Rest {
  const { element, min, max, greedy } = quantifier;
  const emptiable = mayBeEmpty(element);
  const leave = max === Infinity ? next : junction(machine, next);
  const rounds: Rest[] = [];
  // With no end in sight, one more round is like any other.
  const roundAt = (count: number): Rest => {
    const index = max === Infinity ? Math.min(count, min) : count;
    return (rounds[index] ??= junction(machine, round(index)));
  };
  const round = (count: number): Rest => {
    if (count >= max) return leave;
    const bodies: Rest[] = [];
    const bodyFrom = (from: number): Rest => {
      const again = (after: number): boolean =>
        // A round that may be left out and takes nothing is none.
        emptiable && after === from && count >= min ? false : roundAt(count + 1)(after);
      return one(machine, element, backwards, again);
    };
    const once: Rest = (at) => (bodies[emptiable ? at : 0] ??= bodyFrom(at))(at);
    return (at) => {
      step(machine);
      if (count < min) return once(at);
      return greedy ? once(at) || leave(at) : leave(at) || once(at);
    };
  };
  return roundAt(0);
}

/** Whether the element can match without taking a character. */
function mayBeEmpty(element: AST.Element): boolean {
  switch (element.type) {
    case 'Assertion':
    case 'Backreference':
      return true;
    case 'Group':
    case 'CapturingGroup':
      return element.alternatives.some(({ elements }) => elements.every(mayBeEmpty));
    case 'Quantifier':
      return element.min === 0 || mayBeEmpty(element.element);
    default:
      return false;
  }
}

function assertion(machine: Machine, element: AST.Assertion, next: Rest): Rest {
  switch (element.kind) {
    case 'start':
      return (at) => at === 0 && next(at);
    case 'end':
      return (at) => at === machine.input.length && next(at);
    case 'word':
      return (at) =>
        (isWord(machine.input, at - 1) !== isWord(machine.input, at)) !== element.negate && next(at);
    case 'lookahead':
    case 'lookbehind':
      return look(machine, element, next);
  }
}

function look(machine: Machine, element: AST.LookaroundAssertion, next: Rest): Rest {
  const found = alternatives(machine, element.alternatives, element.kind === 'lookbehind', () => true);
  return (at) => {
    const before = machine.groups;
    const holds = found(at) !== element.negate;
    if (element.negate) machine.groups = before;
    if (holds && next(at)) return true;
    // What groups took in it is taken back when the rest does not match.
    machine.groups = before;
    return false;
  };
}

function isWord(input: string, index: number): boolean {
  return index >= 0 && index < input.length && /\w/.test(input.charAt(index));
}

function reference(machine: Machine, element: AST.Backreference, backwards: boolean, next: Rest): Rest {
  const target = Array.isArray(element.resolved) ? element.resolved[0] : element.resolved;
  const number = (target && machine.groupNumbers.get(target)) ?? 0;
  return (at) => {
    step(machine);
    const { groups, input, ignoreCase } = machine;
    const group = groups[number];
    if (!group) return next(at);
    const text = input.slice(group[0], group[1]);
    const from = backwards ? at - text.length : at;
    if (from < 0) return false;
    const found = input.slice(from, from + text.length);
    const same = found === text || (ignoreCase && found.toLowerCase() === text.toLowerCase());
    return same && next(backwards ? from : at + text.length);
  };
}
