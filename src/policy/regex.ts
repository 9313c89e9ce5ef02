import { RegExpParser, visitRegExpAST, type AST } from '@eslint-community/regexpp';

/** What a match attempt says: the matched text and its groups, no match, or not worked out (too much backtracking). */
export type Match =
  | { readonly found: true; readonly index: number; readonly groups: readonly (string | undefined)[] }
  | { readonly found: false }
  | 'unknown';

/** A regular expression that is interpreted, never handed to the engine: a pattern from a file cannot hang the editor. */
export interface Regex {
  readonly ast: AST.Pattern;
  /** The leftmost match anywhere in `input`, as JavaScript, PCRE and Python's `search` find it. */
  search(input: string): Match;
  /** A match of the whole of `input`, as Python's `fullmatch` wants it. */
  fullmatch(input: string): Match;
}

const maxPattern = 2000;
const maxInput = 500;
const maxSteps = 20_000;

/**
 * Parses the common subset of JavaScript's, PCRE's and Python's expressions. `source` comes without delimiters.
 * Null when it is no such expression or uses what this interpreter does not know (`\p{…}`, `v` flag, inline flags).
 */
export function parseRegex(source: string, options: { readonly ignoreCase?: boolean } = {}): Regex | null {
  if (source.length > maxPattern) return null;
  const ast = parsePattern(source);
  if (ast === null || !isSupported(ast)) return null;
  const program: Program = { ast, ignoreCase: options.ignoreCase === true, groupNumbers: groupNumbers(ast) };
  return {
    ast,
    search: givingUp((input) => attempt(program, input, false)),
    fullmatch: givingUp((input) => attempt(program, input, true)),
  };
}

/** Inputs that may take too much work, before nothing is expected of the others. */
const maxGivenUp = 3;

function givingUp(match: (input: string) => Match): (input: string) => Match {
  let givenUp = 0;
  return (input) => {
    const found = givenUp < maxGivenUp ? match(input) : 'unknown';
    if (found === 'unknown') givenUp++;
    return found;
  };
}

interface Program {
  readonly ast: AST.Pattern;
  readonly ignoreCase: boolean;
  readonly groupNumbers: ReadonlyMap<AST.CapturingGroup, number>;
}

/** Groups are numbered by their opening parentheses. */
function groupNumbers(ast: AST.Pattern): ReadonlyMap<AST.CapturingGroup, number> {
  const numbers = new Map<AST.CapturingGroup, number>();
  visitRegExpAST(ast, { onCapturingGroupEnter: (group) => void numbers.set(group, numbers.size + 1) });
  return numbers;
}

