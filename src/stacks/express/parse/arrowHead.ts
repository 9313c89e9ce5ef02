import type { FunctionNode, Parameter } from '../ast.ts';
import type { Range } from '../../../policy/range.ts';

/** What stands before the body of an arrow function that is an argument, where its parameters are names alone. */
export interface ArrowHead {
  readonly from: number;
  readonly isAsync: boolean;
  readonly names: readonly { readonly name: string; readonly range: Range }[];
}

/** From the opening one to behind the closing one. */
export interface Parentheses {
  readonly from: number;
  readonly to: number;
}

const before = /[(,]\s*(async\s*)?$/;
const name = /([A-Za-z_$][\w$]*)(\s*,\s*)?/y;
const arrow = /^\s*=>\s*$/;
const longest = 200;

/**
 * The head in front of the body that opens at `body`, with its parameters in the parentheses `list`; null for one that only the parser can
 * read. Such heads are what costs the parser most: up to the arrow they may be calls.
 */
export function arrowHead(text: string, list: Parentheses, body: number): ArrowHead | null {
  if (body - list.from > longest || !arrow.test(text.slice(list.to, body))) return null;
  const found = before.exec(text.slice(Math.max(0, list.from - 40), list.from));
  if (!found) return null;
  const word = found[1] ?? '';
  const names = namesIn(text, list.from + 1, list.to - 1);
  return names && { from: list.from - word.length, isAsync: word !== '', names };
}

function namesIn(text: string, from: number, to: number): ArrowHead['names'] | null {
  const names: { name: string; range: Range }[] = [];
  let at = from;
  let ended = false;
  while (at < to) {
    name.lastIndex = at;
    const found = name.exec(text);
    if (!found || ended) return null;
    const [whole, known = '', comma] = found;
    names.push({ name: known, range: { start: at, end: at + known.length } });
    at += whole.length;
    ended = comma === undefined;
  }
  return at === to && (ended || names.length === 0) ? names : null;
}

/** The function with that head and a body that is read when it is asked for. */
export function arrowOf(head: ArrowHead, end: number, readBody: () => FunctionNode['body']): FunctionNode {
  let body: FunctionNode['body'] | null = null;
  return {
    kind: 'Function',
    range: { start: head.from, end },
    name: null,
    isAsync: head.isAsync,
    params: head.names.map(({ name: known, range }): Parameter => ({
      pattern: { kind: 'name', name: known, range },
      fallback: null,
      rest: false,
    })),
    get body() {
      body ??= readBody();
      return body;
    },
  };
}
