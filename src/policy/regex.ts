import { RegExpParser, type AST } from '@eslint-community/regexpp';
import { createMatcher, type Match, type Work } from './regexMatcher.ts';

export type { Match };

/** A regular expression that is interpreted, never handed to the engine: a pattern from a file cannot hang the editor. */
export interface Regex {
  readonly ast: AST.Pattern;
  /** The leftmost match anywhere in `input`, as JavaScript, PCRE and Python's `search` find it. */
  search(input: string): Match;
  /** A match of the whole of `input`, as Python's `fullmatch` wants it. */
  fullmatch(input: string): Match;
  /** The work that matching took so far. */
  readonly steps: number;
}

const maxPattern = 2000;
const maxInput = 500;

/** One expression may take as long as a file that has only a few of them can wait. */
const work: Work = { each: 20_000, total: 400_000, givenUp: 3 };

/**
 * Parses the common subset of JavaScript's, PCRE's and Python's expressions. `source` comes without delimiters.
 * Null when it is no such expression or uses what this interpreter does not know (`\p{…}`, `v` flag, inline flags).
 */
export function parseRegex(source: string, options: { readonly ignoreCase?: boolean } = {}): Regex | null {
  if (source.length > maxPattern) return null;
  const ast = parsePattern(source);
  if (ast === null || !isSupported(ast)) return null;
  const matcher = createMatcher(ast, options.ignoreCase === true, work);
  return {
    ast,
    search: once((input) => matcher.search(input)),
    fullmatch: once((input) => matcher.fullmatch(input)),
    get steps() {
      return matcher.steps;
    },
  };
}

/** Rules ask about the same few origins, for each place anew. */
function once(match: (input: string) => Match): (input: string) => Match {
  const known = new Map<string, Match>();
  return (input) => {
    if (input.length > maxInput) return 'unknown';
    const before = known.get(input);
    if (before !== undefined) return before;
    const found = match(input);
    known.set(input, found);
    return found;
  };
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