function parsePattern(source: string): AST.Pattern | null {
  try {
    return new RegExpParser({ ecmaVersion: 2025 }).parsePattern(source);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

type Children = readonly (AST.Alternative | AST.Element)[];

function isSupported(node: AST.Pattern | AST.Alternative | AST.Element): boolean {
  let pending: Children = [];
  switch (node.type) {
    case 'CharacterSet':
      return node.kind !== 'property';
    case 'CharacterClass':
      return node.elements.every((element) => element.type !== 'CharacterSet' || element.kind !== 'property');
    case 'ExpressionCharacterClass':
      return false;
    case 'Quantifier':
      pending = [node.element];
      break;
    case 'Alternative':
      pending = node.elements;
      break;
    case 'Group':
      if (node.modifiers) return false;
      pending = node.alternatives;
      break;
    case 'Pattern':
    case 'CapturingGroup':
      pending = node.alternatives;
      break;
    case 'Assertion':
      if (node.kind === 'lookahead' || node.kind === 'lookbehind') pending = node.alternatives;
      break;
    case 'Character':
    case 'Backreference':
      break;
  }
  return pending.every(isSupported);
}

class TooMuchWork extends Error {}

interface Run extends Program {
  readonly input: string;
  steps: number;
  groups: (readonly [start: number, end: number] | undefined)[];
}

/** The rest of the match; true when it succeeds from `at`. */
type Continue = (at: number) => boolean;

function attempt(program: Program, input: string, full: boolean): Match {
  if (input.length > maxInput) return 'unknown';
  const run: Run = { ...program, input, steps: 0, groups: [] };
  try {
    for (let start = 0; start <= (full ? 0 : input.length); start++) {
      let end = -1;
      const accept: Continue = (at) => {
        if (full && at !== input.length) return false;
        end = at;
        return true;
      };
      run.groups = [];
      if (matchAny(program.ast.alternatives, start, false, run, accept)) return matched(run, start, end);
    }
  } catch (error) {
    if (error instanceof TooMuchWork || error instanceof RangeError) return 'unknown';
    throw error;
  }
  return { found: false };
}

function matched(run: Run, start: number, end: number): Match {
  const groups: (string | undefined)[] = [run.input.slice(start, end)];
  for (let i = 1; i < run.groups.length; i++) {
    const group = run.groups[i];
    groups.push(group && run.input.slice(group[0], group[1]));
  }
  return { found: true, index: start, groups };
}

function matchAny(
  alternatives: readonly AST.Alternative[],
  at: number,
  backwards: boolean,
  run: Run,
  next: Continue,
): boolean {
  return alternatives.some((alternative) =>
    matchSequence(
      backwards ? [...alternative.elements].reverse() : alternative.elements,
      0,
      at,
      backwards,
      run,
      next,
    ),
  );
}

function matchSequence(
  elements: readonly AST.Element[],
  index: number,
  at: number,
  backwards: boolean,
  run: Run,
  next: Continue,
): boolean {
  const element = elements[index];
  if (!element) return next(at);
  return matchElement(element, at, backwards, run, (after) =>
    matchSequence(elements, index + 1, after, backwards, run, next),
  );
}

function matchElement(
  element: AST.Element,
  at: number,
  backwards: boolean,
  run: Run,
  next: Continue,
): boolean {
  if (++run.steps > maxSteps) throw new TooMuchWork();
  switch (element.type) {
    case 'Character':
    case 'CharacterSet':
    case 'CharacterClass':
    case 'ExpressionCharacterClass':
      return matchCharacter(element, at, backwards, run, next);
    case 'Group':
      return matchAny(element.alternatives, at, backwards, run, next);
    case 'CapturingGroup':
      return matchCapture(element, at, backwards, run, next);
    case 'Quantifier':
      return repeat(element, 0, at, backwards, run, next);
    case 'Assertion':
      return matchAssertion(element, at, run, next);
    case 'Backreference':
      return matchReference(element, at, backwards, run, next);
  }
}

function matchCharacter(
  element: AST.Character | AST.CharacterSet | AST.CharacterClass | AST.ExpressionCharacterClass,
  at: number,
  backwards: boolean,
  run: Run,
  next: Continue,
): boolean {
  const index = backwards ? at - 1 : at;
  if (index < 0 || index >= run.input.length) return false;
  return accepts(element, run.input.charCodeAt(index), run.ignoreCase) && next(backwards ? at - 1 : at + 1);
}

type OneCharacter =
  | AST.Character
  | AST.CharacterSet
  | AST.CharacterClass
  | AST.ExpressionCharacterClass
  | AST.CharacterClassElement;

/** Whether a one-character element matches the UTF-16 code unit `code`. */
export function accepts(element: OneCharacter, code: number, ignoreCase: boolean): boolean {
  switch (element.type) {
    case 'Character':
      return element.value === code || (ignoreCase && foldCase(element.value) === foldCase(code));
    case 'CharacterClassRange':
      return (
        inRange(element, code) || (ignoreCase && otherCases(code).some((other) => inRange(element, other)))
      );
    case 'CharacterClass':
      return element.elements.some((part) => accepts(part, code, ignoreCase)) !== element.negate;
    case 'CharacterSet':
      return inSet(element, code);
    default:
      return false;
  }
}

function inRange(range: AST.CharacterClassRange, code: number): boolean {
  return code >= range.min.value && code <= range.max.value;
}

function inSet(set: AST.CharacterSet, code: number): boolean {
  const character = String.fromCharCode(code);
  switch (set.kind) {
    case 'any':
      return !/[\n\r\u2028\u2029]/.test(character);
    case 'digit':
      return /\d/.test(character) !== set.negate;
    case 'space':
      return /\s/.test(character) !== set.negate;
    case 'word':
      return /\w/.test(character) !== set.negate;
    case 'property':
      return false;
  }
}

function foldCase(code: number): number {
  return String.fromCharCode(code).toUpperCase().charCodeAt(0);
}

function otherCases(code: number): number[] {
  const character = String.fromCharCode(code);
  return [character.toLowerCase().charCodeAt(0), character.toUpperCase().charCodeAt(0)];
}

function matchCapture(
  group: AST.CapturingGroup,
  at: number,
  backwards: boolean,
  run: Run,
  next: Continue,
): boolean {
  const number = run.groupNumbers.get(group) ?? 0;
  return matchAny(group.alternatives, at, backwards, run, (after) => {
    const before = run.groups;
    run.groups = [...before];
    run.groups[number] = backwards ? [after, at] : [at, after];
    if (next(after)) return true;
    run.groups = before;
    return false;
  });
}

function repeat(
  quantifier: AST.Quantifier,
  count: number,
  at: number,
  backwards: boolean,
  run: Run,
  next: Continue,
): boolean {
  if (++run.steps > maxSteps) throw new TooMuchWork();
  const once = (): boolean =>
    count < quantifier.max &&
    matchElement(quantifier.element, at, backwards, run, (after) => {
      if (after === at && count >= quantifier.min) return false;
      return repeat(quantifier, count + 1, after, backwards, run, next);
    });
  if (count < quantifier.min) return once();
  return quantifier.greedy ? once() || next(at) : next(at) || once();
}

/** What groups took inside of an assertion is taken back when the rest does not match. */
function matchAssertion(assertion: AST.Assertion, at: number, run: Run, next: Continue): boolean {
  const before = run.groups;
  if (holds(assertion, at, run) && next(at)) return true;
  run.groups = before;
  return false;
}

function holds(assertion: AST.Assertion, at: number, run: Run): boolean {
  switch (assertion.kind) {
    case 'start':
      return at === 0;
    case 'end':
      return at === run.input.length;
    case 'word':
      return (isWord(run.input, at - 1) !== isWord(run.input, at)) !== assertion.negate;
    case 'lookahead':
    case 'lookbehind': {
      const before = run.groups;
      const backwards = assertion.kind === 'lookbehind';
      const found = matchAny(assertion.alternatives, at, backwards, run, () => true);
      if (assertion.negate) run.groups = before;
      return found !== assertion.negate;
    }
  }
}

function isWord(input: string, index: number): boolean {
  return index >= 0 && index < input.length && /\w/.test(input.charAt(index));
}

function matchReference(
  reference: AST.Backreference,
  at: number,
  backwards: boolean,
  run: Run,
  next: Continue,
): boolean {
  const target = Array.isArray(reference.resolved) ? reference.resolved[0] : reference.resolved;
  const group = target && run.groups[run.groupNumbers.get(target) ?? 0];
  if (!group) return next(at);
  const text = run.input.slice(group[0], group[1]);
  const from = backwards ? at - text.length : at;
  if (from < 0) return false;
  const found = run.input.slice(from, from + text.length);
  const same = found === text || (run.ignoreCase && found.toLowerCase() === text.toLowerCase());
  return same && next(backwards ? from : at + text.length);
}
