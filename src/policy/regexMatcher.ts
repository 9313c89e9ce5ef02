import { visitRegExpAST, type AST } from '@eslint-community/regexpp';
import { alternatives, lazily, TooMuchWork, type Machine, type Rest } from './regexParts.ts';

/** What a match attempt says: the matched text and its groups, no match, or not worked out (too much backtracking). */
export type Match =
  | { readonly found: true; readonly index: number; readonly groups: readonly (string | undefined)[] }
  | { readonly found: false }
  | 'unknown';

/** How much work matching may be, in steps: a part that is made ready, a character that is looked at, a round of a quantifier. */
export interface Work {
  /** For one input. */
  readonly each: number;
  /** For all of them together. */
  readonly total: number;
  /** Inputs that may take too much, before nothing is expected of the others. */
  readonly givenUp: number;
}

export interface Matcher {
  search(input: string): Match;
  fullmatch(input: string): Match;
  /** All that were taken so far. */
  readonly steps: number;
}

/** What matches `ast` against one input after the other, within `work`. */
export function createMatcher(ast: AST.Pattern, ignoreCase: boolean, work: Work): Matcher {
  const machine: Machine = {
    ...factsOf(ast),
    ignoreCase,
    round: 0,
    input: '',
    groups: [],
    opened: [],
    fuel: 0,
  };
  let end = 0;
  const anywhere = lazily(() => alternatives(machine, ast.alternatives, false, (at) => ((end = at), true)));
  const whole = lazily(() =>
    alternatives(machine, ast.alternatives, false, (at) => at === machine.input.length && ((end = at), true)),
  );
  let steps = 0;
  let givenUp = 0;

  const attempt = (input: string, from: Rest, lastStart: number): Match => {
    const given = givenUp < work.givenUp ? Math.min(work.each, work.total - steps) : 0;
    if (given <= 0) return 'unknown';
    machine.input = input;
    machine.fuel = given;
    machine.round++;
    try {
      for (let start = 0; start <= lastStart; start++) {
        machine.groups = [];
        if (from(start)) return matched(machine, start, end);
      }
    } catch (error) {
      if (!(error instanceof TooMuchWork || error instanceof RangeError)) throw error;
      givenUp++;
      return 'unknown';
    } finally {
      steps += given - machine.fuel;
    }
    return { found: false };
  };
  return {
    search: (input) => attempt(input, anywhere, input.length),
    fullmatch: (input) => attempt(input, whole, 0),
    get steps() {
      return steps;
    },
  };
}

/** Groups are numbered by their opening parentheses. */
function factsOf(ast: AST.Pattern): Pick<Machine, 'groupNumbers' | 'refers'> {
  const groupNumbers = new Map<AST.CapturingGroup, number>();
  let refers = false;
  visitRegExpAST(ast, {
    onCapturingGroupEnter: (group) => void groupNumbers.set(group, groupNumbers.size + 1),
    onBackreferenceEnter: () => (refers = true),
  });
  return { groupNumbers, refers };
}

function matched({ input, groups }: Machine, start: number, end: number): Match {
  const texts: (string | undefined)[] = [input.slice(start, end)];
  for (let i = 1; i < groups.length; i++) {
    const group = groups[i];
    texts.push(group && input.slice(group[0], group[1]));
  }
  return { found: true, index: start, groups: texts };
}
